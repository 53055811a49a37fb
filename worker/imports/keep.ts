import { uuidv7 } from "uuidv7";
import { type ImportKind, importLimits } from "../../shared/contract/imports.ts";
import { chunksOf, dropChunks, type ImportRow, importById, insertImport, writeChunk } from "../db/imports.ts";
import type { Database } from "../db/run.ts";
import { type Examined, examine, type Shaped, shapeOf } from "./examine.ts";
import { receive } from "./upload.ts";

/** What of an examined file is kept in its import. */
export const examinedColumns = ({ shape, asks }: Shaped, { rows, profiles, lookAlikes }: Examined) => ({
  format: shape.format,
  encoding: shape.encoding,
  delimiter: shape.delimiter,
  header: Number(shape.header),
  rows,
  profiles: JSON.stringify(profiles),
  lookAlikes: JSON.stringify(lookAlikes),
  asks: JSON.stringify(asks),
});

/**
 * Take in a file: its pieces first, the import when all is there and looked at. Whatever fails leaves nothing; where
 * not even that can be done, a daily job drops the pieces.
 * @throws UnreadableFile; ProblemError too_large
 */
export async function keepFile(
  db: Database,
  about: { kind: ImportKind; name: string; personId: string; now: number },
  body: ReadableStream<Uint8Array>,
): Promise<ImportRow> {
  const id = uuidv7();
  const { kind, name, personId, now } = about;
  try {
    const received = await receive(body.values({ preventCancel: true }), async (number, piece) => {
      await db.batch([writeChunk({ importId: id, number, bytes: piece.toBase64() })]);
    });
    const chunks = chunksOf(db, id);
    const shaped = await shapeOf(chunks, received);
    const examined = await examine(chunks, shaped.shape);
    const { bytes } = received;
    await db.batch(
      insertImport({
        ...examinedColumns(shaped, examined),
        ...{ id, kind, name, personId, bytes, state: "mapping", createdAt: now },
      }),
    );
  } catch (error) {
    await db.batch([dropChunks({ importId: id })]).catch(() => undefined);
    await readToEnd(body).catch(() => undefined);
    throw error;
  }
  const [row] = await db.all(importById({ id }));
  if (!row) throw new Error("The import that was just written is not there");
  return row;
}

/** In bytes. Who sends far more than a file may have is hung up on. */
const PATIENCE = 4 * importLimits.bytes;

/** Drops what still comes in: where a line is cut that somebody sends on, the answer is lost with it. */
async function readToEnd(body: ReadableStream<Uint8Array>): Promise<void> {
  let dropped = 0;
  for await (const { length } of body) {
    dropped += length;
    if (dropped > PATIENCE) return;
  }
}
