import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScoreChange } from "../../contract/scores.ts";
import { anyFacts, anyTouches, factsOf, NOW, touchesOf } from "../facts.fixture.ts";
import { DAY, type HeatTouch, heatOf } from "../heat/heat.ts";
import { scoreChange } from "./change.ts";
import { defaultScorecard } from "./default.ts";
import { quickScore } from "./score.ts";

const change = (touches: HeatTouch[], known = {}) =>
  scoreChange(factsOf({ heat: heatOf(touches), ...known }), touches, touches.length, defaultScorecard, NOW);

describe("scoreChange", () => {
  it("names what was done and what only faded", () => {
    expect(change(touchesOf(["demo_request", 3], ["form", 34]))).toEqual({
      points: 16,
      causes: [
        { signal: "demo_request", label: "demo", points: 18 },
        { signal: "cooling", label: "cooling", points: -2 },
      ],
    });
  });

  it("is nothing where nothing happened", () => {
    expect(change([])).toEqual({ points: 0, causes: [] });
  });

  it("knows who left this week, and not who left before", () => {
    expect(change(touchesOf(["unsubscribe", 2]), { optedOut: true })).toEqual({
      points: -22,
      causes: [
        { signal: "opted_out", label: "unsubscribed", points: -25 },
        { signal: "limit", label: "limit", points: 3 },
      ],
    });
    expect(change(touchesOf(["unsubscribe", 12]), { optedOut: true })?.points).toBe(0);
    expect(change([], { optedOut: true })?.points).toBe(0);
  });

  it("cannot be known of a lead younger than a week", () => {
    expect(change(touchesOf(["form", 1]), { createdAt: NOW - 6 * DAY })).toBeUndefined();
    expect(change(touchesOf(["form", 1]), { createdAt: NOW - 7 * DAY })).toBeDefined();
  });

  it("cannot be known where a touch of the week may be missing", () => {
    const touches = touchesOf(["form", 1], ["form", 2], ["form", 8]);
    const facts = factsOf({ heat: heatOf(touches) });
    const given = (n: number) => scoreChange(facts, touches.slice(0, n), 3, defaultScorecard, NOW);
    expect(given(2)).toBeUndefined();
    expect(given(3)).toBeDefined();
    expect(scoreChange(facts, touches, 300, defaultScorecard, NOW)).toEqual(given(3));
  });

  it("has causes that sum exactly to it, and to what the two scores say", () => {
    fc.assert(
      fc.property(anyFacts, anyTouches, (known, touches) => {
        const facts = { ...known, optedOut: false, createdAt: NOW - 100 * DAY, heat: heatOf(touches) };
        const found = scoreChange(facts, touches, touches.length, defaultScorecard, NOW);
        const before = { ...facts, heat: heatOf(touches.filter((touch) => touch.at <= NOW - 7 * DAY)) };
        expect(found?.points).toBe(
          quickScore(facts, defaultScorecard, NOW).value -
            quickScore(before, defaultScorecard, NOW - 7 * DAY).value,
        );
        expect(found?.causes.reduce((sum, cause) => sum + cause.points, 0)).toBe(found?.points);
        expect(ScoreChange.safeParse(found).error).toBeUndefined();
      }),
    );
  });
});
