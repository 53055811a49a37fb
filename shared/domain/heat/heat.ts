/**
 * Heat: what is kept of a lead's touches so that its score needs no scan.
 *
 * By touch kind: how many, the first and the last, and three decayed sums, one for each half-life.
 * Decay is multiplicative: a touch at `at` is worth 2^((now-at)/-h). Kept as 2^((at-epoch)/h), sums only
 * ever add; the order of touches does not matter, and reading them at `now` is one multiplication.
 */

export const DAY = 86_400_000;
/** The half-lives of the sums, in days, in the order in which a heat entry holds them. */
export const halfLives = [7, 30, 90] as const;
export type HalfLife = (typeof halfLives)[number];
/** 2026-01-01 UTC. At a half-life of 7 days a double overflows 19 years after it. */
export const HEAT_EPOCH = 1_767_225_600_000;

/** One kind's entry as the database keeps it: `[count, first, last, sum7, sum30, sum90]`, times in UTC ms. */
export type HeatEntry = readonly [
  count: number,
  first: number,
  last: number,
  sum7: number,
  sum30: number,
  sum90: number,
];
/** A lead's heat row: kind to entry. Only what they did; ours are kept under `ours_<kind>`. */
export type Heat = Readonly<Record<string, HeatEntry>>;

/** The little of a touch that heat needs. */
export interface HeatTouch {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly direction: "theirs" | "ours";
}

/** The key of a touch's heat entry. */
export const heatKey = (touch: Pick<HeatTouch, "kind" | "direction">): string =>
  touch.direction === "ours" ? `ours_${touch.kind}` : touch.kind;

/** Six significant digits: floating sums differ in the last bits with order, read heat must not. */
export const round6 = (value: number): number => Number(value.toPrecision(6));

const weight = (at: number, halfLife: HalfLife): number => 2 ** ((at - HEAT_EPOCH) / (halfLife * DAY));

/** `heat` with one more touch. Callers keep duplicates out (the database does, by the touch's id). */
export function addTouch(heat: Heat, touch: HeatTouch): Heat {
  const key = heatKey(touch);
  const [count, first, last, sum7, sum30, sum90] = heat[key] ?? [0, touch.at, touch.at, 0, 0, 0];
  return {
    ...heat,
    [key]: [
      count + 1,
      Math.min(first, touch.at),
      Math.max(last, touch.at),
      sum7 + weight(touch.at, 7),
      sum30 + weight(touch.at, 30),
      sum90 + weight(touch.at, 90),
    ],
  };
}

/** `heat` as if `touch`, which is in it, had never been. First and last stay: sums and counts are exact. */
export function withoutTouches(heat: Heat, touches: readonly HeatTouch[]): Heat {
  const result: Record<string, HeatEntry> = { ...heat };
  for (const touch of touches) {
    const key = heatKey(touch);
    const entry = result[key];
    if (!entry) continue;
    const [count, first, last, sum7, sum30, sum90] = entry;
    if (count <= 1) delete result[key];
    else
      result[key] = [
        count - 1,
        first,
        last,
        Math.max(0, sum7 - weight(touch.at, 7)),
        Math.max(0, sum30 - weight(touch.at, 30)),
        Math.max(0, sum90 - weight(touch.at, 90)),
      ];
  }
  return result;
}

/** Heat from scratch: each touch once, by its id. */
export function heatOf(touches: Iterable<HeatTouch>): Heat {
  const seen = new Set<string>();
  let heat: Heat = {};
  for (const touch of touches) {
    if (seen.has(touch.id)) continue;
    seen.add(touch.id);
    heat = addTouch(heat, touch);
  }
  return heat;
}

/** How warm one kind is at `now`: about the number of recent touches, each fading by half every `halfLife` days. */
export function warmth(heat: Heat, kind: string, halfLife: HalfLife, now: number): number {
  const entry = heat[kind];
  if (!entry) return 0;
  const sum = entry[3 + halfLives.indexOf(halfLife)] ?? 0;
  return round6(sum / weight(now, halfLife));
}

/** How many touches of a kind there ever were. */
export const countOf = (heat: Heat, kind: string): number => heat[kind]?.[0] ?? 0;
/** When the last touch of a kind was, UTC ms, or null. */
export const lastOf = (heat: Heat, kind: string): number | null => heat[kind]?.[2] ?? null;

/** All touches together: how many, and when the first and the last were. */
export function totals(heat: Heat): { count: number; firstAt: number | null; lastAt: number | null } {
  let count = 0;
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  for (const [n, first, last] of Object.values(heat)) {
    count += n;
    firstAt = firstAt === null ? first : Math.min(firstAt, first);
    lastAt = lastAt === null ? last : Math.max(lastAt, last);
  }
  return { count, firstAt, lastAt };
}
