import Papa from "papaparse";
import { refusedColumns } from "../../shared/domain/imports/row.ts";
import { refusedAfter } from "../db/import-totals.ts";
import type { Database } from "../db/run.ts";
import type { Refused } from "./writes.ts";

/** Told as a cell, whatever it holds: no spreadsheet takes it for a formula. */
const line = (cells: readonly unknown[]): string =>
  `${Papa.unparse([[...cells]], { escapeFormulae: true, newline: "\r\n" })}\r\n`;

/** The rows that could not go in, as CSV with the columns of the file, the row's number and why; a few steps at a time. */
export function refusedCsv(
  db: Database,
  importId: string,
  columns: readonly string[],
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = -1;
  return new ReadableStream({
    // A mark at the beginning, so that Excel reads UTF-8.
    start: (stream) => stream.enqueue(encoder.encode(`\uFEFF${line([...columns, ...refusedColumns])}`)),
    async pull(stream) {
      const steps = await db.all(refusedAfter({ importId, after }));
      const rows = steps.flatMap(({ refused }): Refused[] => JSON.parse(refused));
      for (const { row, cells, errors } of rows) {
        const whole = columns.map((_, index) => cells[index] ?? "");
        const why = errors.map(({ column, message }) => (column ? `${column}: ${message}` : message));
        stream.enqueue(encoder.encode(line([...whole, row, why.join("; ")])));
      }
      const last = steps.at(-1);
      if (last) after = last.step;
      else stream.close();
    },
  });
}
