import { join, resolve } from "node:path";
import { getPlatformProxy } from "wrangler";
import { Database } from "../db/run.ts";
import type { Bindings } from "../middleware/env.ts";
import { loadSample, type SampleOutcome } from "../sample/load.ts";
import { root } from "./dev.ts";

/** Write the sample workspace into a migrated local database that no Worker is running on. */
export async function loadLocalSample(state: string, now = Date.now()): Promise<SampleOutcome> {
  const platform = await getPlatformProxy<Bindings>({
    configPath: join(root, "wrangler.toml"),
    persist: { path: join(resolve(state), "v3") },
    remoteBindings: false,
  });
  try {
    return await loadSample(new Database(platform.env.DB, 1_000), now);
  } finally {
    await platform.dispose();
  }
}
