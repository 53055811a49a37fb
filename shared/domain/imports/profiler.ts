import { isBlank } from "./empties.ts";
import { type Hash, HashList, HashSet, hash } from "./hash.ts";
import { type LookAlikes, lookAlikes, share } from "./look-alikes.ts";
import { readNumber } from "./numbers.ts";
import { outcomeColumn, readOutcome } from "./outcomes.ts";
import type { ColumnProfile } from "./profile.ts";
import { type CellShape, type Shape, shapeOf } from "./shape.ts";
import { NumberSample, type Tally, tells } from "./tells.ts";

/**
 * Looks at the rows of a file as they stream by, and says what its columns hold. Memory is bounded whatever the
 * file: some 20,000 different values are counted over all columns, and 13 to 18 bytes a row kept for each column
 * that may turn out unique, of which there are at most 16 in a long file.
 */
export class Profiler {
  readonly #columns: readonly Column[];
  readonly #outcome: number | null;
  readonly #rows = new HashList();
  #won = 0;
  #lost = 0;

  /** `columns` are the names of the columns, each once. */
  constructor(columns: readonly string[]) {
    this.#outcome = outcomeColumn(columns);
    const room = Math.min(1000, Math.max(64, Math.floor(20_000 / Math.max(1, columns.length))));
    this.#columns = columns.map((column) => new Column(column, room));
  }

  /** Takes the next row; cells that are missing are blank, cells beyond the columns are left out. */
  add(cells: readonly string[]): void {
    const outcome = this.#outcome === null ? null : readOutcome((cells[this.#outcome] ?? "").trim());
    const won = outcome === "won" ? 1 : 0;
    const lost = outcome === "lost" ? 1 : 0;
    this.#won += won;
    this.#lost += lost;
    let low = 0;
    let high = 0;
    for (let place = 0; place < this.#columns.length; place++) {
      const digest = this.#columns[place]?.add((cells[place] ?? "").trim(), won, lost);
      if (!digest) continue;
      low += share(digest.low, place);
      high += share(digest.high, place);
    }
    this.#rows.push(low >>> 0, high >>> 0);
    if (this.#rows.size % 20_000 === 0) this.#forget();
  }

  /** What every column holds, in the order of the columns. */
  profiles(): ColumnProfile[] {
    return this.#columns.map((column, place) =>
      column.profile(
        this.#outcome === null || place === this.#outcome ? null : { won: this.#won, lost: this.#lost },
      ),
    );
  }

  /** Rows that are the same as an earlier one, apart from columns (but addresses) whose every row has its own value. */
  lookAlikes(): LookAlikes {
    const ids = this.#columns.flatMap((column, place) => {
      const hashes = column.ids(this.#rows.size);
      return hashes ? [{ place, hashes }] : [];
    });
    return lookAlikes(this.#rows, ids);
  }

  /** In a long file only so many columns are watched for being unique. */
  #forget(): void {
    for (const column of this.#columns.filter((column) => column.watched > 15_000).slice(16)) column.forget();
  }
}

/** A value that is counted. */
interface Known {
  readonly look: CellShape;
  readonly hash: Hash;
  readonly number: number | null;
  count: number;
  won: number;
  lost: number;
}

const blank: Hash = { low: 0, high: 0 };

class Column {
  readonly #name: string;
  readonly #room: number;
  readonly #known = new Map<string, Known>();
  /** Cells whose value is not among the known ones. */
  readonly #shapes = new Map<Shape, number>();
  readonly #empties = new Map<string, number>();
  readonly #currencies = new Map<string, number>();
  readonly #examples: string[] = [];
  readonly #numbers = new NumberSample();
  #values: HashSet | null = new HashSet();
  #others = 0;
  #othersWon = 0;
  #othersLost = 0;
  #filled = 0;
  #longest = 0;
  #long = false;

  constructor(name: string, room: number) {
    this.#name = name;
    this.#room = room;
  }

  add(text: string, won: number, lost: number): Hash {
    const known = this.#known.get(text);
    if (known) {
      if (known.count === 1 && !known.look.empty) this.#values = null;
      known.count++;
      known.won += won;
      known.lost += lost;
      this.#filled++;
      if (known.number !== null && won + lost) this.#numbers.add(known.number, won === 1);
      return known.hash;
    }
    if (isBlank(text)) return blank;
    this.#filled++;
    if (text.length > this.#longest) this.#longest = text.length;
    const look = shapeOf(text);
    const digest = hash(text);
    if (this.#values && !look.empty && !this.#values.add(digest.low, digest.high)) this.#values = null;
    const number = numberOf(text, look);
    if (number !== null && won + lost) this.#numbers.add(number, won === 1);
    if (text.length > 200) this.#long = true;
    if (this.#known.size < this.#room && text.length <= 200) {
      const own = detached(text);
      this.#known.set(own, { look, hash: digest, number, count: 1, won, lost });
      if (this.#examples.length < 5) this.#examples.push(own.slice(0, 100));
      return digest;
    }
    if (this.#examples.length < 5) this.#examples.push(detached(text.slice(0, 100)));
    this.#others++;
    if (number === null) {
      this.#othersWon += won;
      this.#othersLost += lost;
    }
    this.#count(text, look, 1);
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
    return (this.#shapeCounts().get("email") ?? 0) * 2 > rows ? null : this.#values.list;
  }

  /** `all` are the won and lost rows of the file; null where its outcome is not known, or is this column. */
  profile(all: Tally | null): ColumnProfile {
    const shapes = this.#shapeCounts();
    const of = (shape: Shape) => shapes.get(shape) ?? 0;
    const empties = new Map(this.#empties);
    const currencies = new Map(this.#currencies);
    for (const [text, { look, count }] of this.#known) {
      if (look.empty) bump(empties, text, count);
      if (look.currency) bump(currencies, look.currency, count);
    }
    const few = this.#few;
    return {
      column: this.#name,
      filled: this.#filled,
      examples: this.#examples,
      unique: this.#values !== null && this.#values.list.size > 0,
      values: few && ranked([...this.#known].map(([value, { count }]) => [value, count])),
      empties: ranked(empties),
      shapes: {
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
      },
      currency: ranked(currencies)[0]?.value ?? null,
      longest: this.#longest,
      tells: all && tells(this.#groups(all)),
    };
  }

  /** Whether its values are few and short enough to be listed. */
  get #few(): true | null {
    return this.#others === 0 && this.#known.size <= 50 && !this.#long ? true : null;
  }

  /** By value where there are few; else numbers with their neighbours, the rest by value as far as values are counted. */
  #groups(all: Tally): Tally[] {
    const known = [...this.#known.values()];
    const apart = this.#few ? known : known.filter(({ number }) => number === null);
    const filled = [
      ...apart,
      ...(this.#few ? [] : this.#numbers.groups()),
      { won: this.#othersWon, lost: this.#othersLost },
    ];
    const blank = filled.reduce(
      (rest, { won, lost }) => ({ won: rest.won - won, lost: rest.lost - lost }),
      all,
    );
    return [...filled, blank];
  }

  #shapeCounts(): Map<Shape, number> {
    const counts = new Map(this.#shapes);
    for (const { look, count } of this.#known.values())
      for (const shape of look.shapes) bump(counts, shape, count);
    return counts;
  }

  #count(text: string, look: CellShape, times: number): void {
    for (const shape of look.shapes) bump(this.#shapes, shape, times);
    if (look.empty) bump(this.#empties, this.#empties.has(text) ? text : detached(text), times);
    if (look.currency) bump(this.#currencies, look.currency, times);
  }
}

const bump = <Key>(counts: Map<Key, number>, key: Key, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const ranked = (counts: Iterable<readonly [string, number]>): { value: string; count: number }[] =>
  Array.from(counts, ([value, count]) => ({ value, count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  );

/** A copy that does not keep alive the piece of the file that it was cut from. */
const detached = (text: string): string => JSON.parse(JSON.stringify(text));

/** What a cell weighs, where it is a number and no date counted in seconds. */
function numberOf(text: string, { shapes }: CellShape): number | null {
  if (shapes.includes("decimalComma")) return readNumber(text, "comma");
  const isNumber = shapes.some((shape) => shape === "whole" || shape.startsWith("decimal"));
  return isNumber ? readNumber(text, "point") : null;
}
