import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesOf, wantedOf } from "./words.ts";

const ada = {
  name: "Ada Lovelace",
  company: "Analytical",
  email: "ada@analytical.example",
  domain: "analytical.example",
};

describe("what a lead is found by", () => {
  it("is each word of its name with the others behind it, and its company's domain", () => {
    expect(entriesOf(ada)).toEqual([
      "ada lovelace analytical",
      "lovelace ada analytical",
      "analytical example ada lovelace",
    ]);
  });

  it("is the company's words where the domain does not say them, without the form of the company", () => {
    expect(entriesOf({ ...ada, name: "Ada", company: "Babbage & Sons Ltd" })).toEqual([
      "ada babbage sons ltd",
      "analytical example ada",
      "babbage sons ltd ada",
      "sons ltd babbage ada",
    ]);
  });

  it("is the address's words where nobody knows the name, and nothing of a domain that is anybody's", () => {
    expect(
      entriesOf({ name: null, company: null, email: "jo.van-damme@mail.example", domain: null }),
    ).toEqual(["jo van damme", "van damme jo", "damme jo van"]);
    expect(entriesOf({ name: " ", company: null, email: null, domain: null })).toEqual([]);
  });

  it("has no accents, and is bounded", () => {
    expect(entriesOf({ ...ada, name: "Jürgen Ångström", company: null })).toContain("jurgen angstrom");
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (name, company, domain) => {
        const entries = entriesOf({ name, company, email: null, domain });
        expect(entries.length).toBeLessThanOrEqual(8);
        for (const entry of entries) expect(entry.length).toBeLessThanOrEqual(64);
      }),
    );
  });

  it("begins with every word of the name", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 }), (words) => {
        const entries = entriesOf({ name: words.join(" "), company: null, email: null, domain: null });
        for (const word of words)
          expect(entries.some((entry) => entry.startsWith(wantedOf(word).phrase))).toBe(true);
      }),
    );
  });
});

describe("what somebody types", () => {
  it("is a beginning, and of several words any order", () => {
    expect(wantedOf(" Ada  Lov ")).toEqual({
      phrase: "ada lov",
      longest: "ada",
      others: ["lov"],
      address: null,
    });
    expect(wantedOf("Ada@Ana")).toEqual({
      phrase: "ada ana",
      longest: "ada",
      others: ["ana"],
      address: "ada@ana",
    });
    expect(wantedOf("%_*")).toMatchObject({ phrase: "", longest: null, others: [] });
  });
});
