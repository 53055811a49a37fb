import { hash } from "../../shared/domain/imports/hash.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BYTES = 16;

/**
 * Which lead each of very many keys leads to, in little memory: 12 bytes a key, known by 64 bits of its hash, and 16 a
 * lead. Two keys of a file of 200,000 rows are taken for one once in a hundred million files.
 */
export class KeyIndex {
  #low = new Uint32Array(1024);
  #high = new Uint32Array(1024);
  /** The place of the lead, from 1 on; 0 where the slot is free. */
  #places = new Uint32Array(1024);
  #size = 0;
  #ids = new Uint8Array(1024 * BYTES);
  #count = 0;
  /** Ids that are no UUIDs. */
  readonly #others = new Map<number, string>();
  #last: { id: string; place: number } | undefined;

  get(key: string): string | undefined {
    const { low, high } = hash(key);
    const place = this.#places[this.#slot(low, high)];
    return place ? this.#idAt(place) : undefined;
  }

  set(key: string, id: string): void {
    if (this.#size * 4 >= this.#places.length * 3) this.#grow();
    const { low, high } = hash(key);
    const slot = this.#slot(low, high);
    if (this.#places[slot] === 0) this.#size += 1;
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#places[slot] = this.#placeOf(id);
  }

  /** Where a key is, or belongs. */
  #slot(low: number, high: number): number {
    const mask = this.#places.length - 1;
    let slot = low & mask;
    while (this.#places[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [low, high, places] = [this.#low, this.#high, this.#places];
    const length = places.length * 2;
    this.#low = new Uint32Array(length);
    this.#high = new Uint32Array(length);
    this.#places = new Uint32Array(length);
    for (const [index, place] of places.entries()) {
      if (place === 0) continue;
      const [a = 0, b = 0] = [low[index], high[index]];
      const slot = this.#slot(a, b);
      this.#low[slot] = a;
      this.#high[slot] = b;
      this.#places[slot] = place;
    }
  }

  /** The keys of a lead come one after another: its id is kept once. */
  #placeOf(id: string): number {
    if (this.#last?.id === id) return this.#last.place;
    this.#count += 1;
    const place = this.#count;
    if (place * BYTES > this.#ids.length) {
      const more = new Uint8Array(this.#ids.length * 2);
      more.set(this.#ids);
      this.#ids = more;
    }
    if (UUID.test(id)) this.#ids.set(Uint8Array.fromHex(id.replaceAll("-", "")), (place - 1) * BYTES);
    else this.#others.set(place, id);
    this.#last = { id, place };
    return place;
  }

  #idAt(place: number): string {
    const other = this.#others.get(place);
    if (other !== undefined) return other;
    const hex = this.#ids.subarray((place - 1) * BYTES, place * BYTES).toHex();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}
