import type { FileRow } from "./records.ts";

/** Rows of a file that are dealt with together. */
export interface BlockSize {
  rows: number;
  /** After so many letters of their cells a block is full, too. */
  letters: number;
}

/** The rows of a file, block by block. The same file gives the same blocks from the same row on. */
export class Blocks {
  readonly #rows: AsyncGenerator<FileRow, void, undefined>;
  readonly #size: BlockSize;
  #left: FileRow[] = [];

  constructor(rows: AsyncGenerator<FileRow, void, undefined>, size: BlockSize) {
    this.#rows = rows;
    this.#size = size;
  }

  /** None at the end of the file. */
  async next(): Promise<FileRow[]> {
    const block: FileRow[] = [];
    let letters = 0;
    while (block.length < this.#size.rows && letters < this.#size.letters) {
      const row = this.#left.shift() ?? (await this.#rows.next()).value;
      if (!row) break;
      block.push(row);
      for (const cell of row.cells) letters += cell.length;
    }
    return block;
  }

  /** The last rows of a block were too many: the next one begins with them. */
  giveBack(rows: readonly FileRow[]): void {
    this.#left = [...rows, ...this.#left];
  }
}
