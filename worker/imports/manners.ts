/**
 * Whoever waits for an answer goes before an import. A runner rests between its steps, and longer while this Worker is
 * being asked other things: a request then hardly ever arrives in the middle of a step.
 */

/** For how long somebody who asked is likely to ask again, ms. */
const ATTENTION = 3_000;
/** How long a rest is, measured by the step before it. */
const ALONE = 0.25;
const ASKED = 4;
/** Longer than that no rest is, ms. */
const LONGEST = 150;

let askedAt = 0;

/** Somebody asks, and it is no import. */
export function asked(): void {
  askedAt = Date.now();
}

/** How long to rest after a step that took so long, ms. */
export const restAfter = (took: number, now: number): number =>
  Math.min(took * (now - askedAt < ATTENTION ? ASKED : ALONE), LONGEST);
