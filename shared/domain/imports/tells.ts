/** Rows won and lost that have something in common. */
export interface Tally {
  readonly won: number;
  readonly lost: number;
}

/**
 * How often the groups' share of won ranks a won row above a lost one, ties counting half: the area under the
 * ROC curve (Mann and Whitney), in the sample it was learned from. Null with fewer than 100 rows, or fewer than
 * 20 of either outcome. Groups of fewer than 10 rows are taken together: a value seen once tells only of itself.
 */
export function tells(groups: readonly Tally[]): number | null {
  const small = groups.filter((group) => group.won + group.lost < 10);
  const all = [
    ...groups.filter((group) => group.won + group.lost >= 10),
    { won: sum(small, (group) => group.won), lost: sum(small, (group) => group.lost) },
  ].filter((group) => group.won + group.lost > 0);
  const won = sum(all, (group) => group.won);
  const lost = sum(all, (group) => group.lost);
  if (won + lost < 100 || won < 20 || lost < 20) return null;
  const ranked = all.toSorted((a, b) => a.won * b.lost - b.won * a.lost);
  let below = 0;
  let pairs = 0;
  for (const group of ranked) {
    pairs += group.won * (below + group.lost / 2);
    below += group.lost;
  }
  return pairs / (won * lost);
}

const sum = (groups: readonly Tally[], of: (group: Tally) => number): number =>
  groups.reduce((total, group) => total + of(group), 0);

/** A fair sample of a column's numbers with their outcomes: every number has the same chance to be among the 4,096. */
export class NumberSample {
  #values = new Float64Array(256);
  #won = new Uint8Array(256);
  #seen = 0;
  #state = 0x9e3779b9;

  /** `value` is asked only where it gets into the sample. */
  add(won: boolean, value: () => number | null): void {
    const place = this.#seen < 4096 ? this.#seen : Math.floor(this.#random() * (this.#seen + 1));
    this.#seen++;
    if (place >= 4096) return;
    if (place >= this.#values.length) {
      const values = new Float64Array(this.#values.length * 2);
      const outcomes = new Uint8Array(values.length);
      values.set(this.#values);
      outcomes.set(this.#won);
      this.#values = values;
      this.#won = outcomes;
    }
    this.#values[place] = value() ?? 0;
    this.#won[place] = won ? 1 : 0;
  }

  /** Up to 20 neighbouring groups of about the same size, never fewer than 30 rows each; scaled to all numbers seen. */
  groups(): Tally[] {
    const size = Math.min(this.#seen, 4096);
    const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => this.#value(a) - this.#value(b));
    const room = Math.max(30, Math.ceil(size / 20));
    const scale = size ? this.#seen / size : 0;
    const groups: { won: number; lost: number }[] = [];
    let group = { won: 0, lost: 0 };
    let previous = Number.NaN;
    for (const place of order) {
      const value = this.#value(place);
      if (group.won + group.lost >= room * scale && value !== previous) {
        groups.push(group);
        group = { won: 0, lost: 0 };
      }
      if (this.#won[place]) group.won += scale;
      else group.lost += scale;
      previous = value;
    }
    return [...groups, group];
  }

  #value(place: number): number {
    return this.#values[place] ?? 0;
  }

  /** xorshift32: the same file has the same sample. */
  #random(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
}
