import fc from "fast-check";
import type { Facts } from "./facts.ts";
import { DAY, type HeatTouch, heatOf } from "./heat/heat.ts";
import { touchKinds } from "./touches/kinds.ts";

/** For tests: 21 Nov 2026, noon UTC. */
export const NOW = Date.UTC(2026, 10, 21, 12);

/** For tests: facts of whom nothing is known but what is given. */
export const factsOf = (known: Partial<Facts> = {}): Facts => ({
  email: "ada@analytical.example",
  mailKind: "company",
  sharedAddress: false,
  name: null,
  title: null,
  company: null,
  domain: null,
  industry: null,
  country: null,
  employees: null,
  source: null,
  campaign: null,
  createdAt: NOW - 200 * DAY,
  stage: "mql",
  optedOut: false,
  attributes: {},
  heat: {},
  ...known,
});

/** For tests: touches of theirs, `[kind, days ago]`. */
export const touchesOf = (...list: readonly (readonly [kind: string, daysAgo: number])[]): HeatTouch[] =>
  list.map(([kind, daysAgo], i) => ({ id: `t${i}`, at: NOW - daysAgo * DAY, kind, direction: "theirs" }));

/** For tests: a touch of the last half year, of any kind and way, to the minute. */
export const anyTouch: fc.Arbitrary<HeatTouch> = fc.record({
  id: fc.uuid(),
  at: fc.integer({ min: 1, max: 180 * 24 * 60 }).map((minutes) => NOW - minutes * 60_000),
  kind: fc.constantFrom(...Object.keys(touchKinds)),
  direction: fc.constantFrom("theirs" as const, "ours" as const),
});

/** For tests: touches with ids of their own, oldest or newest first or neither. */
export const anyTouches = fc.uniqueArray(anyTouch, { selector: (touch) => touch.id, maxLength: 40 });

const anyText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom("Head of Operations", "Geschäftsführerin", "Manufacturing", "<img src=x onerror=alert(1)>"),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** For tests: whatever facts strangers and imports may bring. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  email: orNull(fc.oneof(fc.emailAddress(), fc.constant("info@analytical.example"))),
  mailKind: fc.constantFrom("company", "free", "none"),
  sharedAddress: fc.boolean(),
  name: orNull(anyText),
  title: orNull(anyText),
  company: orNull(anyText),
  domain: orNull(fc.domain()),
  industry: orNull(anyText),
  country: orNull(fc.oneof(fc.constantFrom("DE", "US", "BR"), fc.string({ maxLength: 3 }))),
  employees: orNull(fc.integer({ min: 0, max: 1_000_000 })),
  source: orNull(anyText),
  campaign: orNull(anyText),
  createdAt: fc.integer({ min: NOW - 700 * DAY, max: NOW }),
  stage: fc.constantFrom(
    "inquiry",
    "mql",
    "sal",
    "sql",
    "opportunity",
    "customer",
    "recycled",
    "disqualified",
  ),
  optedOut: fc.boolean(),
  attributes: fc.constant({}),
  heat: anyTouches.map(heatOf),
});
