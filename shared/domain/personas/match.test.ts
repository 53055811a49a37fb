import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFacts, factsOf, touchesOf } from "../facts.fixture.ts";
import { heatOf } from "../heat/heat.ts";
import { matchPersona, type Persona, THIN } from "./match.ts";

const persona = (id: string, rules: Persona["rules"]): Persona => ({
  id,
  name: id,
  cares: [],
  say: [],
  avoid: [],
  rules,
});
const operations = persona("operations", {
  functions: ["operations", "logistics"],
  seniorities: ["c_level", "vp", "director", "head", "manager"],
  industries: ["manufacturing", "food"],
  employees: { min: 50 },
  topics: ["audit*", "downtime"],
});
const finance = persona("finance", {
  functions: ["finance"],
  seniorities: ["c_level", "vp", "director", "head"],
});
const trialist = persona("trialist", { functions: ["it"], kinds: ["trial"] });
const all = [operations, finance, trialist];
const ada = factsOf({ title: "Head of Operations", industry: "Manufacturing", employees: 250 });

describe("matchPersona", () => {
  it("says who it is, how surely, and why", () => {
    expect(matchPersona(ada, all)).toEqual({
      persona: operations,
      confidence: 0.77,
      evidence: [
        "Title: Head of Operations",
        "Works in operations",
        "Industry: Manufacturing",
        "Company of 250",
      ],
    });
  });

  it("counts what they read and did", () => {
    const read = ["Audit checklist", "How audits get shorter", "AUDITS & you", "Pricing"].map((title) => ({
      title,
      direction: "theirs" as const,
    }));
    const sent = { title: "Audit mail", direction: "ours" as const };
    const found = matchPersona(ada, all, [...read, sent]);
    expect(found?.evidence).toContain("Read 3 pages on audit");
    expect(found?.confidence).toBeGreaterThan(0.8);
    const heat = heatOf(touchesOf(["trial", 3], ["trial", 2]));
    expect(matchPersona(factsOf({ title: "IT Administrator", heat }), all)?.evidence).toContain("Trial, 2×");
  });

  it.each([
    ["nothing is known", factsOf()],
    ["only the industry is", factsOf({ industry: "Manufacturing", employees: 250 })],
    ["the title says another height", factsOf({ title: "Operations Intern" })],
    ["the title says another field", factsOf({ title: "Head of Sales", industry: "Food", employees: 90 })],
    ["the address is known to be shared", { ...ada, sharedAddress: true }],
    ["the address looks shared", { ...ada, email: "info@analytical.example" }],
  ])("finds none where %s", (_, facts) => {
    expect(matchPersona(facts, all)).toBeNull();
  });

  it("finds none where two have equal claims, or there are none", () => {
    expect(matchPersona(ada, [operations, { ...operations, id: "twin" }])).toBeNull();
    expect(matchPersona(ada, [])).toBeNull();
  });

  it("takes a topic for words, not for an expression", () => {
    const odd = persona("odd", { functions: ["operations"], topics: ["", "*", "(", "c++", ".*"] });
    expect(matchPersona(ada, [odd], [{ title: "Anything", direction: "theirs" }])?.evidence).toEqual([
      "Title: Head of Operations",
      "Works in operations",
    ]);
  });

  it("is sure within bounds, has its evidence, and does not depend on the personas' order", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const found = matchPersona(facts, all);
        expect(matchPersona(facts, [...all].reverse())).toEqual(found);
        if (!found) return;
        expect(found.confidence).toBeGreaterThanOrEqual(THIN);
        expect(found.confidence).toBeLessThanOrEqual(1);
        expect(found.evidence.length).toBeGreaterThan(0);
        expect(found.evidence.length).toBeLessThanOrEqual(10);
        for (const line of found.evidence) expect(line.length).toBeLessThanOrEqual(200);
        expect(facts.sharedAddress).toBe(false);
      }),
    );
  });
});
