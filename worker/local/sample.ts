import { join, resolve } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { Database } from "../db/run.ts";
import { loadSample, type SampleOutcome } from "../sample/load.ts";
import { quiet, root } from "./dev.ts";

/** Enough for the whole sample: a local database counts no invocations. */
const QUERIES = 1_000;

/** Put the sample workspace into the migrated database in `state`, which no Worker must have open. */
export async function loadLocalSample(state: string, config = "wrangler.toml"): Promise<SampleOutcome> {
  Object.assign(process.env, quiet);
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: resolve(root, config),
    persist: { path: join(resolve(state), "v3") },
  });
  try {
    return await loadSample(new Database(proxy.env.DB, QUERIES), Date.now());
  } finally {
    await proxy.dispose();
  }
}
