import { fileURLToPath } from "node:url";
import { createTestHarness, unstable_readConfig } from "wrangler";
import { Database, type Statement } from "../../worker/db/run.ts";
import type { Bindings } from "../../worker/middleware/env.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

// What wrangler would otherwise fetch or write down.
process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
process.env.WRANGLER_SEND_METRICS = "false";
process.env.X_LOCAL_OBSERVABILITY = "false";
process.env.WRANGLER_LOG = "error";

export interface Answer<Body> {
  status: number;
  body: Body;
  /** What the answer says that it cost the database. */
  cost: { trips: number; read: number; written: number };
}

/** The Worker with the bench's route on this machine, and its database as the Worker has it. */
export interface Machine {
  url: URL;
  /** Runs statements past the limits of one invocation, which are the product's and not the bench's. */
  db: Database;
  /** The cost of one batch. */
  cost(statements: readonly Statement[]): Promise<Database["cost"]>;
  /** SQL of the bench's own. */
  run(text: string, ...params: (string | number | null)[]): Promise<void>;
  call<Body>(who: string, path: string, body?: unknown): Promise<Answer<Body>>;
  close(): Promise<void>;
}

/** A fresh Worker on a free port, with an empty database that goes with it, and the dashboard that is in a folder. */
export async function startMachine(dashboard: string): Promise<Machine> {
  const { compatibility_date, compatibility_flags, d1_databases, assets } = unstable_readConfig({
    config: `${ROOT}/wrangler.toml`,
  });
  const first = Array.isArray(assets?.run_worker_first) ? assets.run_worker_first : [];
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: "leadlight-bench",
          main: "test/bench/worker.ts",
          compatibility_date,
          compatibility_flags,
          d1_databases,
          assets: { ...assets, directory: dashboard, run_worker_first: [...first, "/bench/*"] },
          vars: { LOCAL: "1" },
        },
      },
    ],
  });
  const { url } = await server.listen();
  const worker = server.getWorker<Bindings & Record<string, unknown>>();
  await worker.applyD1Migrations("DB");
  const { DB } = await worker.getEnv();
  const database = () => new Database(DB, Number.POSITIVE_INFINITY);
  return {
    url,
    db: database(),
    cost: async (statements) => {
      const db = database();
      await db.batch(statements);
      return db.cost;
    },
    run: async (text, ...params) => {
      await database().batch([{ text, params }]);
    },
    call: async (who, path, body) => {
      const answer = await fetch(new URL(path, url), {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer local-${who}`, "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const [, trips, read, written] =
        /trips=(\d+) read=(\d+) written=(\d+)/.exec(answer.headers.get("server-timing") ?? "") ?? [];
      return {
        status: answer.status,
        body: await answer.json(),
        cost: { trips: Number(trips), read: Number(read), written: Number(written) },
      };
    },
    close: () => server.close(),
  };
}
