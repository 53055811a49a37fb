import type { FileRow } from "./records.ts";

/** Rows of a file that are dealt with together. */
export interface BlockSize {
  rows: number;
  /** After so many letters of their cells a block is full, too. */
  letters: number;
}

/** The next rows of a file; none at its end. The same file gives the same blocks from the same place on. */
export async function nextBlock(
  rows: AsyncGenerator<FileRow, void, undefined>,
  size: BlockSize,
): Promise<FileRow[]> {
  const block: FileRow[] = [];
  let letters = 0;
  while (block.length < size.rows && letters < size.letters) {
    const { value } = await rows.next();
    if (!value) break;
    block.push(value);
    for (const cell of value.cells) letters += cell.length;
  }
  return block;
}
