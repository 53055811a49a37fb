import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { key } from "../../contract/fields.ts";
import { attributeName as attributePattern, LeadInput } from "../../contract/leads.ts";
import {
  attributeName,
  canonical,
  importKinds,
  isTarget,
  keyKind,
  targetLabel,
  targets,
  targetsFor,
} from "./targets.ts";

describe("targets", () => {
  it("are each there once, in plain words", () => {
    const names = targets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { label, help, kinds } of targets) {
      expect(kinds.length).toBeGreaterThan(0);
      expect(label).not.toBe("");
      expect(help).toMatch(/\.$/);
    }
  });

  it("are their own canonical name, and others' where a kind has none", () => {
    for (const kind of importKinds)
      for (const { name } of targetsFor(kind)) expect(canonical(kind, name)).toBe(name);
    expect(isTarget("leads", "amount")).toBe(false);
    expect(isTarget("touches", "createdAt")).toBe(false);
    expect(isTarget("deals", "createdAt")).toBe(false);
  });

  it.each([
    ["leads", " EMAIL ", "email"],
    ["leads", "createdat", "createdAt"],
    ["leads", "key:Lead_Number", "key:lead_number"],
    ["leads", "key:email", "email"],
    ["leads", "Attribute: Größe (m²)", "attribute:Größe (m²)"],
    ["leads", "attribute:Größe (qm)", "attribute:Größe (qm)"],
    ["leads", "attribute:a:b", "attribute:a:b"],
    ["leads", "stage", "stage"],
    ["deals", "stage", "dealStage"],
    ["deals", "won", "wonAt"],
    ["deals", "reason", "lostReason"],
    ["leads", "won", null],
    ["leads", "attribute:", null],
    ["leads", "attribute:__proto__", null],
    ["leads", "attribute:=1+1", null],
    ["leads", `attribute:${"x".repeat(65)}`, null],
    ["leads", "key:", null],
    ["leads", "key:1", null],
    ["leads", "key:a b", null],
    ["leads", "toString", null],
    ["deals", "constructor", null],
    ["leads", "", null],
  ] as const)("%s: %s is %s", (kind, text, expected) => {
    expect(canonical(kind, text)).toBe(expected);
  });

  it("have a label each", () => {
    expect(["email", "key:lead_number", "attribute:City", "nonsense"].map(targetLabel)).toEqual([
      "Email address",
      "Key: lead number",
      "City",
      "nonsense",
    ]);
  });
});

describe("names made of headers", () => {
  it.each([
    ["Total Time Spent on Website", "Total Time Spent on Website"],
    ["Größe (m²)", "Größe (m²)"],
    ["Preis in $", "Preis in"],
    ["リード番号", "リード番号"],
    ["  *Agreed*  to: a & b? ", "Agreed to: a & b?"],
    ["__proto__", "proto__"],
    ["=cmd|' /C", "cmd ' /C"],
    ["***", "Column"],
    ["", "Column"],
    ["2nd call", "2nd call"],
    ["Rate % + fee €", "Rate % + fee €"],
    ["x".repeat(100), "x".repeat(64)],
  ])("%s is the attribute %s", (header, name) => {
    expect(attributeName(header)).toBe(name);
  });

  it.each([
    ["Lead Number", "lead_number"],
    ["mql_id", "mql_id"],
    ["LeadId", "lead_id"],
    ["Kundennr. (alt)", "kundennr_alt"],
    ["Número", "numero"],
    ["1st id", "st_id"],
    ["リード番号", "id_of_the_file"],
    ["Email", "id_email"],
  ])("%s is the key %s", (header, kind) => {
    expect(keyKind(header)).toBe(kind);
  });

  it("are targets, and fit the contract", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (header) => {
        const name = attributeName(header);
        expect(attributePattern.safeParse(name).success).toBe(true);
        expect(canonical("leads", `attribute:${name}`)).toBe(`attribute:${name}`);
        expect(`attribute:${name}`.length).toBeLessThanOrEqual(100);
        expect(canonical("leads", `key:${keyKind(header)}`)).toBe(`key:${keyKind(header)}`);
        expect(key.safeParse(`${keyKind(header)}:1`).success).toBe(true);
        const lead = { email: "a@b.example", attributes: { [name]: 1 } };
        expect(LeadInput.parse(lead).attributes).toEqual({ [name]: 1 });
      }),
      { numRuns: 500 },
    );
  });
});
