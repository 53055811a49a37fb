import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPlatformProxy } from "wrangler";
import { Insight } from "../../shared/contract/insight.ts";
import { type Heat, type HeatTouch, heatOf, round6 } from "../../shared/domain/heat/heat.ts";
import { readConfig } from "../db/config.ts";
import { insightByKey, unpackInsight } from "../db/insight.ts";
import type { KeyParams } from "../db/leads.ts";
import { Database } from "../db/run.ts";
import { loadSample } from "../sample/load.ts";
import { insightView } from "../views/insight.ts";
import { migrate, root } from "./dev.ts";
import { loadLocalSample } from "./sample.ts";

/** The sample in a real local database, read back with plain SQL. */
const state = mkdtempSync(join(tmpdir(), "leadlight-sample-"));
let took = 0;
let proxy: Awaited<ReturnType<typeof getPlatformProxy<{ DB: D1Database }>>>;

beforeAll(async () => {
  await migrate(state);
  const from = performance.now();
  expect(await loadLocalSample(state)).toBe("loaded");
  took = performance.now() - from;
  expect(await loadLocalSample(state)).toBe("kept");
  proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: join(root, "wrangler.toml"),
    persist: { path: join(state, "v3") },
  });
}, 120_000);

afterAll(async () => {
  await proxy?.dispose();
  rmSync(state, { recursive: true, force: true });
});

const rows = async <Row>(sql: string): Promise<Row[]> => (await proxy.env.DB.prepare(sql).all<Row>()).results;
const one = async <Row>(sql: string): Promise<Row | undefined> => (await rows<Row>(sql))[0];

test("it loads within 20 seconds, once", async () => {
  expect(took).toBeLessThan(20_000);
  expect(await one("select count(*) as n from leads")).toEqual({ n: 2000 });
});

test("the heat that the database kept is the heat of the touches", async () => {
  const leads = await rows<{ id: string; kinds: string }>(
    "select lead_id as id, kinds from heat order by lead_id limit 50",
  );
  for (const { id, kinds } of leads) {
    const touches = await rows<HeatTouch>(
      `select id, at, kind, direction from touches where lead_id = '${id}'`,
    );
    const kept: Heat = JSON.parse(kinds);
    const rounded = (heat: Heat) =>
      Object.fromEntries(Object.entries(heat).map(([kind, entry]) => [kind, entry.map(round6)]));
    expect(rounded(kept)).toEqual(rounded(heatOf(touches)));
  }
});

test("counters are what they count", async () => {
  expect(
    await one(`
      select
        (select count(*) from leads l where l.good <> (select count(*) from current_verdicts v where v.lead_id = l.id and v.verdict = 'good')) as good,
        (select count(*) from leads l where l.bad <> (select count(*) from current_verdicts v where v.lead_id = l.id and v.verdict = 'bad')) as bad,
        (select count(*) from accounts a where a.leads <> (select count(*) from leads l where l.account_id = a.id)) as leads,
        (select count(*) from content c where c.uses <> (select count(*) from content_uses u where u.content_id = c.id)) as uses`),
  ).toEqual({ good: 0, bad: 0, leads: 0, uses: 0 });
});

test("credits are those that are due, and days count them", async () => {
  expect(await rows("select * from credits except select * from due_credits")).toEqual([]);
  expect(await rows("select * from due_credits except select * from credits")).toEqual([]);
  expect(
    await one("select sum(leads) as leads, sum(won) as won from credit_days where model = 'all'"),
  ).toEqual(await one("select sum(milestone = 'lead') as leads, sum(milestone = 'won') as won from credits"));
});

test("a lead stands where its last change put it", async () => {
  const wrong = await rows(`
    select id from leads l where stage <> coalesce(
      (select "to" from stage_changes s where s.lead_id = l.id order by at desc, id desc limit 1), 'inquiry')`);
  expect(wrong).toEqual([]);
});

test("who saw what is known for 90 days, and counted before", async () => {
  const seen = await one<{ oldest: number }>("select min(at) as oldest from seen");
  expect(Date.now() - (seen?.oldest ?? 0)).toBeLessThan(92 * 86_400_000);
  const counts = await one<{ seen: number; judged: number }>(
    "select sum(seen) as seen, sum(judged) as judged from seen_counts",
  );
  expect(counts?.seen).toBeGreaterThan(2_000);
  expect(counts?.judged).toBeLessThan(counts?.seen ?? 0);
});

test("a lead's insight holds what it promises, for every fourth lead", async () => {
  const config = await readConfig(new Database(proxy.env.DB));
  const all = await rows<KeyParams>("select kind, value from lead_keys where kind = 'email' order by value");
  const keys = all.filter((_, index) => index % 4 === 0);
  expect(keys.length).toBeGreaterThan(450);
  const sum = (parts: readonly { points: number }[]) => parts.reduce((all, { points }) => all + points, 0);
  const now = Date.now();
  const db = new Database(proxy.env.DB, keys.length);
  const statements = keys.map((key) => insightByKey({ ...key, tokenHash: "nobody's" }));
  const found = [];
  for (let from = 0; from < keys.length; from += 200)
    found.push(...(await db.batch(statements.slice(from, from + 200))));
  expect(db.cost.read / keys.length).toBeLessThan(55);
  for (const [index, [row]] of found.entries()) {
    const key = keys[index] ?? { value: "" };
    if (!row) throw new Error(`Nothing of ${key.value}`);
    const insight = Insight.parse(await insightView(unpackInsight(row), config, "nobody", now));
    const { score, persona, touches, content, flags, stage, account, feedback } = insight;
    expect(sum(score.reasons), key.value).toBe(score.value);
    if (score.change7d) expect(sum(score.change7d.causes), key.value).toBe(score.change7d.points);
    if (persona) expect(persona.evidence.length, key.value).toBeGreaterThan(0);
    if (flags.includes("shared_address")) expect(persona, key.value).toBeNull();
    for (const { why } of content) expect(why, key.value).not.toBe("");
    expect(touches.items.map(({ at }) => at)).toEqual(
      touches.items.map(({ at }) => at).sort((a, b) => b - a),
    );
    expect(touches.items).toHaveLength(Math.min(20, touches.total));
    expect([touches.items[0]?.at ?? null, touches.first?.at ?? null]).toEqual([
      touches.lastAt,
      touches.firstAt,
    ]);
    expect(flags.includes("disqualified")).toBe(stage.name === "disqualified");
    expect(flags.includes("open_deal")).toBe(stage.name === "opportunity" || Boolean(account?.openDeal));
    expect(feedback).toEqual({ mine: null, good: null, bad: null });
    expect(account?.best.some(({ id }) => id === insight.lead.id) ?? false).toBe(false);
  }
}, 60_000);

test("however old the sample is, Ada asks for her demo today, once a day", async () => {
  const later = Date.now() + 30 * 86_400_000;
  const db = new Database(proxy.env.DB, 1_000);
  const adas = () =>
    one<{ n: number; last: number }>(`
      select count(*) as n, max(at) as last from touches
      where lead_id = (select lead_id from lead_keys where value = 'ada@analytical.example')`);
  const before = await adas();
  expect(await loadSample(db, later)).toBe("kept");
  const after = await adas();
  expect(after).toEqual({ n: (before?.n ?? 0) + 4, last: later - 40 * 60_000 });
  expect(await loadSample(db, later + 60_000)).toBe("kept");
  expect(await adas()).toEqual(after);
});

test("a fresh one takes the place of what was there", async () => {
  await proxy.env.DB.prepare("update leads set name = 'Somebody else'").run();
  expect(await loadSample(new Database(proxy.env.DB, 1_000), Date.now(), { fresh: true })).toBe("loaded");
  expect(await one("select count(*) as n, sum(name = 'Somebody else') as old from leads")).toEqual({
    n: 2000,
    old: 0,
  });
  expect(await one("select sum(leads) as n from accounts")).toEqual(
    await one("select count(*) as n from leads where account_id is not null"),
  );
}, 60_000);
