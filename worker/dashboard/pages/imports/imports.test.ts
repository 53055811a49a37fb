import { describe, expect, it } from "vitest";
import { type ImportAsk, type ImportColumn, importKinds } from "../../../../shared/contract/imports.ts";
import { isTarget, targetsFor } from "../../../../shared/domain/imports/targets.ts";
import { answerTo, forColumns, isOpen, keep, noChoices, own, recall, wrongNames } from "./choices.ts";
import { Pace } from "./pace.ts";
import { bytes, money, s } from "./strings.ts";
import { offers, split, targetOf } from "./targets.ts";
import { waitAfter } from "./watch.ts";

const ask = (part: Partial<ImportAsk>): ImportAsk => ({
  id: "stage",
  question: "Where do they stand?",
  help: null,
  column: null,
  answer: "one",
  options: [],
  values: [],
  proposal: null,
  ...part,
});

describe("names that every object has", () => {
  it("are names like any other", () => {
    const asked = ask({ answer: "each", values: [{ value: "constructor", count: 1 }] });
    expect(isOpen(asked, {})).toBe(true);
    expect(isOpen(asked, { stage: { constructor: "won" } })).toBe(false);
    expect(own<string>({}, "toString")).toBeUndefined();
  });
});

describe("what a column may become", () => {
  it("offers every target of a kind once, and a key and an attribute of one's own", () => {
    for (const kind of importKinds) {
      const offered = offers(kind).flatMap((group) => group.offers.map(({ value }) => value));
      expect(new Set(offered).size).toBe(offered.length);
      expect(offered.toSorted()).toEqual(
        [...targetsFor(kind).map(({ name }) => name), "key:", "attribute:"].toSorted(),
      );
      expect(offers(kind).every((group) => group.label && group.offers.length > 0)).toBe(true);
    }
  });

  it("makes a name from any header that the Worker takes", () => {
    for (const header of [
      "Lead Number",
      "Größe",
      "<script>",
      "  ",
      "9",
      "𝔸".repeat(80),
      "=1+1",
      "a\u0000b",
    ]) {
      expect(isTarget("leads", targetOf("key:", header)), header).toBe(true);
      expect(isTarget("leads", targetOf("attribute:", header)), header).toBe(true);
    }
    expect(targetOf("key:", "Lead Number")).toBe("key:lead_number");
    expect(targetOf("email", "Lead Number")).toBe("email");
  });

  it("takes a target apart at its first colon only", () => {
    expect(split("attribute:a:b\nc")).toEqual(["attribute:", "a:b\nc"]);
    expect(split("key:hubspot")).toEqual(["key:", "hubspot"]);
    expect(split("createdAt")).toEqual(["createdAt", ""]);
  });

  it("says of a name that it is none before the Worker is asked", () => {
    const wrong = wrongNames("leads", {
      ...noChoices,
      mapping: { A: "key:Not So", B: "attribute:", C: "email", D: "attribute:Größe" },
    });
    expect([...wrong.keys()]).toEqual(["mapping.A", "mapping.B"]);
    expect(wrong.get("mapping.A")).toBe(s.columns.badKey);
  });
});

describe("questions", () => {
  it("are open without an answer and a proposal", () => {
    expect(isOpen(ask({}), {})).toBe(true);
    expect(isOpen(ask({ proposal: "inquiry" }), {})).toBe(false);
    expect(isOpen(ask({}), { stage: "mql" })).toBe(false);
    expect(answerTo(ask({ proposal: "inquiry" }), { stage: "mql" })).toBe("mql");
    expect(isOpen(ask({ id: "empty", answer: "many", proposal: ["-"] }), { empty: [] })).toBe(false);
  });

  it("about each value are open until every value has its word, proposed or said", () => {
    const each = ask({
      id: "consent:C",
      answer: "each",
      values: [
        { value: "Yes", count: 2 },
        { value: "", count: 1 },
      ],
      proposal: { Yes: "may" },
    });
    expect(isOpen(each, {})).toBe(true);
    expect(isOpen(each, { "consent:C": { "": "unknown" } })).toBe(false);
    expect(answerTo(each, { "consent:C": { Yes: "may_not" } })).toEqual({ Yes: "may_not" });
  });

  it("about the file do not keep an import from starting: reading it again answers them", () => {
    expect(isOpen(ask({ id: "encoding" }), {})).toBe(false);
  });
});

describe("what was chosen", () => {
  const choices = {
    mapping: { A: "email", Gone: "name" },
    answers: { "dates:Gone": "dmy", "dates:A": "mdy", stage: "mql" },
    afterContact: { A: true, Gone: true },
  };

  it("stays for the columns that another reading has too", () => {
    const column: ImportColumn = {
      column: "A",
      to: "name",
      type: "text",
      afterContact: false,
      afterContactWhy: null,
      remembered: false,
      filled: 0,
      examples: [],
    };
    expect(forColumns(choices, { columns: [column] })).toEqual({
      mapping: { A: "email" },
      answers: { "dates:A": "mdy", stage: "mql" },
      afterContact: { A: true },
    });
  });

  it("outlives the page, and whatever else lies in the storage", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    keep("1", choices, storage);
    expect(recall("1", storage)).toEqual(choices);
    expect(recall("2", storage)).toEqual(noChoices);
    for (const broken of ["{", "[]", '{"mapping":{"A":1}}', "null"]) {
      kept.set("import:1", broken);
      expect(recall("1", storage)).toEqual(noChoices);
    }
    const full = {
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(() => keep("1", choices, full)).not.toThrow();
  });
});

describe("following an import", () => {
  it("asks every second, and ever more slowly where nobody answers", () => {
    expect([0, 1, 2, 5, 60].map(waitAfter)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  });

  it("foretells the end once it has watched for a while, forwards and backwards", () => {
    const pace = new Pace();
    expect(pace.left(0, 1_000, 0)).toBeNull();
    expect(pace.left(10, 1_000, 1_000)).toBeNull();
    expect(pace.left(100, 1_000, 10_000)).toBe(90_000);
    const back = new Pace();
    expect(back.left(1_000, 0, 0)).toBeNull();
    expect(back.left(500, 0, 10_000)).toBe(10_000);
    expect(back.left(1_000, 0, 20_000)).toBeNull();
  });
});

describe("figures in words", () => {
  it("gives sizes and money their units", () => {
    expect([1, 999, 1_000, 999_499, 999_500, 2_359_562, 50_000_000].map(bytes)).toEqual([
      "1 byte",
      "999 bytes",
      "1 kB",
      "999 kB",
      "1 MB",
      "2.4 MB",
      "50 MB",
    ]);
    expect(money(120_050, "EUR")).toBe("€1,200.50");
    expect(money(1_200, "JPY")).toMatch(/1,200$/);
    expect(money(120_050, null)).toBe("1,200.5");
  });

  it("says in one line what would happen", () => {
    const none = { refusals: [], odd: [], conflicts: [], conflictCount: 0, first: [], unchanged: 0 };
    expect(
      s.preview.sentence({ ...none, rows: 9_240, new: 7_912, known: 1_310, duplicates: 12, refused: 6 }),
    ).toBe("7,912 new · 1,310 known · 12 rows twice in this file · 6 refused");
    expect(s.preview.sentence({ ...none, rows: 1, new: 1, known: 0, duplicates: 0, refused: 0 })).toBe(
      "1 new · 0 known · 0 refused",
    );
  });
});
