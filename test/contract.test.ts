import { describe, expect, it } from "vitest";
import * as z from "zod";
import * as contract from "../shared/contract/index.ts";
import * as feedback from "../worker/reports/feedback/contract.ts";

interface Node {
  [name: string]: unknown;
  type?: string;
}
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Where a schema lets a string or a list grow without end, as paths. */
function unbounded(node: unknown, path: string): string[] {
  if (!isNode(node)) return [];
  const here: string[] = [];
  const { type, maxLength, format, enum: choices, const: only, pattern, maxItems, prefixItems } = node;
  if (type === "string") {
    const closed = maxLength !== undefined || choices !== undefined || only !== undefined;
    const shaped = format === "uuid" || format === "date" || /\{\d+(,\d+)?\}\)?\$?/.test(`${pattern ?? ""}`);
    if (!closed && !shaped) here.push(path);
  }
  if (type === "array" && maxItems === undefined && prefixItems === undefined) here.push(path);
  return [...here, ...Object.entries(node).flatMap(([name, child]) => unbounded(child, `${path}.${name}`))];
}

describe("the contract", () => {
  it("bounds every string and every list", () => {
    const schemas = Object.entries({ ...contract, ...feedback }).filter(
      ([, value]) => value instanceof z.ZodType,
    );
    expect(schemas.length).toBeGreaterThan(40);
    const found = schemas.flatMap(([name, schema]) =>
      unbounded(z.toJSONSchema(schema as z.ZodType, { unrepresentable: "any", io: "input" }), name),
    );
    expect(found).toEqual([]);
  });

  it("has an error status and a sentence for every code", () => {
    for (const [code, { status, title }] of Object.entries(contract.problems)) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe("");
    }
  });
});
