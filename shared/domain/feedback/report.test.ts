import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBinomial, seeded } from "./draws.ts";
import { defaultReasons } from "./groups.ts";
import { rate, uniform } from "./rate.ts";
import {
  feedbackReport,
  OTHER_SITES,
  type ReportOptions,
  type ReportSeen,
  type ReportVerdict,
  slicings,
} from "./report.ts";
import { addDays } from "./week.ts";

const options: ReportOptions = { by: "campaign", firstDay: 1, reasons: defaultReasons };

const seenRow = (over: Partial<ReportSeen> = {}): ReportSeen => ({
  leadId: "lead",
  repId: "ann",
  day: "2026-10-28",
  source: "Ads",
  campaign: "Demo form",
  persona: "ops",
  band: "B",
  scorecard: 2,
  site: "gmail",
  contact: "before",
  ...over,
});

let count = 0;
const row = (over: Partial<ReportVerdict> = {}): ReportVerdict => ({
  ...seenRow(),
  id: `verdict-${String(++count).padStart(4, "0")}`,
  at: 1_000 + count,
  verdict: "good",
  reason: null,
  group: null,
  note: null,
  score: 60,
  lead: { name: "Ada Lovelace", title: "Head of Operations", company: "Analytical" },
  ...over,
});
const bad = (reason: string, over: Partial<ReportVerdict> = {}): ReportVerdict =>
  row({
    verdict: "bad",
    reason,
    group: defaultReasons.find((each) => each.id === reason)?.group ?? null,
    ...over,
  });
/** `size` rows, each of a lead and (of `reps`) a rep of its own. */
const many = (
  size: number,
  make: (over: Partial<ReportVerdict>) => ReportVerdict,
  reps = 8,
): ReportVerdict[] =>
  Array.from({ length: size }, (_, index) =>
    make({ leadId: `lead-${++count}-${index}`, repId: `rep-${index % reps}` }),
  );

describe("feedbackReport: counting", () => {
  it("counts each verdict under its group, and rates quality alone", () => {
    const verdicts = [
      ...many(30, (over) => row(over)),
      ...many(12, (over) => bad("bad_timing", over)),
      ...many(8, (over) => bad("no_need", over)),
      ...many(5, (over) => bad("duplicate", over)),
    ];
    const { totals } = feedbackReport(verdicts, [], options);
    expect(totals).toMatchObject({ good: 30, notNow: 12, notAFit: 8, notCounted: 5 });
    expect(totals).toMatchObject(rate(30, 50, uniform));
    const without = feedbackReport(verdicts, [], { ...options, withoutNotNow: true }).totals;
    expect(without).toMatchObject({ good: 30, notNow: 12, ...rate(30, 38, uniform) });
  });

  it("has one current verdict a rep and lead, and a withdrawn one is none", () => {
    const first = row({ at: 1 });
    const changed = bad("no_need", { at: 2 });
    const other = row({ repId: "bob" });
    const undone = [row({ repId: "cleo", at: 1 }), row({ repId: "cleo", at: 2, verdict: "withdrawn" })];
    const { totals } = feedbackReport([changed, first, changed, other, ...undone], [], options);
    expect(totals).toMatchObject({ good: 1, notAFit: 1, notNow: 0, notCounted: 0 });
  });

  it("judges leads, not verdicts, and only those seen in the slice", () => {
    const verdicts = [
      row({ leadId: "twice", repId: "ann" }),
      bad("duplicate", { leadId: "twice", repId: "bob" }),
      row({ leadId: "taken back", verdict: "withdrawn" }),
      row({ leadId: "never noted as seen" }),
    ];
    const seen = [
      seenRow({ leadId: "twice" }),
      seenRow({ leadId: "twice", day: "2026-10-29" }),
      seenRow({ leadId: "taken back" }),
      seenRow({ leadId: "silent", campaign: "Webinar" }),
    ];
    const { totals, rows } = feedbackReport(verdicts, seen, options);
    expect(totals).toMatchObject({ judged: 1, seen: 3 });
    expect(rows.find(({ key }) => key === "Webinar")).toMatchObject({ judged: 0, seen: 1, good: 0 });
    expect(rows.find(({ key }) => key === "Demo form")).toMatchObject({ judged: 1, seen: 2 });
  });

  it("adds older sightings, of which only counts are kept", () => {
    const { leadId: _, repId: __, ...slice } = seenRow({ day: "2026-07-01", campaign: "Webinar" });
    const counts = [
      { ...slice, seen: 7, judged: 3 },
      { ...slice, day: "2026-07-02", seen: 2, judged: 0 },
    ];
    const verdicts = [row(), ...many(3, (over) => row(over))];
    const report = feedbackReport(verdicts, [seenRow()], { ...options, counts });
    expect(report.totals).toMatchObject({ good: 4, judged: 4, seen: 10 });
    expect(report.rows.find(({ key }) => key === "Webinar")).toMatchObject({
      judged: 3,
      seen: 9,
      rate: null,
    });
    expect(report.weeks.map(({ key, seen }) => [key, seen])).toEqual([
      ["2026-06-29", 9],
      ["2026-10-26", 1],
    ]);
    expect(report.contact.before).toMatchObject({ judged: 4, seen: 10 });
  });

  it("says no rate of what nobody has judged, even where the workspace is sure", () => {
    const verdicts = ["a", "b", "c", "d"].flatMap((campaign) =>
      many(200, (over) => row({ ...over, campaign })),
    );
    const { rows } = feedbackReport(verdicts, [seenRow({ campaign: "New" })], options);
    expect(rows.at(-1)).toMatchObject({ key: "New", rate: null, low: null, high: null, enough: false });
    expect(rows.at(-1)?.more).toBeGreaterThan(0);
    expect(feedbackReport([], [], options).totals).toMatchObject({
      rate: null,
      seen: 0,
      enough: false,
      more: 21,
    });
  });

  it("keeps what came before first contact apart from what came after", () => {
    const verdicts = [
      ...many(10, (over) => row({ ...over, contact: "before" })),
      ...many(7, (over) => bad("low_intent", { ...over, contact: "after" })),
    ];
    const { before, after } = feedbackReport(verdicts, [seenRow({ contact: "after" })], options).contact;
    expect(before).toMatchObject({ good: 10, notNow: 0, seen: 0 });
    expect(after).toMatchObject({ good: 0, notNow: 7, seen: 1 });
    expect(before).not.toHaveProperty("key");
  });

  it("lists reasons by group, most frequent first, by their labels", () => {
    const verdicts = [
      ...many(2, (over) => bad("duplicate", over)),
      ...many(1, (over) => bad("no_need", over)),
      ...many(3, (over) => bad("wrong_persona", over)),
      ...many(2, (over) => bad("low_intent", over)),
      ...many(4, (over) => row({ ...over, verdict: "bad", reason: "retired_reason", group: "not_now" })),
    ];
    expect(feedbackReport(verdicts, [], options).reasons).toEqual([
      { id: "retired_reason", label: "retired_reason", group: "not_now", count: 4 },
      { id: "low_intent", label: "Low intent", group: "not_now", count: 2 },
      { id: "wrong_persona", label: "Wrong persona", group: "not_a_fit", count: 3 },
      { id: "no_need", label: "No need", group: "not_a_fit", count: 1 },
      { id: "duplicate", label: "Duplicate", group: "not_counted", count: 2 },
    ]);
  });
});

describe("feedbackReport: rows", () => {
  const campaigns = (sizes: Record<string, [good: number, bad: number]>): ReportVerdict[] =>
    Object.entries(sizes).flatMap(([campaign, [good, not]]) => [
      ...many(good, (over) => row({ ...over, campaign })),
      ...many(not, (over) => bad("no_need", { ...over, campaign })),
    ]);

  it("are led by the surest, not by the luckiest, and end with the thin", () => {
    const verdicts = campaigns({
      lucky: [2, 0],
      solid: [80, 20],
      middling: [30, 30],
      poor: [10, 70],
      lone: [0, 1],
    });
    const { rows } = feedbackReport(verdicts, [], options);
    expect(rows.slice(0, 3).map(({ key }) => key)).toEqual(["solid", "middling", "poor"]);
    expect(rows.slice(3).map(({ key, enough }) => [key, enough])).toEqual([
      ["lucky", false],
      ["lone", false],
    ]);
    for (const { more } of rows.slice(3)) expect(more).toBeGreaterThan(0);
  });

  it("stand nearer to the workspace's rate than their own where they are thin", () => {
    const { rows } = feedbackReport(
      campaigns({ a: [50, 50], b: [60, 40], c: [45, 55], thin: [3, 0] }),
      [],
      options,
    );
    const thin = rows.find(({ key }) => key === "thin");
    expect(thin?.rate).toBeLessThan(0.85);
    expect(thin?.rate).toBeGreaterThan(0.53);
  });

  it("are the same alone in a selection as beside the others", () => {
    const workspace = campaigns({ a: [50, 50], b: [90, 10], c: [5, 95], thin: [3, 1] });
    const beside = feedbackReport(workspace, [], options).rows.find(({ key }) => key === "thin");
    const selection = workspace.filter(({ campaign }) => campaign === "thin");
    expect(feedbackReport(selection, [], { ...options, workspace }).rows).toEqual([beside]);
    expect(feedbackReport(selection, [], options).rows).not.toEqual([beside]);
  });

  it("are named in plain words", () => {
    const verdicts = many(4, (over) => row({ ...over, persona: "ops", scorecard: 3, source: null }));
    const labels = { persona: new Map([["ops", "Operations lead"]]) };
    const named = (by: ReportOptions["by"]) =>
      feedbackReport(verdicts, [], { ...options, by, labels }).rows.map(({ key, label }) => [key, label]);
    expect(named("persona")).toEqual([["ops", "Operations lead"]]);
    expect(named("scorecard")).toEqual([["3", "Version 3"]]);
    expect(named("source")).toEqual([["", "No source"]]);
    expect(named("band")).toEqual([["B", "B"]]);
  });

  it("survive names that are also those of objects", () => {
    const verdicts = ["__proto__", "constructor", "toString"].map((campaign) =>
      row({ campaign, leadId: campaign }),
    );
    const { rows } = feedbackReport(verdicts, [], options);
    expect(rows.map(({ key, label, good }) => [key, label, good]).sort()).toEqual([
      ["__proto__", "__proto__", 1],
      ["constructor", "constructor", 1],
      ["toString", "toString", 1],
    ]);
  });

  it("are adjusted for strictness on request, the counts and the totals as they were", () => {
    const share = (campaign: string, repId: string, good: number, of: number) =>
      Array.from({ length: of }, (_, index) =>
        index < good
          ? row({ campaign, repId, leadId: `${campaign} ${repId} ${index}` })
          : bad("no_need", { campaign, repId, leadId: `${campaign} ${repId} ${index}` }),
      );
    const verdicts = [
      ...share("shared", "strict", 15, 60),
      ...share("shared", "mild", 45, 60),
      ...share("theirs", "strict", 15, 60),
    ];
    const plain = feedbackReport(verdicts, [], options);
    const adjusted = feedbackReport(verdicts, [], { ...options, adjusted: true });
    const theirs = (report: typeof plain) => report.rows.find(({ key }) => key === "theirs");
    expect(theirs(adjusted)?.rate).toBeGreaterThan((theirs(plain)?.rate ?? 1) + 0.05);
    expect(theirs(adjusted)).toMatchObject({ good: 15, notAFit: 45 });
    expect(adjusted.totals).toEqual(plain.totals);
  });
});

describe("feedbackReport: what could name a rep", () => {
  it("joins weeks with fewer than four reps to their neighbours", () => {
    const week = (day: string, reps: number) => many(reps, (over) => row({ ...over, day }), reps);
    const verdicts = [
      ...week("2026-10-20", 5),
      ...week("2026-10-28", 4),
      ...week("2026-11-02", 1),
      ...week("2026-11-09", 4),
    ];
    const weeks = feedbackReport(verdicts, [seenRow({ day: "2026-10-06" })], options).weeks;
    expect(weeks.map(({ key, label, good }) => [key, label, good])).toEqual([
      ["2026-10-05", "Week 41", 0],
      ["2026-10-19", "Week 43", 5],
      ["2026-10-26", "Week 44", 4],
      ["2026-11-02", "Week 45–46", 5],
    ]);
  });

  it("begins weeks on the workspace's first day", () => {
    const verdicts = many(8, (over) => row({ ...over, day: "2026-11-01" }));
    const keys = (firstDay: number) => feedbackReport(verdicts, [], { ...options, firstDay }).weeks[0]?.key;
    expect([keys(1), keys(7)]).toEqual(["2026-10-26", "2026-11-01"]);
  });

  it("folds sites with fewer than four reps, so that none can be had by subtraction", () => {
    const verdicts = [
      ...many(20, (over) => row({ ...over, site: "gmail" }), 8),
      ...many(10, (over) => row({ ...over, site: "outlook" }), 5),
      ...many(6, (over) => row({ ...over, site: "hubspot" }), 2),
    ];
    const { rows } = feedbackReport(verdicts, [], { ...options, by: "site" });
    expect(rows.map(({ key, label, good }) => [key, label, good])).toEqual([
      ["gmail", "gmail", 20],
      [OTHER_SITES, "Other sites", 16],
    ]);
    const few = feedbackReport(verdicts.slice(-6), [], { ...options, by: "site" });
    expect(few.fewReps).toBe(true);
    expect(few.rows.map(({ key }) => key)).toEqual([OTHER_SITES]);
    expect(few.weeks).toHaveLength(1);
  });

  it("never says who, in any slicing", () => {
    const verdicts = many(40, (over) =>
      bad("other", { ...over, repId: `secret-${over.repId}`, band: "A", score: 90 }),
    );
    const seen = verdicts.map(({ leadId, repId }) => seenRow({ leadId, repId }));
    for (const by of slicings) {
      for (const adjusted of [false, true]) {
        expect(JSON.stringify(feedbackReport(verdicts, seen, { ...options, by, adjusted }))).not.toContain(
          "secret",
        );
      }
    }
  });
});

describe("feedbackReport: score and sales differ", () => {
  const differ = (verdicts: ReportVerdict[], over: Partial<ReportOptions> = {}) =>
    feedbackReport(verdicts, [], { ...options, ...over }).differ;

  it("lists high but no, then low but yes, newest first", () => {
    const rows = [
      bad("outsider", { leadId: "high 1", band: "A", score: 88, at: 1, note: "Writing a thesis" }),
      row({ leadId: "high and yes", band: "A", score: 90, at: 2 }),
      bad("bad_timing", { leadId: "high 2", band: "B", score: 70, at: 3 }),
      bad("duplicate", { leadId: "not about quality", band: "A", score: 95, at: 4 }),
      row({ leadId: "low 1", band: "D", score: 5, at: 5 }),
      row({ leadId: "low 2", band: "C", score: 31, at: 6 }),
      bad("no_need", { leadId: "low and no", band: "D", score: 3, at: 7 }),
      row({ leadId: "no score", band: null, score: null, at: 8 }),
    ];
    const listed = (over: Partial<ReportOptions> = {}) => differ(rows, over).map(({ leadId }) => leadId);
    expect(listed()).toEqual(["high 2", "high 1", "low 2", "low 1"]);
    expect(listed({ withoutNotNow: true })).toEqual(["high 1", "low 2", "low 1"]);
    expect(listed({ mostDiffering: 1 })).toEqual(["high 2", "low 2"]);
  });

  it("says what was said, of whom and in which week; day and site only in a crowd", () => {
    const alone = bad("outsider", {
      id: "v",
      band: "A",
      score: 88,
      note: "Writing a thesis",
      site: "outlook",
    });
    const shown = {
      verdictId: "v",
      leadId: "lead",
      lead: { name: "Ada Lovelace", title: "Head of Operations", company: "Analytical" },
      score: 88,
      band: "A",
      verdict: "bad",
      reason: { id: "outsider", label: "Student, vendor, competitor", group: "not_a_fit" },
      note: "Writing a thesis",
      source: "Ads",
      campaign: "Demo form",
      persona: "ops",
      week: "2026-10-26",
    };
    // Four reps were on that day and on that site, but not on both.
    const others = [
      ...many(4, (over) => row({ ...over, site: "gmail" }), 4),
      ...many(4, (over) => row({ ...over, site: "outlook", day: "2026-10-27" }), 4),
    ];
    expect(differ([alone, ...others])).toEqual([{ ...shown, day: null, site: null }]);
    const crowd = many(3, (over) => row({ ...over, site: "outlook" }), 3);
    expect(differ([alone, ...others, ...crowd])).toEqual([{ ...shown, day: "2026-10-28", site: "outlook" }]);
  });
});

describe("feedbackReport, whatever comes", () => {
  const dimensions = {
    leadId: fc.constantFrom("l1", "l2", "l3", "l4", "l5"),
    repId: fc.constantFrom("r1", "r2", "r3", "r4", "r5", "r6"),
    day: fc.integer({ min: 0, max: 40 }).map((days) => addDays("2026-09-20", days)),
    campaign: fc.constantFrom("one", "two", null),
    site: fc.constantFrom("gmail", "outlook", "hubspot"),
    band: fc.constantFrom("A" as const, "C" as const, null),
    contact: fc.constantFrom("before" as const, "after" as const),
  };
  const sightings = fc.array(fc.record(dimensions).map(seenRow));
  const verdicts = fc.array(
    fc
      .record({
        ...dimensions,
        at: fc.nat(50),
        choice: fc.constantFrom("good", "withdrawn", ...defaultReasons.map(({ id }) => id)),
      })
      .map(({ choice, ...over }) =>
        choice === "good" || choice === "withdrawn" ? row({ ...over, verdict: choice }) : bad(choice, over),
      ),
    { maxLength: 60 },
  );

  it("slices add up to the totals, figures are shares, and order does not matter", () => {
    fc.assert(
      fc.property(
        verdicts,
        sightings,
        fc.constantFrom(...slicings),
        fc.boolean(),
        (given, seen, by, adjusted) => {
          const asked = { ...options, by, adjusted };
          const report = feedbackReport(given, seen, asked);
          const { totals, rows, weeks, contact, reasons } = report;
          for (const parts of [rows, weeks, [contact.before, contact.after]]) {
            for (const figure of ["good", "notNow", "notAFit", "notCounted"] as const) {
              expect(parts.reduce((sum, part) => sum + part[figure], 0)).toBe(totals[figure]);
            }
          }
          const noes = totals.notNow + totals.notAFit + totals.notCounted;
          expect(reasons.reduce((sum, reason) => sum + reason.count, 0)).toBe(noes);
          for (const each of [totals, ...rows, ...weeks]) {
            expect(each.judged).toBeLessThanOrEqual(each.seen);
            expect(each.enough).toBe(each.more === 0);
            if (each.rate === null || each.low === null || each.high === null) {
              expect(each.good + each.notNow + each.notAFit).toBe(0);
            } else {
              expect(0 <= each.low && each.low <= each.rate && each.rate <= each.high && each.high <= 1).toBe(
                true,
              );
            }
          }
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
          expect(feedbackReport(given.toReversed(), seen.toReversed(), asked)).toEqual(report);
        },
      ),
    );
  });

  it("takes 5,000 verdicts of 12 reps, adjusted, in well under a second", () => {
    const random = seeded(2);
    const given = Array.from({ length: 5000 }, (_, index) => {
      const over = {
        leadId: `lead ${index % 1900}`,
        repId: `rep ${index % 12}`,
        campaign: `campaign ${Math.floor(random() * 15)}`,
        day: addDays("2026-01-01", Math.floor(random() * 300)),
      };
      return drawBinomial(random, 1, 0.6) === 1 ? row(over) : bad("no_need", over);
    });
    const started = performance.now();
    feedbackReport(given, [], { ...options, adjusted: true });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
