import { env } from "cloudflare:workers";
import { LinksResult } from "../../shared/contract/links.ts";
import { app } from "../../worker/app.ts";
import { insertRows } from "../../worker/db/bulk.ts";
import { readConfig } from "../../worker/db/config.ts";
import { Database } from "../../worker/db/run.ts";
import * as schema from "../../worker/db/schema.ts";
import { localWriteKeys } from "../../worker/sample/write-keys.ts";
import { call, people, seedPeople } from "../workspace.ts";
import { type Forger, PAGE, random, type Sent, type Victim } from "./forging.ts";

/** A workspace that takes messages, and all that is known in it. */

export async function openWorkspace(): Promise<void> {
  await seedPeople();
  await new Database(env.DB).batch(insertRows(schema.writeKeys, await localWriteKeys(0)));
}

export const linkSecret = async () => (await readConfig(new Database(env.DB))).linkSecret;

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });

/** The Worker's way to the database, counted: trips and statements. */
function counted() {
  const counts = { trips: 0, statements: 0 };
  const DB: typeof env.DB = new Proxy(env.DB, {
    get: (target, name) => {
      if (name === "batch")
        return (statements: Parameters<typeof env.DB.batch>[0]) => {
          counts.trips += 1;
          counts.statements += statements.length;
          return target.batch(statements);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { DB, counts };
}

async function send({ path, body, headers }: Sent) {
  const { DB, counts } = counted();
  const answer = await app.request(
    `http://localhost${path}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    },
    { ...env, DB },
  );
  const said = [...answer.headers].map(([name, value]) => `${name}: ${value}`).sort();
  return { status: answer.status, headers: said, body: await answer.text(), ...counts };
}
export const sendAsStranger = ({ headers, ...sent }: Sent) =>
  send({ ...sent, headers: { ...basic("local-write"), origin: "https://www.acme.example", ...headers } });
export async function sendAsServer(path: string, body: unknown): Promise<void> {
  const { status } = await send({ path: `/v1/${path}`, body, headers: basic("local-server") });
  if (status !== 200) throw new Error(`${path}: ${status}`);
}

const tables = async (): Promise<string[]> => {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%' and name not like 'd1%' order by name",
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
};

/** Of the workspace itself: all others hold leads, visitors and what they did. */
const own = ["workspace", "good_leads", "own_domains", "teams", "people", "tokens", "write_keys", "turns"];

/** Nobody is known any more. */
export async function forgetEverybody(): Promise<void> {
  const others = (await tables()).filter((name) => !own.includes(name));
  // Keys point to leads, leads to accounts.
  const order = ["lead_keys", "leads", "accounts"];
  others.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  await env.DB.batch(others.map((name) => env.DB.prepare(`delete from "${name}"`)));
}

/**
 * What belongs to visitors, and claims of them; what only counts messages; whose turn it is; and the hashes of all leads,
 * those that are a stranger's word among them.
 */
const notLeads = [
  "claims",
  "arrivals",
  "rejections",
  "unmapped_events",
  "turns",
  "write_keys",
  "tokens",
  "filter_newcomers",
];

/** All that is known of leads, row by row; without leads that are nobody's word but a stranger's. */
export async function everything(): Promise<Record<string, string[]>> {
  const unknown = await env.DB.prepare("select id from leads where verified = 0").all<{ id: string }>();
  const strangers = new Set(unknown.results.map(({ id }) => id));
  const all: Record<string, string[]> = {};
  for (const name of await tables()) {
    if (notLeads.includes(name)) continue;
    const { results } = await env.DB.prepare(`select * from "${name}"`).all();
    all[name] = results
      .filter((row) => {
        const id = name === "leads" ? row.id : row.lead_id;
        return !(typeof id === "string" && (id.startsWith("v_") || strangers.has(id)));
      })
      .map((row) => JSON.stringify(row))
      .sort();
  }
  return all;
}

export const link = async (email: string, days = 30): Promise<string> => {
  const answer = await call(null, "/v1/links", {
    body: [{ url: PAGE, email, days }],
    headers: basic("local-server"),
  });
  const url = LinksResult.parse(await answer.json()).links[0]?.url ?? "";
  return new URL(url).searchParams.get("ll") ?? "";
};

/** Somebody follows a link. */
export const follow = (token: string, anonymousId: string, more: object = {}) =>
  sendAsStranger({
    path: "/v1/page",
    body: { anonymousId, messageId: random(), context: { link: token, page: { url: PAGE } }, ...more },
  });

export const somebody = async (email: string): Promise<Victim> => ({
  email,
  userId: `U-${random()}`,
  hubspot: `${Math.floor(1e9 + Math.random() * 1e9)}`,
  leadId: random(),
  touchId: random(),
  statementId: random(),
  domain: email.split("@")[1] ?? "",
  usedLink: await link(email),
  link: await link(email),
  other: `B-${random()}`,
  rep: people.rep.email,
});

export const forger = async (): Promise<Forger> => {
  const email = `mallory-${random()}@evil.example`;
  return { anonymousId: random(), userId: `M-${random()}`, email, link: await link(email) };
};
