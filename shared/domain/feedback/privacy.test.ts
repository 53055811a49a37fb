import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fewReps, joinPeriods, keysToFold, LEAST_REPS, repCount } from "./privacy.ts";

const by = (...reps: string[]) => reps.map((repId) => ({ repId }));
const rep = fc.constantFrom(..."abcdefg").map((repId) => ({ repId }));

describe("fewReps", () => {
  it("counts reps, not verdicts", () => {
    expect(fewReps(by("a", "a", "b", "c", "c", "a"))).toBe(true);
    expect(fewReps(by("a", "b", "c", "d"))).toBe(false);
  });
});

describe("joinPeriods", () => {
  const join = (weeks: ReturnType<typeof by>[]) => joinPeriods(weeks, (week) => week);
  const full = by("a", "b", "c", "d");

  it("leaves alone what four stand behind, or nobody", () => {
    expect(join([full, [], full])).toEqual([[full], [[]], [full]]);
  });

  it("joins forward until four do, and the rest backward", () => {
    const two = by("a", "b");
    expect(join([two, by("c"), full, full])).toEqual([[two, by("c"), full], [full]]);
    expect(join([full, full, [], two])).toEqual([[full], [full, [], two]]);
  });

  it("makes one of everything where there are not four in all", () => {
    expect(join([[], by("a"), [], by("b")])).toEqual([[[], by("a"), [], by("b")]]);
    expect(join([])).toEqual([]);
  });

  it("keeps every period, in order, and shows none of one to three reps", () => {
    fc.assert(
      fc.property(fc.array(fc.array(rep, { maxLength: 8 })), (weeks) => {
        const spans = join(weeks);
        expect(spans.flat()).toEqual(weeks);
        if (spans.length === 1) return;
        for (const span of spans) {
          const reps = repCount(span.flat());
          expect(reps === 0 || reps >= LEAST_REPS).toBe(true);
        }
      }),
    );
  });
});

describe("keysToFold", () => {
  const rows = fc.array(
    fc.record({ repId: fc.constantFrom(..."abcdefg"), site: fc.constantFrom(..."wxyz") }),
  );

  it("folds those with few reps, and one more where these alone would still be few", () => {
    const gmail = by("a", "b", "c", "d", "e").map((row) => ({ ...row, site: "gmail" }));
    const outlook = by("a", "b", "c", "d").map((row) => ({ ...row, site: "outlook" }));
    const hubspot = by("a").map((row) => ({ ...row, site: "hubspot" }));
    const fold = (...sites: (typeof gmail)[]) => [...keysToFold(sites.flat(), ({ site }) => site)].sort();
    expect(fold(gmail, outlook)).toEqual([]);
    expect(fold(gmail, outlook, hubspot)).toEqual(["hubspot", "outlook"]);
    expect(fold(hubspot)).toEqual(["hubspot"]);
  });

  it("leaves no shown key, and no fold, of fewer than four reps, unless it is all there is", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const folded = keysToFold(all, ({ site }) => site);
        const inside = all.filter(({ site }) => folded.has(site));
        if (inside.length === all.length) return;
        if (folded.size > 0) expect(repCount(inside)).toBeGreaterThanOrEqual(LEAST_REPS);
        for (const [site, theirs] of Map.groupBy(all, (row) => row.site)) {
          if (!folded.has(site)) expect(repCount(theirs)).toBeGreaterThanOrEqual(LEAST_REPS);
        }
      }),
    );
  });
});
