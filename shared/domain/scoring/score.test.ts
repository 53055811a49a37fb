import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Score } from "../../contract/scores.ts";
import { anyFacts, anyTouches, factsOf, NOW, touchesOf } from "../facts.fixture.ts";
import type { Facts } from "../facts.ts";
import { DAY, heatOf } from "../heat/heat.ts";
import { defaultScorecard } from "./default.ts";
import { quickScore, score } from "./score.ts";
import type { Scorecard } from "./scorecard.ts";
import { signals } from "./signals/index.ts";

const points = fc.integer({ min: -30, max: 30 });
const anyScorecard: fc.Arbitrary<Scorecard> = fc.record({
  version: fc.integer({ min: 1, max: 9 }),
  name: fc.constant("Any"),
  start: fc.integer({ min: 0, max: 60 }),
  bands: fc.constant(defaultScorecard.bands),
  signals: fc.subarray([...Object.keys(signals), "from_a_newer_build"]).chain((ids) =>
    fc.tuple(
      ...ids.map((signal) =>
        fc.oneof(
          fc.record({
            signal: fc.constant(signal),
            values: fc.dictionary(fc.constantFrom("other", "head", "DE", "free"), points),
            other: points,
          }),
          fc.record({
            signal: fc.constant(signal),
            steps: fc.array(fc.record({ from: fc.double({ min: 0, max: 5, noNaN: true }), points })),
          }),
        ),
      ),
    ),
  ),
});

const ada = factsOf({
  title: "Head of Operations",
  industry: "Manufacturing",
  country: "GB",
  employees: 250,
  heat: heatOf(touchesOf(["demo_request", 3], ["pricing_view", 1], ["pricing_view", 2], ["webinar", 20])),
});
const sam = factsOf({
  email: "sam@stale.example",
  title: "Student",
  industry: "Education",
  country: "BR",
  heat: heatOf(touchesOf(["page_view", 300], ["email_open", 250])),
});
const labels = (facts: Facts) =>
  score(facts, defaultScorecard, NOW).reasons.map((r) => `${r.points} ${r.label}`);

describe("score", () => {
  it("says in words why it is what it is", () => {
    expect(labels(ada)).toEqual([
      "18 Asked for a demo 3 days ago",
      "12 Head of Operations",
      "9 Read Pricing 2× this week",
      "6 Company of 250 people",
      "6 Works in operations",
      "6 Joined a webinar 2 weeks ago",
      "5 Industry: Manufacturing",
      "2 Country: United Kingdom",
      "2 Writes from a company address",
      "20 Start",
    ]);
    expect(score(ada, defaultScorecard, NOW)).toMatchObject({ value: 86, band: "A", missing: [] });
  });

  it("puts who is cold and does not fit into D, and ends at 0", () => {
    expect(labels(sam)).toEqual([
      "-12 Nothing heard since March",
      "-12 Student",
      "-6 Works in teaching and research",
      "-4 Industry: Education",
      "2 Writes from a company address",
      "-2 Country: Brazil",
      "20 Start",
      "14 A score ends at 0",
    ]);
    expect(score(sam, defaultScorecard, NOW)).toMatchObject({ value: 0, band: "D" });
  });

  it("says what speaks against, in words too", () => {
    const touches = touchesOf(
      ["webinar", 190],
      ["unsubscribe", 2],
      ["pricing_view", 50],
      ["pricing_view", 1],
      ["pricing_view", 2],
    );
    const facts = factsOf({ email: "ada@gmail.com", mailKind: "free", heat: heatOf(touches) });
    expect(labels(facts)).toEqual([
      "9 Read Pricing 3×, last 1 day ago",
      "-8 Unsubscribed 2 days ago",
      "-7 Writes from a free-mail address",
      "-4 No webinar since May",
      "20 Start",
    ]);
    expect(labels(factsOf({ mailKind: "none", optedOut: true }))[0]).toBe("-25 Opted out of our mail");
  });

  it("does not hold the unknown against anybody, and names it, the weightiest first", () => {
    const { value, missing } = score(factsOf({ email: null, mailKind: "none" }), defaultScorecard, NOW);
    expect(value).toBe(defaultScorecard.start);
    expect(missing).toEqual([
      { field: "title", label: "job title" },
      { field: "email", label: "company address" },
      { field: "employees", label: "company size" },
      { field: "industry", label: "industry" },
      { field: "country", label: "country" },
    ]);
    expect(
      score(factsOf({ title: "Wizard" }), defaultScorecard, NOW).missing.map((m) => m.field),
    ).not.toContain("title");
  });

  it("has reasons that sum exactly to it, under any scorecard, in the contract's shape", () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.oneof(anyScorecard, fc.constant(defaultScorecard)),
        fc.integer({ min: 0, max: 2000 }),
        (facts, scorecard, days) => {
          const result = score(facts, scorecard, NOW + days * DAY);
          expect(result.reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(result.value);
          expect(quickScore(facts, scorecard, NOW + days * DAY)).toEqual({
            value: result.value,
            band: result.band,
          });
          const own = result.reasons.filter(({ signal }) => signal !== "start" && signal !== "limit");
          expect(own.every((reason) => reason.points !== 0)).toBe(true);
          expect(own.map((r) => Math.abs(r.points))).toEqual(
            own.map((r) => Math.abs(r.points)).sort((a, b) => b - a),
          );
          // A limit beyond 200 needs a scorecard that nobody would write; the wire refuses it.
          if (Math.abs(result.reasons.at(-1)?.points ?? 0) <= 200)
            expect(Score.safeParse(result).error).toBeUndefined();
        },
      ),
    );
  });

  it("does not depend on the order in which touches came", () => {
    fc.assert(
      fc.property(
        anyTouches.chain((touches) =>
          fc.tuple(fc.constant(touches), fc.shuffledSubarray(touches, { minLength: touches.length })),
        ),
        ([touches, shuffled]) => {
          expect(score(factsOf({ heat: heatOf(shuffled) }), defaultScorecard, NOW).reasons).toEqual(
            score(factsOf({ heat: heatOf(touches) }), defaultScorecard, NOW).reasons,
          );
        },
      ),
    );
  });

  it("never falls by one more good deed", () => {
    const deeds = [
      "demo_request",
      "pricing_view",
      "form",
      "download",
      "webinar",
      "email_reply",
      "trial",
      "page_view",
      "chat",
    ];
    fc.assert(
      fc.property(anyTouches, fc.constantFrom(...deeds), (touches, kind) => {
        const more = { id: "one more", at: NOW, kind, direction: "theirs" as const };
        const before = quickScore(factsOf({ heat: heatOf(touches) }), defaultScorecard, NOW);
        const after = quickScore(factsOf({ heat: heatOf([...touches, more]) }), defaultScorecard, NOW);
        expect(after.value).toBeGreaterThanOrEqual(before.value);
      }),
    );
  });
});
