import type { ImportFile } from "../../shared/contract/imports.ts";
import type { Oddity } from "../../shared/domain/imports/row.ts";
import type { Chunks } from "../db/imports.ts";

/** Where a record begins: the number of a piece, and a letter (UTF-16 code unit) in its text. */
export interface Cursor {
  readonly chunk: number;
  readonly letter: number;
}

/** How a file is read. */
export type FileShape = Pick<ImportFile, "format" | "encoding" | "delimiter" | "header">;

/** A record of a file as it stands there. */
export interface FileRow {
  /** As many as there are columns. */
  readonly cells: string[];
  /** Why the row cannot be read, in words; `cells` is then what there is. */
  readonly problem: string | null;
  readonly odd: readonly Oddity[];
  /** Where the next record begins. */
  readonly next: Cursor;
}

/** A file that cannot be read as a table, and why, in words for a person. */
export class UnreadableFile extends Error {}

/**
 * The rows of data of a file from a place on, the header never among them. Blank lines are no rows.
 * @param columns the names of the columns; an object of NDJSON gives its cells by them
 * @throws UnreadableFile after too many quotes that are never closed
 */
export type Records = (
  chunks: Chunks,
  file: FileShape,
  columns: readonly string[],
  from: Cursor,
) => AsyncGenerator<FileRow, void, undefined>;
