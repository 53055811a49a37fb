/** Two numbers of 32 bits that a text is known by: two of 200,000 texts share both once in a billion files. */
export interface Hash {
  readonly low: number;
  readonly high: number;
}

/** cyrb53's two lanes (public domain, bryc), all 64 bits kept. */
export function hash(text: string): Hash {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return { low: low >>> 0, high: high >>> 0 };
}

/** Hashes in the order in which they came, 8 bytes each. */
export class HashList {
  low = new Uint32Array(64);
  high = new Uint32Array(64);
  size = 0;

  push(low: number, high: number): void {
    if (this.size === this.low.length) {
      this.low = grown(this.low);
      this.high = grown(this.high);
    }
    this.low[this.size] = low;
    this.high[this.size++] = high;
  }
}

/** A set of hashes that remembers their order, about 20 bytes each. */
export class HashSet {
  readonly list = new HashList();
  #slots = new Uint32Array(128);

  /** False where it was there already. */
  add(low: number, high: number): boolean {
    if (this.list.size * 4 >= this.#slots.length * 3) this.#rehash();
    const slot = this.#find(low, high);
    if (this.#slots[slot] !== 0) return false;
    this.list.push(low, high);
    this.#slots[slot] = this.list.size;
    return true;
  }

  /** The slot that holds it, or the free one where it belongs. */
  #find(low: number, high: number): number {
    const last = this.#slots.length - 1;
    let slot = low & last;
    for (;;) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0) return slot;
      if (this.list.low[place - 1] === low && this.list.high[place - 1] === high) return slot;
      slot = (slot + 1) & last;
    }
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let i = 0; i < this.list.size; i++)
      this.#slots[this.#find(this.list.low[i] ?? 0, this.list.high[i] ?? 0)] = i + 1;
  }
}

const grown = (array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const bigger = new Uint32Array(array.length * 2);
  bigger.set(array);
  return bigger;
};
