import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dated, repeatsOf, VISIT_GAP, visitsOf } from "./visits.ts";

const MINUTE = 60_000;
const theirs = (id: string, minute: number): Dated => ({ id, at: minute * MINUTE, direction: "theirs" });
const ours = (id: string, minute: number): Dated => ({ ...theirs(id, minute), direction: "ours" });
const ids = (visits: readonly (readonly Dated[])[]) =>
  visits.map((visit) => visit.map(({ id }) => id).join(" "));

describe("visits", () => {
  it("end after 30 minutes without a touch, and not a moment before", () => {
    expect(ids(visitsOf([theirs("a", 0), theirs("b", 30), theirs("c", 60), theirs("d", 91)]))).toEqual([
      "d",
      "c b a",
    ]);
    const late = { ...theirs("b", 0), at: VISIT_GAP + 1 };
    expect(ids(visitsOf([theirs("a", 0), late]))).toEqual(["b", "a"]);
  });

  it("are not parted by what we did meanwhile, which is none", () => {
    expect(ids(visitsOf([theirs("a", 0), ours("mail", 5), theirs("b", 10)]))).toEqual(["b a", "mail"]);
    expect(ids(visitsOf([ours("one", 0), ours("two", 1)]))).toEqual(["two", "one"]);
  });

  it("are the same whatever the order in which the touches come", () => {
    const touches = array(
      record({
        at: integer({ min: 0, max: 300 }),
        direction: constantFrom("theirs" as const, "ours" as const),
      }),
      { maxLength: 30 },
    ).map((list) => list.map(({ at, direction }, n) => ({ id: `t${n}`, at: at * MINUTE, direction })));
    assert(
      property(touches, integer(), (list, seed) => {
        const shuffled = list.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
        const visits = visitsOf(list);
        expect(visitsOf(shuffled)).toEqual(visits);
        // Every touch is in one visit, a visit has no gap, and two have one between them.
        expect(visits.flat().length).toBe(list.length);
        const own = visits.filter(([first]) => first.direction === "theirs");
        for (const visit of own)
          for (const [index, touch] of visit.entries())
            expect((visit[index - 1]?.at ?? touch.at) - touch.at).toBeLessThanOrEqual(VISIT_GAP);
        for (const [index, visit] of own.entries()) {
          const next = own[index + 1];
          if (next) expect((visit.at(-1)?.at ?? 0) - next[0].at).toBeGreaterThan(VISIT_GAP);
        }
      }),
    );
  });
});

const hash = (text: string, seed: number): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 1009, 7);

describe("repeats", () => {
  it("are told once, where they were done last, with all that they stand for", () => {
    const told = repeatsOf(["Pricing", "Tour", "Pricing", "Pricing", "Home"], (title) => title);
    expect(told.map((same) => `${same[0]} (${same.length})`)).toEqual([
      "Pricing (3)",
      "Tour (1)",
      "Home (1)",
    ]);
  });
});
