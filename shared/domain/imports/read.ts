import type { Civil } from "./dates.ts";
import { readersOf } from "./readers.ts";
import type { Reading } from "./reading.ts";
import type { RowRead } from "./row.ts";
import { Said } from "./said.ts";

/** The instant of a time on the wall, UTC ms. */
export type Instant = (civil: Civil, zone: string) => number;

/**
 * The reader of a file's rows: prepared once, then quick. What it gives is within the bounds of the contract
 * whatever the cells hold, and it never throws.
 * @param now UTC ms: what lies after it is in the future
 */
export function rowReader(
  reading: Reading,
  instant: Instant,
  now: number,
): (cells: readonly string[]) => RowRead {
  const readers = readersOf(reading, instant);
  return (cells) => {
    const said = new Said(reading, now);
    for (const read of readers) read(cells, said);
    return said.row();
  };
}

/** One row alone. */
export const readRow = (cells: readonly string[], reading: Reading, instant: Instant, now: number): RowRead =>
  rowReader(reading, instant, now)(cells);
