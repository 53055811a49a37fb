import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestHarness, unstable_readConfig } from "wrangler";
import { sha256 } from "../worker/hash.ts";
import type { Bindings } from "../worker/middleware/env.ts";

/** The real Worker on a free port, with an empty workspace and people who may sign in. */

export type Row = Record<string, string | number | null>;

export interface Running {
  url: string;
  /** A request as `local-<who>`; a value that is no body already goes as JSON. */
  call(
    path: string,
    init?: RequestInit & { json?: unknown; who?: string; duplex?: "half" },
  ): Promise<Response>;
  /** What is really in the database. */
  rows(sql: string): Promise<Row[]>;
  /** SQL of the test's own, all of it or nothing. */
  sql(...statements: string[]): Promise<void>;
  /** The Worker's cron. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL("..", import.meta.url));

// What wrangler would otherwise fetch or write down.
Object.assign(process.env, {
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  X_LOCAL_OBSERVABILITY: "false",
  WRANGLER_LOG: "error",
});

const people = [
  { id: "p-rep", name: "Rosa Rep", email: "rosa@ourcompany.example", role: "rep" },
  { id: "p-marketing", name: "Lena Lang", email: "lena@ourcompany.example", role: "marketing" },
];

/** The queue as it is deployed. */
function deployedQueue(): NonNullable<ReturnType<typeof unstable_readConfig>["queues"]> {
  const folder = mkdtempSync(join(tmpdir(), "leadlight-queue-"));
  const config = join(folder, "wrangler.toml");
  writeFileSync(config, readFileSync(`${root}/worker/local/queue.toml`));
  const { queues } = unstable_readConfig({ config });
  rmSync(folder, { recursive: true });
  return queues;
}

/** @param queue whether a queue stands before the database */
export async function startRunning({ queue = false } = {}): Promise<Running> {
  const { compatibility_date, compatibility_flags, d1_databases, triggers } = unstable_readConfig({
    config: `${root}/wrangler.toml`,
  });
  const server = createTestHarness({
    root,
    workers: [
      {
        config: {
          name: "leadlight-running",
          main: "worker/index.ts",
          compatibility_date,
          compatibility_flags,
          d1_databases,
          triggers,
          ...(queue && { queues: deployedQueue() }),
          vars: { LOCAL: "1" },
        },
      },
    ],
  });
  const { url } = await server.listen();
  const worker = server.getWorker<Bindings & Record<string, unknown>>();
  await worker.applyD1Migrations("DB");
  const { DB } = await worker.getEnv();
  for (const { id, name, email, role } of people)
    await DB.batch([
      DB.prepare("insert into people (id, name, email, role) values (?, ?, ?, ?)").bind(
        id,
        name,
        email,
        role,
      ),
      DB.prepare(
        "insert into tokens (hash, person_id, name, local, created_at) values (?, ?, 'test', 1, 0)",
      ).bind(await sha256(`local-${role}`), id),
    ]);
  await DB.prepare("insert into own_domains (domain) values ('ourcompany.example')").run();

  return {
    url: url.origin,
    call: (path, { json, who = "marketing", ...init } = {}) => {
      const headers = new Headers(init.headers);
      headers.set("authorization", `Bearer local-${who}`);
      if (json !== undefined) headers.set("content-type", "application/json");
      return fetch(new URL(path, url), {
        ...(json !== undefined && { method: "POST", body: JSON.stringify(json) }),
        ...init,
        headers,
      });
    },
    rows: async (sql) => (await DB.prepare(sql).all<Row>()).results,
    sql: async (...statements) => {
      await DB.batch(statements.map((text) => DB.prepare(text)));
    },
    tick: async () => {
      await worker.scheduled({ cron: "* * * * *" });
    },
    close: () => server.close(),
  };
}
