import { type HashList, HashSet } from "./hash.ts";

/** Rows that are the same as an earlier row, but for their ids. */
export interface LookAlikes {
  readonly count: number;
  /** The first 20, 1 being the first row. */
  readonly rows: readonly number[];
}

/** What a column's cell adds to the hash of its row. A sum, so that a column can be taken out again. */
export const share = (part: number, column: number): number => {
  const mixed = Math.imul(part ^ Math.imul(column + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0;
};

/**
 * Counts rows that repeat an earlier one once the `ids` (columns whose every row has its own value) are taken out
 * of their hashes. Where more than half of the rows repeat, the other columns tell rows apart too little for a
 * repetition to mean anything: then there are none.
 */
export function lookAlikes(
  rows: HashList,
  ids: readonly { readonly place: number; readonly hashes: HashList }[],
): LookAlikes {
  const seen = new HashSet();
  const repeated: number[] = [];
  let count = 0;
  for (let row = 0; row < rows.size; row++) {
    let low = rows.low[row] ?? 0;
    let high = rows.high[row] ?? 0;
    for (const { place, hashes } of ids) {
      low -= share(hashes.low[row] ?? 0, place);
      high -= share(hashes.high[row] ?? 0, place);
    }
    if (seen.add(low >>> 0, high >>> 0)) continue;
    count++;
    if (repeated.length < 20) repeated.push(row + 1);
  }
  return count * 2 > rows.size ? { count: 0, rows: [] } : { count, rows: repeated };
}
