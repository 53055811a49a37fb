import { join, resolve } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { Database } from "../db/run.ts";
import { type EmptyOutcome, openEmpty } from "../sample/empty.ts";
import { loadSample, type SampleOutcome } from "../sample/load.ts";
import { quiet, root } from "./dev.ts";

/** Enough for the whole sample: a local database counts no invocations. */
const QUERIES = 1_000;

/** Put the sample workspace into the migrated database in `state`, which no Worker must have open. */
export const loadLocalSample = (state: string, config?: string): Promise<SampleOutcome> =>
  inDatabase(state, (db) => loadSample(db, Date.now()), config);

/** Make the migrated database in `state` an empty workspace that one can sign in to; no Worker must have it open. */
export const openLocalEmpty = (state: string, config?: string): Promise<EmptyOutcome> =>
  inDatabase(state, (db) => openEmpty(db, Date.now()), config);

async function inDatabase<Result>(
  state: string,
  run: (db: Database) => Promise<Result>,
  config = "wrangler.toml",
): Promise<Result> {
  Object.assign(process.env, quiet);
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: resolve(root, config),
    persist: { path: join(resolve(state), "v3") },
  });
  try {
    return await run(new Database(proxy.env.DB, QUERIES));
  } finally {
    await proxy.dispose();
  }
}
