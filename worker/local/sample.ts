import { join, resolve } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { Database } from "../db/run.ts";
import { keepStandings } from "../jobs/standings.ts";
import { type EmptyOutcome, openEmpty } from "../sample/empty.ts";
import { loadSample, type SampleOutcome } from "../sample/load.ts";
import { quiet, root } from "./dev.ts";

/** Enough for the whole sample: a local database counts no invocations. */
const QUERIES = 1_000;
/** For one run of a job, ms. */
const ENOUGH = 10_000;

/** Put the sample workspace into the migrated database in `state`, which no Worker must have open. */
export const loadLocalSample = (state: string, config?: string): Promise<SampleOutcome> =>
  inDatabase(
    state,
    async (db) => {
      const outcome = await loadSample(db, Date.now());
      // For the lists of leads to be there at once.
      const job = db.forJob();
      while (job.left > 100 && !(await keepStandings(job, Date.now(), ENOUGH)));
      return outcome;
    },
    config,
  );

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
