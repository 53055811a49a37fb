import { describe, expect, it } from "vitest";
import type { Conflict, ConflictLead } from "../../../../shared/contract/merges.ts";
import { compare, nameOf, namesOf } from "./compare.ts";

const lead = (over: Partial<ConflictLead> = {}): ConflictLead => ({
  id: "one",
  name: null,
  email: null,
  title: null,
  company: null,
  source: null,
  campaign: null,
  owner: null,
  stage: "inquiry",
  createdAt: Date.UTC(2026, 9, 31, 23, 30),
  keys: [],
  touches: 0,
  lastTouchAt: null,
  verdicts: 0,
  deals: 0,
  said: "crm:1",
  ...over,
});
const conflict = (left: Partial<ConflictLead>, right: Partial<ConflictLead>): Conflict => ({
  id: "x",
  state: "open",
  at: 0,
  leads: [lead(left), lead({ id: "two", ...right })],
  row: null,
  import: null,
  by: null,
  decidedAt: null,
});
const lineOf = (key: string, left: Partial<ConflictLead>, right: Partial<ConflictLead>) =>
  compare(conflict(left, right).leads, "Europe/Berlin").find((line) => line.key === key);

describe("two leads side by side", () => {
  it("differ where both say something else, whatever the case and the spaces", () => {
    expect(lineOf("name", { name: "Ada" }, { name: "Ida" })?.differs).toBe(true);
    expect(lineOf("name", { name: "Ada  Lovelace " }, { name: "ADA LOVELACE" })?.differs).toBe(false);
    expect(lineOf("name", { name: "Ada" }, {})).toMatchObject({ left: ["Ada"], right: [], differs: false });
    expect(lineOf("title", {}, {})).toBeUndefined();
  });

  it("never differ in what adds up", () => {
    expect(lineOf("touches", { touches: 3 }, { touches: 1 })).toMatchObject({ left: ["3"], differs: false });
    expect(lineOf("ids", { keys: ["crm:1"] }, { keys: ["crm:2"] })?.differs).toBe(false);
  });

  it("do not say an address twice, and days as the workspace counts them", () => {
    const email = "ada@analytical.example";
    const line = lineOf("ids", { email, keys: [`email:${email}`, "email:ada@home.example", "crm:7"] }, {});
    expect(line?.left).toEqual(["ada@home.example", "crm:7"]);
    expect(lineOf("created", {}, {})?.left[0]).toContain("Nov");
  });

  it("have names that can be told apart", () => {
    expect(nameOf({ name: null, email: "ada@analytical.example", company: null })).toBe(
      "ada@analytical.example",
    );
    expect(nameOf({ name: null, email: null, company: null })).toBe("A lead without a name");
    expect(namesOf(conflict({ name: "Ada" }, { name: "Ida" }))).toEqual(["Ada", "Ida"]);
    expect(namesOf(conflict({ name: "Ada" }, { name: "Ada" }))).toEqual(["Ada (left)", "Ada (right)"]);
  });
});
