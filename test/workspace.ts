import { env } from "cloudflare:workers";
import { app } from "../worker/app.ts";
import { Database } from "../worker/db/run.ts";
import { type TouchWrite, writeTouches } from "../worker/db/touches.ts";
import { sha256 } from "../worker/hash.ts";

/** A small workspace for tests in workerd: three people who may sign in, and what each test adds. */

export const DAY = 86_400_000;

export const people = {
  rep: { id: "p-rep", name: "Rosa Rep", email: "rosa@ourcompany.example", role: "rep" },
  rep2: { id: "p-rep2", name: "Rudi Rep", email: "rudi@ourcompany.example", role: "rep" },
  marketing: { id: "p-mkt", name: "Lena Lang", email: "lena@ourcompany.example", role: "marketing" },
  admin: { id: "p-adm", name: "Ana Admin", email: "ana@ourcompany.example", role: "admin" },
} as const;
export type Who = keyof typeof people;

/** Sign-ins `local-rep`, `local-rep2`, `local-marketing` and `local-admin`, as local mode has them. */
export async function seedPeople(): Promise<void> {
  const statements = [];
  for (const [who, { id, name, email, role }] of Object.entries(people)) {
    statements.push(
      env.DB.prepare(
        "insert into people (id, name, email, role) values (?, ?, ?, ?) on conflict do nothing",
      ).bind(id, name, email, role),
      env.DB.prepare(
        "insert into tokens (hash, person_id, name, local, created_at) values (?, ?, 'test', 1, 0) on conflict do nothing",
      ).bind(await sha256(`local-${who}`), id),
    );
  }
  await env.DB.batch(statements);
}

/** A request as somebody, or as nobody; JSON in. */
export function call(
  who: Who | null,
  path: string,
  init: { method?: string; body?: unknown; headers?: HeadersInit } = {},
) {
  const headers = new Headers(init.headers);
  if (who) headers.set("authorization", `Bearer local-${who}`);
  if (init.body !== undefined && !headers.has("content-type"))
    headers.set("content-type", "application/json");
  const method = init.method ?? (init.body === undefined ? "GET" : "POST");
  const body =
    init.body === undefined ? null : typeof init.body === "string" ? init.body : JSON.stringify(init.body);
  return Promise.resolve(app.request(`http://localhost${path}`, { method, headers, body }, env));
}

/** A lead by way of the front door; its id. */
export async function addLead(input: Record<string, unknown>, who: Who = "marketing"): Promise<string> {
  const answer = await call(who, "/v1/leads", { body: [input] });
  const result: { leads: { id: string }[]; refused: unknown[] } = await answer.json();
  const id = result.leads[0]?.id;
  if (!id) throw new Error(JSON.stringify(result));
  return id;
}

export async function addTouches(
  touches: (Partial<TouchWrite> & { leadId: string; at: number })[],
): Promise<void> {
  const list = touches.map((touch, index) => ({
    id: `${touch.leadId}-${touch.at}-${index}`,
    kind: "page_view",
    direction: "theirs",
    channel: "web",
    title: "A page",
    url: null,
    campaign: null,
    personId: null,
    ...touch,
  }));
  await new Database(env.DB).batch([writeTouches({ touches: JSON.stringify(list) })]);
}

/** What an answer says it cost. */
export function costOf(answer: Response): { trips: number; read: number; written: number } {
  const [, trips, read, written] =
    /trips=(\d+) read=(\d+) written=(\d+)/.exec(answer.headers.get("server-timing") ?? "") ?? [];
  return { trips: Number(trips), read: Number(read), written: Number(written) };
}
