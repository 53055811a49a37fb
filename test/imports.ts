import { env } from "cloudflare:workers";
import { Import, type ImportKind, type ImportMapping, ImportProposal } from "../shared/contract/imports.ts";
import { app } from "../worker/app.ts";
import { call } from "./workspace.ts";

/** Files brought by marketing, through the routes. */

export async function upload(
  body: BodyInit,
  kind: ImportKind = "leads",
  name = "File.csv",
): Promise<ImportProposal> {
  const query = new URLSearchParams({ kind, name });
  const headers = { authorization: "Bearer local-marketing" };
  const answer = await app.request(
    `http://localhost/v1/imports?${query}`,
    { method: "POST", body, headers },
    env,
  );
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ImportProposal.parse(await answer.json());
}

export async function stateOf(id: string): Promise<Import> {
  const answer = await call("marketing", `/v1/imports/${id}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return Import.parse(await answer.json());
}

/** Ask until nobody works on it any more. */
export async function ended(id: string): Promise<Import> {
  const until = Date.now() + 30_000;
  for (;;) {
    const state = await stateOf(id);
    if (state.state !== "running" && !(await isLeased(id))) return state;
    if (Date.now() > until) throw new Error(`It does not end: ${JSON.stringify(state)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function isLeased(id: string): Promise<boolean> {
  const row = await env.DB.prepare(
    "select lease_until > 0 and (state = 'running' or ranked < step) as leased from imports where id = ?",
  )
    .bind(id)
    .first<{ leased: number }>();
  return row?.leased === 1;
}

export async function post(id: string, action: "start" | "stop" | "rollback", body?: ImportMapping) {
  const answer = await call("marketing", `/v1/imports/${id}/${action}`, {
    method: "POST",
    ...(body && { body }),
  });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return Import.parse(await answer.json());
}

/** A file all the way in. */
export async function bring(
  body: BodyInit,
  kind: ImportKind = "leads",
  said: ImportMapping = {},
): Promise<Import> {
  const { id } = await upload(body, kind);
  await post(id, "start", said);
  return ended(id);
}

const kept = [
  "leads",
  "lead_keys",
  "accounts",
  "touches",
  "heat",
  "deals",
  "deal_changes",
  "stage_changes",
  "snapshots",
  "verdicts",
  "attributes",
  "conflicts",
  "credits",
  "credit_days",
] as const;

/** Every row of every table that an import writes, as text. */
export async function everything(): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of kept) {
    const { results } = await env.DB.prepare(`select * from ${table}`).all();
    tables[table] = results.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}

/** What each step of the only import did, and how it is undone. */
export async function steps(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    "select step, leads, odd, refused, undo from import_steps order by step",
  ).all();
  return results;
}

export const csv = (header: string, ...rows: string[]): string => `${[header, ...rows].join("\n")}\n`;

/** An empty workspace but for its people. */
export async function wipe(): Promise<void> {
  const gone = [...kept.toReversed(), "current_verdicts", "seen", "content_uses", "merge_moves", "merges"];
  const imports = ["import_steps", "import_chunks", "import_mappings", "imports", "own_domains"];
  const [keys, ...others] = ["lead_keys", ...gone.filter((table) => table !== "lead_keys"), ...imports];
  const order = [
    keys,
    ...others.filter((table) => table !== "leads" && table !== "accounts"),
    "leads",
    "accounts",
  ];
  await env.DB.batch(order.map((table) => env.DB.prepare(`delete from ${table}`)));
}
