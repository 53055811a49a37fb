import type { ImportFile } from "../../shared/contract/imports.ts";
import type { Oddity } from "../../shared/domain/imports/row.ts";
import type { Chunks } from "../db/imports.ts";
import { type CsvRecord, CsvRecords } from "./csv.ts";
import { jsonLine } from "./ndjson.ts";
import { type Cursor, FileText } from "./text.ts";

/** How a file is read. */
export type FileShape = Pick<ImportFile, "format" | "encoding" | "delimiter" | "header">;

/** A row of a file as it stands there. */
export interface FileRow {
  /** As many as there are columns. */
  readonly cells: string[];
  /** Why the row cannot be read, in words; `cells` is then what there is. */
  readonly problem: string | null;
  readonly odd: readonly Oddity[];
  /** Where the next row begins. */
  readonly next: Cursor;
}

/** Of a line that cannot be read, this much is shown. */
const SHOWN = 1_000;

/**
 * The rows of data of a file from a place on, the header never among them. Blank lines are no rows.
 * @param columns their names; an object of NDJSON gives its cells by them
 * @throws UnreadableFile after too many quotes that are never closed
 */
export async function* records(
  chunks: Chunks,
  file: FileShape,
  columns: readonly string[],
  from: Cursor,
): AsyncGenerator<FileRow, void, undefined> {
  const text = new FileText(chunks, file.encoding, from);
  if (file.format === "ndjson") {
    for (;;) {
      const found = await jsonLine(text);
      if (found === null) return;
      const { cells, line, next } = found;
      yield {
        cells: columns.map((name, index) =>
          cells ? (cells.get(name) ?? "") : index === 0 ? line.slice(0, SHOWN) : "",
        ),
        problem: cells ? null : "This line is not a JSON object",
        odd: line.includes("\uFFFD") ? ["broken_letters"] : [],
        next,
      };
    }
  }
  const delimiter = file.delimiter ?? ",";
  const isStart = from.chunk === 0 && from.letter === 0;
  if (isStart) await skipSeparatorLine(text);
  let skipHeader = isStart && file.header;
  const csv = new CsvRecords(text, delimiter, columns.length);
  for (;;) {
    const rows = await csv.next();
    if (rows.length === 0) return;
    for (const row of rows)
      if (skipHeader) skipHeader = false;
      else yield row;
  }
}

/** The first record of a CSV file, header or not; null where the file is blank. */
export async function firstRecord(
  chunks: Chunks,
  encoding: string,
  delimiter: string,
): Promise<CsvRecord | null> {
  const text = new FileText(chunks, encoding, { chunk: 0, letter: 0 });
  await skipSeparatorLine(text);
  const [first] = await new CsvRecords(text, delimiter, null).next();
  return first ?? null;
}

/** What Excel writes on top to say what is between the cells. */
export const separatorLine = /^"?sep=(.)"?\r?(\n|$)/i;

async function skipSeparatorLine(text: FileText): Promise<void> {
  await text.have(10);
  const found = separatorLine.exec(text.text.slice(text.at, text.at + 10));
  if (found) text.at += found[0].length;
}
