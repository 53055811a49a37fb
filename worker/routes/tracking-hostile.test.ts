import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { Sources } from "../../shared/contract/sources.ts";
import { Timeline } from "../../shared/contract/touches.ts";
import { TrackingResult } from "../../shared/contract/tracking.ts";
import {
  bytesOf,
  gzip,
  hostileAround,
  hostileBody,
  hostileHeaders,
  hostileMessage,
} from "../../test/hostile.ts";
import { addLead, call, seedPeople } from "../../test/workspace.ts";
import { app } from "../app.ts";
import { insertRows } from "../db/bulk.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { localWriteKeys } from "../sample/write-keys.ts";

const MESSAGES = 100_000;
const EACH = 250;

const tables = async () =>
  (await env.DB.prepare("select name from sqlite_master order by name").all<{ name: string }>()).results.map(
    ({ name }) => name,
  );
const all = async (sql: string) => (await env.DB.prepare(sql).all<Record<string, unknown>>()).results;

let schemaBefore: string[] = [];
/** Tables that hold nothing until somebody sends something. */
const empty: string[] = [];
beforeAll(async () => {
  await seedPeople();
  await new Database(env.DB).batch(insertRows(schema.writeKeys, await localWriteKeys(0)));
  await env.DB.prepare("insert into own_domains (domain) values ('ourcompany.example')").run();
  schemaBefore = await tables();
  const named = await all(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '\\_cf%' escape '\\'",
  );
  for (const { name } of named) {
    const [{ n } = { n: 1 }] = await all(`select count(*) as n from "${name}"`);
    if (n === 0) empty.push(String(name));
  }
});
/** A lead, and no history. */
async function begin(): Promise<void> {
  await env.DB.batch(
    ["pragma defer_foreign_keys = on", ...empty.map((name) => `delete from "${name}"`)].map((sql) =>
      env.DB.prepare(sql),
    ),
  );
  await addLead({ email: "ada@known.example", name: "Ada", title: "CTO" });
}

const ctx = createExecutionContext();
async function post(path: string, body: BodyInit, headers: Record<string, string> = {}, key = "local-write") {
  const answer = await app.request(
    `http://localhost/v1/${path}`,
    { method: "POST", headers: { authorization: `Basic ${btoa(`${key}:`)}`, ...headers }, body },
    env,
    ctx,
  );
  const text = await answer.text();
  if (answer.status >= 500) throw new Error(`${answer.status} ${path}: ${text}`);
  if (answer.status >= 400) expect(Problem.parse(JSON.parse(text)).errors?.[0]?.field).toBeTruthy();
  else expect(TrackingResult.parse(JSON.parse(text)).success).toBe(true);
  return answer.status;
}

/** Whatever was sent, what everybody looks at can be read. */
async function expectReadable(): Promise<void> {
  const read = async (path: string): Promise<unknown> => {
    const answer = await call("admin", path);
    if (answer.status !== 200) throw new Error(`${answer.status} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const leads = await all("select id, email from leads order by id limit 100");
  for (const { id, email } of leads) {
    Timeline.parse(await read(`/v1/leads/${id}/touches`));
    if (email) Insight.parse(await read(`/v1/insight?email=${encodeURIComponent(String(email))}`));
  }
  Sources.parse(await read("/v1/sources"));
  for (const path of ["/v1/reports/campaigns", "/v1/reports/feedback", "/v1/merges"]) await read(path);
}

/** And what is kept is texts, and true. */
async function expectWhole(): Promise<void> {
  expect(await tables()).toEqual(schemaBefore);
  expect(await all("pragma quick_check")).toEqual([{ quick_check: "ok" }]);
  const columns = await all(`
    select m.name as "table", c.name as "column" from sqlite_master as m join pragma_table_info(m.name) as c
    where m.type = 'table' and m.name not like 'sqlite%' and m.name not like '\\_cf%' escape '\\' and c.type = 'TEXT'
      and m.name not like 'd1%'`);
  expect(columns.length).toBeGreaterThan(100);
  for (const { table, column } of columns) {
    const [bad] = await all(
      `select count(*) as n from "${table}" where typeof("${column}") not in ('text', 'null') or instr("${column}", char(0)) > 0`,
    );
    expect({ table, column, ...bad }).toEqual({ table, column, n: 0 });
  }
  const json: [table: string, column: string][] = [
    ["touches", "details"],
    ["leads", "attributes"],
    ["identities", "said"],
    ["claims", "said"],
    ["statements", "keys"],
    ["arrivals", "hours"],
    ["rejections", "hours"],
    ["heat", "kinds"],
  ];
  for (const [table, column] of json)
    expect(await all(`select ${column} from ${table} where not json_valid(${column})`)).toEqual([]);
  expect(
    await all("select url from touches where url not like 'http://%' and url not like 'https://%'"),
  ).toEqual([]);
  expect(await all("select kind from touches where kind glob '*[^a-z_]*' or kind = ''")).toEqual([]);
  expect(await all("select at from touches where typeof(at) <> 'integer' or at < 0")).toEqual([]);
  const wrongHeat = `
    select t.lead_id from touches as t left join heat as h on h.lead_id = t.lead_id group by t.lead_id
    having count(*) <> coalesce((select sum(value ->> 0) from json_each(h.kinds)), 0)`;
  expect(await all(wrongHeat)).toEqual([]);
  expect(Object.getPrototypeOf({}).pwned ?? null).toBeNull();
}

describe(`${MESSAGES} hostile messages`, () => {
  it.each([1, 2, 3, 4, 5])(
    "are taken or left out, and never a fault of ours (%i of 5)",
    {
      timeout: 120_000,
    },
    async () => {
      await begin();
      const batch = fc.array(hostileMessage, { minLength: EACH, maxLength: EACH, size: "max" });
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(batch, hostileAround, fc.nat({ max: 9 }), async (messages, around, luck) => {
          const key = luck === 0 ? "local-server" : "local-write";
          const text = JSON.stringify({ ...around, batch: messages });
          statuses.add(await post("batch", luck % 3 === 1 ? await gzip(text) : text, {}, key));
        }),
        { numRuns: MESSAGES / 5 / EACH, endOnFailure: true },
      );
      expect([...statuses]).toEqual([200]);
      const [counts] = await all(
        "select (select count(*) from touches) as touches, (select count(*) from leads) as leads",
      );
      // Most of them are something, so that it is not only the refusals that are tried.
      expect(Number(counts?.touches)).toBeGreaterThan(MESSAGES / 5 / 5);
      expect(Number(counts?.leads)).toBeGreaterThan(10);
      await expectReadable();
      await expectWhole();
    },
  );

  it("are taken or left out one by one, too, however they are packed, cut, spelt and labelled", {
    timeout: 120_000,
  }, async () => {
    await begin();
    const path = fc.constantFrom(..."identify track page screen group alias batch i t p s g a b".split(" "));
    await fc.assert(
      fc.asyncProperty(path, hostileBody, hostileHeaders, async (path, body, headers) => {
        await post(path, await bytesOf(body), headers);
      }),
      { numRuns: 2_000, endOnFailure: true },
    );
    await expectReadable();
    await expectWhole();
  });
});
