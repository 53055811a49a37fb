/** Milliseconds between two looks at most of the time, and while something was just opened. */
const soon = 30;
const slowest = 2000;
/** How long after going somewhere, or after something new was seen, the page is watched closely. */
const close = 5000;
/** A page that kept still for so long is looked at at once when it moves. */
const still = 1000;

interface Clock {
  now(): number;
  /** Calls back once after so many milliseconds; what it returns calls that off. */
  after(milliseconds: number, call: () => void): () => void;
}

/**
 * When to look at a page that may change at any moment. The first change after a pause is looked at at once, so
 * that nobody waits; a page that changes all the time and shows nothing new is looked at ever more rarely, down
 * to once in two seconds. After the last change there is always one more look.
 *
 * `look` returns whether it saw something new.
 */
export function keepPace(look: () => boolean, clock: Clock) {
  let gap = soon;
  let lastLook = Number.NEGATIVE_INFINITY;
  let lastChange = Number.NEGATIVE_INFINITY;
  let closeUntil = clock.now() + close;
  let callOff: (() => void) | null = null;

  function run(): void {
    callOff = null;
    const fresh = look();
    lastLook = clock.now();
    if (fresh) closeUntil = lastLook + close;
    gap = lastLook < closeUntil ? soon : Math.min(gap * 2, slowest);
  }

  function plan(): void {
    callOff ??= clock.after(Math.max(0, lastLook + gap - clock.now()), run);
  }

  return {
    /** The page changed. */
    changed(): void {
      const now = clock.now();
      if (now - lastChange > still) gap = soon;
      lastChange = now;
      plan();
    },
    /** Somebody went somewhere: what is opened will be on the page soon. */
    went(): void {
      gap = soon;
      closeUntil = clock.now() + close;
      callOff?.();
      callOff = null;
      plan();
    },
    stop(): void {
      callOff?.();
    },
  };
}
