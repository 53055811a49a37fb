/** Before so long has been watched, nothing is foretold, ms. */
const ENOUGH = 5_000;

/** Tells how long something goes on at the pace that it went since it was first looked at. */
export class Pace {
  #from: { done: number; at: number } | undefined;

  /** Milliseconds from `at` until `goal` is reached; null as long as that cannot be told. */
  left(done: number, goal: number, at: number): number | null {
    this.#from ??= { done, at };
    const took = at - this.#from.at;
    const went = Math.abs(done - this.#from.done);
    if (took < ENOUGH || went === 0) return null;
    return (Math.abs(goal - done) * took) / went;
  }
}
