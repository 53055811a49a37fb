import { countOf, DAY, type HalfLife, type Heat, round6, warmth } from "../heat/heat.ts";
import type { Said } from "./signal.ts";
import { ago, day } from "./when.ts";

/** How warm several kinds are together at `now`; null where none of them ever happened. */
export function warmthOf(
  heat: Heat,
  kinds: readonly string[],
  halfLife: HalfLife,
  now: number,
): number | null {
  if (kinds.every((kind) => countOf(heat, kind) === 0)) return null;
  return round6(kinds.reduce((sum, kind) => sum + warmth(heat, kind, halfLife, now), 0));
}

/** How often some kinds happened, when first and when last; null where never. */
export function seenOf(
  heat: Heat,
  kinds: readonly string[],
): { count: number; first: number; last: number } | null {
  let seen: { count: number; first: number; last: number } | null = null;
  for (const kind of kinds) {
    const entry = heat[kind];
    if (!entry) continue;
    const [count, first, last] = entry;
    seen = seen
      ? { count: seen.count + count, first: Math.min(seen.first, first), last: Math.max(seen.last, last) }
      : { count, first, last };
  }
  return seen;
}

/**
 * "Read Pricing 3 days ago", "Read Pricing 4× this week", "Read Pricing 9×, last 3 days ago". Heat knows the
 * number, the first and the last: "this week" is said only where the first was in it too.
 */
export function sayOften(did: string, heat: Heat, kinds: readonly string[], now: number): Said {
  const seen = seenOf(heat, kinds);
  if (!seen) return { label: did };
  const { count, first, last } = seen;
  const label =
    count === 1
      ? `${did} ${ago(last, now)}`
      : now - first <= 7 * DAY
        ? `${did} ${count}× this week`
        : `${did} ${count}×, last ${ago(last, now)}`;
  return {
    label,
    evidence: count === 1 ? `On ${day(last)}` : `${count} in all, ${day(first)} to ${day(last)}`,
  };
}
