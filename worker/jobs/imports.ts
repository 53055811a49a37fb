import { idleImports } from "../db/import-steps.ts";
import { dropOrphanChunks, forgetImportsBefore } from "../db/imports.ts";
import type { Database } from "../db/run.ts";
import { runImport } from "../imports/run.ts";
import { KEPT } from "../imports/view.ts";

/** An upload takes no longer than that, ms. */
const UPLOAD = 3_600_000;

/** Take every import on that nobody is working on, the oldest first, for about `ms` milliseconds together. */
export async function continueImports(db: Database, now: number, ms: number): Promise<void> {
  const ends = Date.now() + ms;
  for (const { id } of await db.all(idleImports({ now })))
    if (Date.now() < ends) await runImport(db, id, ends - Date.now());
}

/** Files of imports, and what would undo them, go after a while; pieces of uploads that broke off at once. */
export async function forgetImports(db: Database, now: number): Promise<void> {
  await db.batch([...forgetImportsBefore(now - KEPT), dropOrphanChunks(now - UPLOAD)]);
}
