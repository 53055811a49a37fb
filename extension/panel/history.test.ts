import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Timeline, TimelineTouch } from "../../shared/contract/index.ts";
import { formats } from "./format.ts";
import { begin, byDay, detailed, extended, type KnownTouch, renewed, seen } from "./history.ts";

const MINUTE = 60_000;
const touch = (n: number, more: Partial<TimelineTouch> = {}): TimelineTouch => ({
  id: `t${String(n).padStart(4, "0")}`,
  at: n * MINUTE,
  kind: "page_view",
  channel: n % 3 === 0 ? "Email" : "Direct",
  direction: "theirs",
  title: `Page ${n}`,
  anonymous: false,
  marks: [],
  ...more,
});
/** From `from` down to `to`, newest first. */
const range = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => touch(from - index));
const bare = (touches: TimelineTouch[]): KnownTouch[] =>
  touches.map(({ anonymous: _, marks: __, ...rest }) => rest);
const page = (items: TimelineTouch[], cursor: string | null, more: Partial<Timeline> = {}): Timeline => ({
  items,
  cursor,
  lookedTo: cursor === null ? null : (items.at(-1)?.at ?? 0),
  ...more,
});
const ids = (touches: KnownTouch[]) => touches.map(({ id }) => id);

describe("what is known of a history", () => {
  const first = { items: bare(range(100, 81)), cursor: "81" };

  it("begins with the insight, and goes on where it ends", () => {
    const known = begin(first);
    expect(seen(known, null)).toMatchObject({ cursor: "81", at: 81 * MINUTE });
    expect(ids(seen(known, null).touches)).toEqual(ids(range(100, 81)));
    expect(known.channels).toEqual(["Direct", "Email"]);
  });

  it("asks from the beginning where an older Worker says no more, and not where all is there", () => {
    expect(begin({ items: bare(range(100, 81)) }).all.cursor).toBeUndefined();
    expect(begin({ items: bare(range(100, 90)) }).all.cursor).toBeNull();
  });

  it("takes what the newest page adds to the touches that stand there, and no others", () => {
    const details = page(
      range(100, 51).map((each) => ({
        ...each,
        anonymous: each.at < 90 * MINUTE,
        marks: ["first" as const],
      })),
      "51",
      { channels: ["Direct", "Webinar"] },
    );
    const known = detailed(begin(first), details);
    const { touches, cursor } = seen(known, null);
    expect(ids(touches)).toEqual(ids(range(100, 81)));
    expect(cursor).toBe("81");
    expect(touches.filter(({ anonymous }) => anonymous)).toHaveLength(9);
    expect(known.channels).toEqual(["Direct", "Email", "Webinar"]);
  });

  it("shows of all channels no more than it knows without a gap, however far back one channel was looked for", () => {
    const emails = range(80, 1).filter(({ channel }) => channel === "Email");
    const known = extended(begin(first), "Email", page(emails, null));
    expect(seen(known, null).touches).toHaveLength(20);
    expect(seen(known, "Email")).toMatchObject({ cursor: null });
    expect(seen(known, "Email").touches).toHaveLength(33);
    const further = extended(known, null, page(range(80, 31), "31"));
    expect(ids(seen(further, null).touches)).toEqual(ids(range(100, 31)));
    expect(seen(further, "Direct")).toMatchObject({ cursor: "31" });
  });

  it("goes on for one channel where all channels ended, if that is further back", () => {
    const known = extended(begin(first), "Email", page([touch(78), touch(75)], "75"));
    expect(seen(known, "Email").cursor).toBe("75");
    expect(seen(extended(known, null, page(range(80, 31), "31")), "Email").cursor).toBe("31");
    expect(seen(extended(known, null, page(range(80, 1), null)), "Email").cursor).toBeNull();
  });

  it("keeps what was loaded when the insight comes anew", () => {
    const loaded = extended(begin(first), null, page(range(80, 31), "31"));
    expect(renewed(loaded, first)).toBe(loaded);
    const later = renewed(loaded, { items: bare(range(103, 84)), cursor: "84" });
    expect(ids(seen(later, null).touches)).toEqual(ids(range(103, 31)));
    expect(seen(later, null).cursor).toBe("31");
  });

  it("begins anew where so much came meanwhile that some may be missing between", () => {
    const loaded = extended(begin(first), null, page(range(80, 31), "31"));
    const much = { items: bare(range(140, 121)), cursor: "121" };
    expect(renewed(loaded, much)).toEqual(begin(much));
  });
});

describe("a history by day and visit", () => {
  const { dayOf } = formats("en", "Europe/Berlin");
  const told = (touches: TimelineTouch[]) =>
    byDay(touches, dayOf).map(({ name, visits }) => [
      name,
      ...visits.map(({ lines }) =>
        lines.map(({ touch: { title }, count }) => (count > 1 ? `${title} (${count})` : title)).join(", "),
      ),
    ]);
  const at = (hour: number, minute: number, title: string, more: Partial<TimelineTouch> = {}) =>
    touch(0, { id: `${hour}:${minute}:${title}`, at: Date.UTC(2026, 9, 4, hour, minute), title, ...more });

  it("is by the viewer's days; a visit over midnight is two; what was done again is told once", () => {
    // Midnight in Berlin is 22:00 UTC.
    expect(
      told([
        at(22, 30, "Pricing"),
        at(22, 10, "Docs"),
        at(22, 5, "Pricing"),
        at(21, 50, "Pricing"),
        at(20, 0, "Home"),
      ]),
    ).toEqual([
      ["2026-10-05", "Pricing (2), Docs"],
      ["2026-10-04", "Pricing", "Home"],
    ]);
  });

  it("keeps the marks of all that one line stands for, and says once where it begins to be anonymous", () => {
    const [day] = byDay(
      [
        at(12, 9, "Form", { marks: ["inquiry"] }),
        at(12, 8, "Pricing", { anonymous: true, marks: ["mql"] }),
        at(12, 7, "Docs", { anonymous: true }),
        at(12, 6, "Pricing", { anonymous: true, marks: ["first"] }),
      ],
      dayOf,
    );
    expect(
      day?.visits[0]?.lines.map(({ count, marks, startsAnonymous }) => [count, marks, startsAnonymous]),
    ).toEqual([
      [1, ["inquiry"], false],
      [2, ["mql", "first"], true],
      [1, [], false],
    ]);
  });

  it("loses no touch, and keeps theirs, ours, and what came before we knew them apart", () => {
    const touches = array(
      record({
        at: integer({ min: 0, max: 10 ** 9 }),
        title: constantFrom("a", "b"),
        direction: constantFrom("theirs" as const, "ours" as const),
        anonymous: boolean(),
      }),
    ).map((list) =>
      list.map((each, n) => touch(n, each)).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
    );
    assert(
      property(touches, (list) => {
        const lines = byDay(list, dayOf).flatMap(({ visits }) => visits.flatMap(({ lines }) => lines));
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
        const count = (is: (touch: KnownTouch) => boolean) =>
          lines.filter((line) => is(line.touch)).reduce((sum, line) => sum + line.count, 0);
        for (const is of [
          ({ direction }: KnownTouch) => direction === "ours",
          ({ anonymous }: KnownTouch) => anonymous === true,
        ])
          expect(count(is)).toBe(list.filter(is).length);
      }),
    );
  });

  it("stays as it is told, day by day, when older days join", () => {
    const list = range(3000, 1).map((each) => ({ ...each, at: each.at * 20 }));
    const some = byDay(list.slice(0, 1000), dayOf);
    const more = byDay(list, dayOf, some);
    expect(more).toEqual(byDay(list, dayOf));
    for (const [index, day] of some.slice(0, -1).entries()) expect(more[index]).toBe(day);
    expect(more[some.length - 1]).not.toBe(some.at(-1));
  });
});
