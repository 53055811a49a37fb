import { isBlank } from "./empties.ts";
import { type Hash, type HashList, HashSet, hash } from "./hash.ts";
import { readMoney, readNumber } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";
import { commaBit, emptyBit, moneyBit, numberBits, type Shape, shapeOf, shapes } from "./shape.ts";
import { NumberSample, type Tally, tells } from "./tells.ts";

/** A value that is counted. */
interface Known {
  /** What it looks like, in bits. */
  readonly look: number;
  readonly hash: Hash;
  count: number;
  won: number;
  lost: number;
}

const blank: Hash = { low: 0, high: 0 };

/** One column. The first values are counted each for itself, up to `room` of them; the others together. */
export class Column {
  readonly #name: string;
  readonly #room: number;
  readonly #known = new Map<string, Known>();
  readonly #shapes = new Uint32Array(shapes.length);
  readonly #empties = new Map<string, number>();
  readonly #currencies = new Map<string, number>();
  readonly #examples: string[] = [];
  readonly #numbers = new NumberSample();
  /** The hashes of its values while no two are the same. */
  #values: HashSet | null = new HashSet();
  #others = 0;
  /** Of the others that are no numbers. */
  #won = 0;
  #lost = 0;
  #filled = 0;
  /** Letters of its longest value. */
  longest = 0;

  constructor(name: string, room: number) {
    this.#name = name;
    this.#room = room;
  }

  /** Takes the next cell, trimmed; its row is won, lost (1) or neither (0). */
  add(text: string, won: number, lost: number): Hash {
    if (text === "") return blank;
    const isFull = this.#known.size >= this.#room;
    // A full column without a repetition has none to find: then the look at what is known would be in vain.
    const known = isFull && this.#values ? undefined : this.#known.get(text);
    if (known) {
      if (!(known.look & emptyBit)) this.#values = null;
      known.count++;
      known.won += won;
      known.lost += lost;
      this.#filled++;
      if (known.look & numberBits && won + lost)
        this.#numbers.add(won === 1, () => numberOf(text, known.look));
      return known.hash;
    }
    if (isBlank(text)) return blank;
    this.#filled++;
    if (text.length > this.longest) this.longest = text.length;
    const look = shapeOf(text);
    const digest = hash(text);
    if (this.#values && !(look & emptyBit) && !this.#values.add(digest.low, digest.high)) this.#values = null;
    if (this.#examples.length < 5 && !this.#examples.includes(text.slice(0, 100)))
      this.#examples.push(detached(text.slice(0, 100)));
    if (look & numberBits && won + lost) this.#numbers.add(won === 1, () => numberOf(text, look));
    if (!isFull && text.length <= 200) {
      this.#known.set(detached(text), { look, hash: digest, count: 1, won, lost });
      return digest;
    }
    this.#others++;
    if (!(look & numberBits)) {
      this.#won += won;
      this.#lost += lost;
    }
    addBits(this.#shapes, look, 1);
    if (look & emptyBit) bump(this.#empties, this.#empties.has(text) ? text : detached(text), 1);
    if (look & moneyBit) bump(this.#currencies, currencyIn(text), 1);
    return digest;
  }

  /** How many different values are held in memory to tell whether there is a second of any. */
  get watched(): number {
    return this.#values?.list.size ?? 0;
  }

  /** Stops watching: from here on the column is not known to be unique. */
  forget(): void {
    this.#values = null;
  }

  /** The hashes of its values, row by row, where each of the `rows` has its own and they are no addresses. */
  ids(rows: number): HashList | null {
    if (this.#values?.list.size !== rows || this.#filled !== rows) return null;
    return this.#counts().email * 2 > rows ? null : this.#values.list;
  }

  /** Whether it tells rows apart: it has a second value, or blanks beside the one. */
  varies(rows: number): boolean {
    return this.#known.size + this.#others > 1 || (this.#filled > 0 && this.#filled < rows);
  }

  /** `all` are the won and lost rows of the file; null where its outcome is not known, or is this column. */
  profile(all: Tally | null): ColumnProfile {
    const empties = new Map(this.#empties);
    const currencies = new Map(this.#currencies);
    for (const [text, { look, count }] of this.#known) {
      if (look & emptyBit) bump(empties, text, count);
      if (look & moneyBit) bump(currencies, currencyIn(text), count);
    }
    currencies.delete("");
    return {
      column: this.#name,
      filled: this.#filled,
      examples: this.#examples,
      unique: this.watched > 0,
      values: this.#few ? ranked(Array.from(this.#known, ([value, { count }]) => [value, count])) : null,
      empties: ranked(empties),
      shapes: this.#counts(),
      currency: ranked(currencies)[0]?.value ?? null,
      longest: this.longest,
      tells: all && tells(this.#groups(all)),
    };
  }

  /** Whether its values are few and short enough to be listed. */
  get #few(): boolean {
    return this.#others === 0 && this.#known.size <= 50;
  }

  /** By value where there are few; else numbers with their neighbours, the rest by value as far as values are counted. */
  #groups(all: Tally): Tally[] {
    const known = [...this.#known.values()];
    const groups = this.#few
      ? known
      : [
          ...known.filter(({ look }) => !(look & numberBits)),
          ...this.#numbers.groups(),
          { won: this.#won, lost: this.#lost },
        ];
    const won = groups.reduce((sum, group) => sum + group.won, 0);
    const lost = groups.reduce((sum, group) => sum + group.lost, 0);
    return [...groups, { won: all.won - won, lost: all.lost - lost }];
  }

  #counts(): ColumnProfile["shapes"] {
    const counts = this.#shapes.slice();
    for (const { look, count } of this.#known.values()) addBits(counts, look, count);
    const of = (shape: Shape): number => counts[shapes.indexOf(shape)] ?? 0;
    return {
      email: of("email"),
      url: of("url"),
      whole: of("whole"),
      decimalPoint: of("decimalPoint"),
      decimalComma: of("decimalComma"),
      decimalEither: of("decimalEither"),
      dateYearFirst: of("dateYearFirst"),
      dateDayFirst: of("dateDayFirst"),
      dateMonthFirst: of("dateMonthFirst"),
      dateEither: of("dateEither"),
      dateWords: of("dateWords"),
      dateUnix: of("dateUnix"),
      withTime: of("withTime"),
      withOffset: of("withOffset"),
      yesNo: of("yesNo"),
      money: of("money"),
    };
  }
}

const bump = <Key>(counts: Map<Key, number>, key: Key, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const addBits = (counts: Uint32Array, bits: number, times: number): void => {
  for (let place = 0; place < counts.length; place++)
    if (bits & (1 << place)) counts[place] = (counts[place] ?? 0) + times;
};

const ranked = (counts: Iterable<readonly [string, number]>): { value: string; count: number }[] =>
  Array.from(counts, ([value, count]) => ({ value, count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  );

/** A copy that does not keep alive the piece of the file that it was cut from. */
const detached = (text: string): string => JSON.parse(JSON.stringify(text));

/** What a cell weighs; null where it is no number. */
const numberOf = (text: string, look: number): number | null => {
  const decimals = look & commaBit ? "comma" : "point";
  return look & moneyBit ? (readMoney(text, decimals)?.value ?? null) : readNumber(text, decimals);
};

const currencyIn = (text: string): string =>
  readMoney(text, "point")?.currency ?? readMoney(text, "comma")?.currency ?? "";
