import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFacts, NOW } from "../../facts.fixture.ts";
import { defaultScorecard } from "../default.ts";
import { signals } from "./index.ts";

const files = readdirSync(new URL(".", import.meta.url))
  .filter((file) => file.endsWith(".ts") && !file.startsWith("index."))
  .map((file) => file.slice(0, -3));

describe("the signals", () => {
  it("are the files of the folder, each under its own name", () => {
    expect(Object.keys(signals).sort()).toEqual(files.sort());
    for (const [id, signal] of Object.entries(signals)) expect(signal.id).toBe(id);
    expect(new Set(Object.values(signals).map(({ name }) => name)).size).toBe(files.length);
  });

  it("all have points in the first scorecard, once", () => {
    const rows = defaultScorecard.signals.map((row) => row.signal);
    expect([...rows].sort()).toEqual(Object.keys(signals).sort());
    expect(JSON.parse(JSON.stringify(defaultScorecard))).toEqual(defaultScorecard);
    const points = defaultScorecard.signals.flatMap((row) =>
      "values" in row ? [...Object.values(row.values), row.other ?? 0] : row.steps.map((step) => step.points),
    );
    expect(points.every(Number.isInteger)).toBe(true);
  });

  it("say what they read in one line that fits", () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom(...Object.values(signals)),
        fc.constantFrom(-5, 5),
        (facts, signal, points) => {
          const read = signal.read(facts, NOW);
          if (read === null) return;
          if (typeof read === "number") expect(read).toBeGreaterThanOrEqual(0);
          const { label, evidence = "" } = signal.say(facts, NOW, points);
          expect(label).not.toBe("");
          expect(`${label}${evidence}`).not.toMatch(/undefined|null,|NaN|\n/);
          expect(label.length).toBeLessThanOrEqual(200);
          expect(evidence.length).toBeLessThanOrEqual(300);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of fit read neither heat nor the clock", () => {
    const fit = Object.values(signals).filter(({ kind }) => kind === "fit");
    expect(fit.length).toBeGreaterThanOrEqual(7);
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...fit), (facts, signal) => {
        expect(signal.read({ ...facts, heat: {} }, NOW - 1e10)).toBe(signal.read(facts, NOW));
      }),
    );
  });
});
