import { env } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { chunksOf, dropOrphanChunks, insertImport, writeChunk } from "./imports.ts";
import { Database } from "./run.ts";

it("drops the pieces of uploads that broke off, once they are old", async () => {
  const db = new Database(env.DB);
  const [kept, orphan] = [uuidv7(), uuidv7()];
  const shape = { format: "csv", encoding: "utf-8", delimiter: ",", header: 1, profiles: "[]" } as const;
  const about = {
    kind: "leads",
    name: "a",
    personId: "p",
    state: "mapping",
    createdAt: 1,
    bytes: 3,
    rows: 1,
  } as const;
  await db.batch([
    ...insertImport({ ...shape, ...about, id: kept }),
    ...[kept, orphan].map((importId) => writeChunk({ importId, number: 0, bytes: "YWI=" })),
  ]);
  const there = async () => [await chunksOf(db, kept)(0), await chunksOf(db, orphan)(0)];
  const bytes = Uint8Array.of(0x61, 0x62);
  await db.batch([dropOrphanChunks(Date.now() - 60_000)]);
  expect(await there()).toEqual([bytes, bytes]);
  await db.batch([dropOrphanChunks(Date.now() + 60_000)]);
  expect(await there()).toEqual([bytes, null]);
  expect(await chunksOf(db, kept)(1)).toBeNull();
});
