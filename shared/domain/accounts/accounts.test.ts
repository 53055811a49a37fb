import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RankedLead, rankBest } from "./accounts.ts";
import { industries, industryOf } from "./industry.ts";

const lead = (id: string, score: number, more: Partial<RankedLead> = {}): RankedLead => ({
  id,
  name: id,
  stage: "mql",
  score,
  ...more,
});

describe("rankBest", () => {
  it("shows the best others, and nobody disqualified", () => {
    const leads = [
      lead("a", 10),
      lead("b", 90, { stage: "disqualified" }),
      lead("c", 60),
      lead("d", 99),
      lead("e", 60),
      lead("f", 20),
    ];
    expect(rankBest(leads, "d").map(({ id }) => id)).toEqual(["c", "e", "f"]);
  });

  it("does not depend on the order, and leaves nobody better out", () => {
    const leads = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        name: fc.option(fc.string()),
        stage: fc.constant("mql"),
        score: fc.nat(100),
      }),
      {
        selector: ({ id }) => id,
      },
    );
    fc.assert(
      fc.property(leads, fc.nat(5), (all, max) => {
        const best = rankBest(all, null, max);
        expect(rankBest([...all].reverse(), null, max)).toEqual(best);
        expect(best.length).toBe(Math.min(max, all.length));
        const worst = best.at(-1)?.score ?? 101;
        for (const other of all) if (!best.includes(other)) expect(other.score).toBeLessThanOrEqual(worst);
      }),
    );
  });
});

describe("industryOf", () => {
  it.each([
    ["Manufacturing", "manufacturing"],
    ["Maschinenbau", "manufacturing"],
    ["Industrial machinery", "manufacturing"],
    ["Food & Beverages", "food"],
    ["Information Technology and Services", "software"],
    ["Financial services", "finance"],
    ["Transportation", "logistics"],
    ["Hospital & Health Care", "healthcare"],
    ["Higher education", "education"],
    ["Bau", "construction"],
    ["Hôtellerie", "hospitality"],
    ["Verlag", "media"],
    ["Zauberei", "other"],
    ["", "other"],
  ])("%j is %s", (text, industry) => {
    expect(industryOf(text)).toBe(industry);
    expect(industries).toContain(industryOf(text));
  });
});
