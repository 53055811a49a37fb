import type { MessageBatch } from "@cloudflare/workers-types";
import { app } from "./app.ts";
import { Database, limits } from "./db/run.ts";
import { forgetDrift } from "./jobs/drift.ts";
import { makeFilter } from "./jobs/filter.ts";
import { continueImports, forgetImports } from "./jobs/imports.ts";
import { rekindTouchesOfThePast } from "./jobs/rekind.ts";
import { ageOut } from "./jobs/retention.ts";
import { forgetWhoSaw } from "./jobs/seen.ts";
import { keepStandings } from "./jobs/standings.ts";
import { takeDelivery } from "./jobs/touches.ts";
import type { Bindings } from "./middleware/env.ts";
import { standDue } from "./standings.ts";

/** How long imports are taken on every minute, ms. */
const IMPORTS = 50_000;
/** And what ages out, ms: after a night's start it takes its minutes one by one. */
const AGING = 5_000;
/** And touches become what marketing takes their event for by now, ms. */
const REKINDING = 5_000;
/** And the membership filter is made, ms. */
const FILTERING = 5_000;

/** And how leads stand is worked out, ms. */
const STANDINGS = 5_000;

/** The patterns of wrangler.toml. Called without one, as `npm start` does every minute, all jobs run. */
const everyMinute = "* * * * *";

export default {
  fetch: app.fetch,
  queue: async (batch: MessageBatch<unknown>, env: Bindings): Promise<void> => {
    await takeDelivery(batch, env.DB);
    await standDue(env.DB);
  },
  scheduled: async ({ cron }: { cron?: string }, env: Bindings): Promise<void> => {
    const now = Date.now();
    if (cron !== everyMinute) {
      await forgetWhoSaw(new Database(env.DB), now);
      await forgetImports(new Database(env.DB), now);
      await forgetDrift(new Database(env.DB), now);
    }
    if (!cron || cron === everyMinute) {
      await rekindTouchesOfThePast(new Database(env.DB), REKINDING);
      await ageOut(new Database(env.DB), now, AGING);
      await makeFilter(new Database(env.DB, limits.jobQueries), now, FILTERING);
      await continueImports(new Database(env.DB, limits.jobQueries), now, IMPORTS);
      // Last: on the free plan it takes most of what an invocation may ask of the database.
      await keepStandings(new Database(env.DB), now, STANDINGS);
    }
  },
};
