import { HashList } from "./hash.ts";
import { type LookAlikes, lookAlikes, share } from "./look-alikes.ts";
import { outcomeColumn, readOutcome } from "./outcomes.ts";
import type { ColumnProfile } from "./profile.ts";
import { Column } from "./profile-column.ts";

/** So many hashes are kept at most to tell which columns are unique: ten columns of the longest file. 40 MB. */
const WATCHED = 2_000_000;

/**
 * Looks at the rows of a file as they stream by, and says what its columns hold. Memory is bounded whatever the
 * file: some 20,000 different values are counted over all columns, one hash is kept a row, and one a cell of the
 * columns that may turn out unique.
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
    if (this.#rows.size % 1000 === 0) this.#forget();
  }

  /** What every column holds, in the order of the columns. */
  profiles(): ColumnProfile[] {
    return this.#columns.map((column, place) =>
      column.profile(
        this.#outcome === null || place === this.#outcome ? null : { won: this.#won, lost: this.#lost },
      ),
    );
  }

  /**
   * Rows that are the same as an earlier one, apart from columns (but addresses) whose every row has its own value.
   * With fewer than five other columns to tell rows apart, a repetition means nothing: then there are none.
   */
  lookAlikes(): LookAlikes {
    const ids = this.#columns.flatMap((column, place) => {
      const hashes = column.ids(this.#rows.size);
      return hashes ? [{ place, hashes }] : [];
    });
    const varied = this.#columns.filter((column) => column.varies(this.#rows.size)).length - ids.length;
    return varied < 5 ? { count: 0, rows: [] } : lookAlikes(this.#rows, ids);
  }

  /** Columns of long texts, which nobody takes for an id, are the first that are no longer watched. */
  #forget(): void {
    let watched = this.#columns.reduce((sum, column) => sum + column.watched, 0);
    if (watched <= WATCHED) return;
    for (const column of this.#columns.toSorted((a, b) => b.longest - a.longest)) {
      if (watched <= WATCHED) return;
      watched -= column.watched;
      column.forget();
    }
  }
}
