import type { ImportRemark } from "../../shared/contract/imports.ts";

const NAMED = 20;
/** So many are counted, and so many told. */
const MOST_COUNTED = 1000;
const MOST_TOLD = 50;

/** What several rows have in common, the values in the sentences aside. */
export class Remarks {
  readonly #remarks = new Map<string, { first: string; count: number; rows: number[] }>();

  add(message: string, row: number): void {
    const common = message.replace(/“[^”]*”/g, "“…”");
    const remark = this.#remarks.get(common);
    if (remark) {
      remark.count += 1;
      if (remark.rows.length < NAMED && remark.rows.at(-1) !== row) remark.rows.push(row);
    } else if (this.#remarks.size < MOST_COUNTED)
      this.#remarks.set(common, { first: message, count: 1, rows: [row] });
  }

  /** The most frequent first. */
  list(): ImportRemark[] {
    return [...this.#remarks]
      .map(([common, { first, count, rows }]) => ({
        message: (count === 1 ? first : common).slice(0, 500),
        count,
        rows,
      }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_TOLD);
  }
}
