import type { ImportAsk, ImportFileInput } from "../../shared/contract/imports.ts";
import { chunksOf, type ImportRow, rereadImport } from "../db/imports.ts";
import type { Database } from "../db/run.ts";
import { ProblemError } from "../middleware/problems.ts";
import { encodingNamed } from "./encoding.ts";
import { examine } from "./examine.ts";
import { examinedColumns } from "./keep.ts";
import type { FileShape } from "./records.ts";

/** How the file of an import is read. */
export const shapeOfImport = ({ format, encoding, delimiter, header }: ImportRow): FileShape => ({
  format,
  encoding,
  delimiter,
  header: header === 1,
});

/**
 * Read the file of an import in another way; what was mapped of it before no longer fits and is forgotten.
 * @returns null where it is not waiting to be started any more
 * @throws UnreadableFile where it is no table in this way; ProblemError invalid_input
 */
export async function reread(
  db: Database,
  row: ImportRow,
  input: ImportFileInput,
): Promise<ImportRow | null> {
  const shape = otherwise(shapeOfImport(row), input);
  const examined = await examine(chunksOf(db, row.id), shape);
  const asks: ImportAsk[] = JSON.parse(row.asks);
  const open = asks.filter(({ id }) => !Object.hasOwn(input, id));
  const changed = examinedColumns({ shape, asks: open }, examined);
  const { rows, profiles, lookAlikes, encoding, delimiter, header } = changed;
  const written = await db.all(
    rereadImport({
      ...{ id: row.id, rows, profiles, lookAlikes, encoding, delimiter, header },
      asks: changed.asks,
    }),
  );
  return written.length === 0
    ? null
    : { ...row, ...changed, mapping: null, answers: null, afterContact: null };
}

const isUtf16 = (encoding: string): boolean => encoding.startsWith("utf-16");

function otherwise(shape: FileShape, { encoding, delimiter, header }: ImportFileInput): FileShape {
  const named = encoding === undefined ? shape.encoding : encodingNamed(encoding);
  const wrong = (field: string, message: string) => new ProblemError("invalid_input", [field, message]);
  if (named === null) throw wrong("encoding", "Nobody here knows this encoding");
  if (isUtf16(named) !== isUtf16(shape.encoding))
    throw wrong("encoding", `The bytes of this file ${isUtf16(named) ? "are not" : "are"} UTF-16`);
  if (shape.format === "ndjson" && (delimiter !== undefined || header !== undefined))
    throw wrong(delimiter === undefined ? "header" : "delimiter", "Lines of JSON have none");
  if (delimiter !== undefined && /["\r\n\uFEFF]/.test(delimiter))
    throw wrong("delimiter", "This letter cannot stand between cells");
  return {
    ...shape,
    encoding: named,
    delimiter: delimiter ?? shape.delimiter,
    header: header ?? shape.header,
  };
}
