import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barLine, duration, Progress } from "./progress.ts";

const sight = { label: "Writing", done: 4160, total: 9240, unit: "rows", elapsed: 3_000 };

describe("the bar", () => {
  it("says what, how far, and how long still", () => {
    expect(barLine(sight, 100)).toBe(
      "Writing  ██████████████░░░░░░░░░░░░░░░░   45 %  4,160 of 9,240 rows  4 s left",
    );
  });

  it("is never wider than the terminal, and never breaks", () => {
    const any = fc.record({
      label: fc.string({ maxLength: 20 }),
      done: fc.nat(),
      total: fc.nat(),
      unit: fc.constant("rows"),
      elapsed: fc.nat(),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 200 }), (some, columns) => {
        expect(barLine(some, columns).length).toBeLessThan(Math.max(columns, 1));
      }),
    );
  });

  it("tells times as people do", () => {
    expect([400, 61_000, 600_000, 9_000_000].map(duration)).toEqual(["1 s", "61 s", "10 min", "3 h"]);
  });
});

describe("progress", () => {
  const screen = (isTTY: boolean) => {
    const written: string[] = [];
    return { written, isTTY, columns: 60, write: (text: string) => written.push(text) };
  };

  it("redraws one line of a terminal, and leaves it", () => {
    const to = screen(true);
    const progress = new Progress(to, () => 0);
    for (const done of [0, 5, 10]) progress.show({ label: "Writing", done, total: 10, unit: "rows" });
    progress.end();
    expect(to.written.slice(0, 3).every((text) => text.startsWith("\r\x1b[K"))).toBe(true);
    expect(to.written.at(-1)).toBe("\n");
    progress.end();
    expect(to.written).toHaveLength(4);
  });

  it("elsewhere tells each tenth once", () => {
    const to = screen(false);
    const progress = new Progress(to, () => 0);
    for (let done = 0; done <= 1000; done += 7)
      progress.show({ label: "Writing", done, total: 1000, unit: "rows" });
    progress.show({ label: "Writing", done: 1000, total: 1000, unit: "rows" });
    progress.show({ label: "Ranking", done: 1000, total: 1000, unit: "rows" });
    expect(to.written).toHaveLength(12);
    expect(to.written[1]).toBe("Writing: 10 %, 105 of 1,000 rows\n");
    expect(to.written.at(-1)).toBe("Ranking: 100 %, 1,000 of 1,000 rows\n");
  });
});
