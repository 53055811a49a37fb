import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");

const fileOf = (state: string): string => {
  const folder = join(state, "v3/d1/miniflare-D1DatabaseObject");
  const file = readdirSync(folder).find((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite");
  if (!file) throw new Error(`There is no database in ${folder}`);
  return join(folder, file);
};

/** Waits until nobody is writing any more and all is in the one file: then it can be copied. */
export async function settle(state: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const database = new DatabaseSync(fileOf(state));
    const busy = database.prepare("pragma wal_checkpoint(truncate)").get()?.busy;
    database.close();
    if (busy === 0) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("Somebody still writes to the database");
}

/** Rows of the local database, read past the Worker: what is really there. */
export function rowsIn(state: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(fileOf(state), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** One change of the local database, past the Worker: for what no call of its own brings about. */
export function changeIn(state: string, sql: string, ...params: (string | number | null)[]): void {
  const database = new DatabaseSync(fileOf(state), { timeout: 5_000 });
  try {
    database.prepare(sql).run(...params);
  } finally {
    database.close();
  }
}

/** SQL of a test's own, while no Worker runs. */
export function sqlIn(state: string, sql: string): void {
  const database = new DatabaseSync(fileOf(state));
  database.exec(sql);
  database.close();
}
