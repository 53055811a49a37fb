import { app } from "./app.ts";
import { Database } from "./db/run.ts";
import { forgetWhoSaw } from "./jobs/seen.ts";
import type { Bindings } from "./middleware/env.ts";

export default {
  fetch: app.fetch,
  scheduled: async (_event: unknown, env: Bindings): Promise<void> => {
    await forgetWhoSaw(new Database(env.DB), Date.now());
  },
};
