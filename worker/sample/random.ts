/**
 * Chance with a fixed seed: the same sample workspace on every machine. sfc32 (Chris Doty-Humphrey, PractRand),
 * a small generator of 128 bits of state that passes the usual tests.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    this.#a = 0x9e3779b9;
    this.#b = 0x243f6a88;
    this.#c = seed | 0;
    this.#d = 1;
    for (let round = 0; round < 16; round += 1) this.#next();
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /** Poisson by Knuth's product: for the small means needed here. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.unit(); product > limit; product *= this.unit()) count += 1;
    return count;
  }

  /** Time until the next event of a process that has one every `mean` on average. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.unit());
  }

  pick<T>(items: readonly T[]): T {
    return itemAt(items, this.int(0, items.length - 1));
  }

  /** One of `items`, by its share of the weights. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T {
    const total = items.reduce((sum, item) => sum + weight(item), 0);
    let left = this.unit() * total;
    for (const item of items) {
      left -= weight(item);
      if (left < 0) return item;
    }
    return itemAt(items, items.length - 1);
  }

  /** `items` in a new order. */
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, rank: this.unit() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  /** A UUID of version 7: it sorts by its time, UTC milliseconds. */
  uuid(time: number): string {
    const stamp = Math.floor(time).toString(16).padStart(12, "0");
    const hex = (digits: number) => this.#next().toString(16).padStart(8, "0").slice(0, digits);
    const variant = "89ab"[this.int(0, 3)];
    return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(8)}${hex(4)}`;
  }

  /** A short id that sorts by its time, for what there is a lot of. */
  shortId(time: number): string {
    return `${Math.floor(time).toString(36)}${this.#next().toString(36).padStart(7, "0")}`;
  }
}

/** An item that must be there: its absence is a mistake in the sample's own lists. */
export function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`Nothing at ${index} of ${items.length}`);
  return item;
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
