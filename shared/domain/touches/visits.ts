/** A history as a person reads it: what somebody did in one go stands together, and what they did again is told once. */

/** So long without a touch ends a visit, in ms: as GA4 and most others count sessions. */
export const VISIT_GAP = 30 * 60_000;

export interface Dated {
  readonly id: string;
  /** UTC ms. */
  readonly at: number;
  readonly direction: "theirs" | "ours";
}

/** Some touches, never none, newest first. */
export type Together<Touch> = readonly [Touch, ...Touch[]];

/** Newest first; those of one moment in one order, wherever they came from. */
export const newestFirst = (a: Dated, b: Dated): number =>
  b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/**
 * Touches in visits, the one that ended last first. Touches of theirs at most `VISIT_GAP` apart are one visit. What we
 * did is nobody's visit: it stands alone, and parts none.
 */
export function visitsOf<Touch extends Dated>(touches: readonly Touch[]): Together<Touch>[] {
  const visits: [Touch, ...Touch[]][] = [];
  let open: [Touch, ...Touch[]] | undefined;
  for (const touch of touches.toSorted(newestFirst)) {
    const last = open?.at(-1);
    if (touch.direction === "theirs" && open && last && last.at - touch.at <= VISIT_GAP) open.push(touch);
    else {
      const visit: [Touch, ...Touch[]] = [touch];
      visits.push(visit);
      if (touch.direction === "theirs") open = visit;
    }
  }
  return visits;
}

/** Touches that are the same by `sameAs` together, in the place of the first of them; in the order given. */
export function repeatsOf<Touch>(
  touches: readonly Touch[],
  sameAs: (touch: Touch) => string,
): Together<Touch>[] {
  const told = new Map<string, [Touch, ...Touch[]]>();
  for (const touch of touches) {
    const same = sameAs(touch);
    const before = told.get(same);
    if (before) before.push(touch);
    else told.set(same, [touch]);
  }
  return [...told.values()];
}
