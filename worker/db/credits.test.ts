import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DAY } from "../../test/workspace.ts";
import { insertRows } from "./bulk.ts";
import { rebuildCredits } from "./credits.ts";
import { Database, type Statement } from "./run.ts";
import * as schema from "./schema.ts";
import { writeTouches } from "./touches.ts";

const T0 = Date.UTC(2026, 9, 1);
const LEADS = ["lead-a", "lead-b"];
const VISITOR = `v_${"0".repeat(32)}`;

const rows = async <Row = Record<string, unknown>>(text: string): Promise<Row[]> =>
  (await env.DB.prepare(text).all<Row>()).results;
const run = (statements: readonly Statement[]) => new Database(env.DB, 1_000).batch(statements);
const sql = (text: string, ...params: (string | number | null)[]): Statement => ({ text, params });
const costOf = async (statements: readonly Statement[]) => {
  const db = new Database(env.DB);
  await db.batch(statements);
  return db.cost;
};

const tables = [
  "credits",
  "credit_days",
  "touches",
  "heat",
  "current_verdicts",
  "verdicts",
  "stage_changes",
  "deal_changes",
  "deals",
  "leads",
];
beforeEach(() => env.DB.batch(tables.map((table) => env.DB.prepare(`delete from ${table}`))));

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const lead = pick(...LEADS);
/** Few times, so that many are the same, on either side of midnight. */
const at = fc.integer({ min: -8, max: 8 }).map((steps) => T0 + (steps * DAY) / 2);

const touch = fc.record({
  what: fc.constant("touch" as const),
  leadId: pick(...LEADS, VISITOR),
  at,
  kind: pick("form", "page_view", "machine_open"),
  direction: pick("theirs" as const, "ours" as const),
  channel: pick("Direct", "Email", "Organic Search"),
  campaign: pick(null, "Autumn"),
  content: pick(null, "button"),
});
const change = fc.record({
  what: fc.constant("change" as const),
  leadId: lead,
  at,
  to: pick("inquiry", "mql", "sal", "customer", "recycled"),
});
const verdict = fc.record({
  what: fc.constant("verdict" as const),
  leadId: lead,
  at,
  personId: pick("p1", "p2"),
  verdict: pick("good" as const, "bad" as const, "withdrawn" as const),
  group: pick(null, "not_counted" as const),
});
const deal = fc.record({
  what: fc.constant("deal" as const),
  leadId: lead,
  outcome: pick("open" as const, "won" as const),
  closedAt: pick(null, T0, T0 + DAY),
  openedAt: pick(T0 - DAY, T0 + 2 * DAY),
});
const later = fc.record({
  what: fc.constant("later" as const),
  leadId: lead,
  index: fc.nat(20),
  how: pick("touch turns", "lead is older", "change goes", "deal goes", "deal turns", "lead is anew"),
  at,
});
const event = fc.oneof(
  { weight: 6, arbitrary: touch },
  { weight: 2, arbitrary: change },
  { weight: 2, arbitrary: verdict },
  { weight: 1, arbitrary: deal },
  { weight: 2, arbitrary: later },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

const leadRow = (id: string) => ({
  id,
  mailKind: "none" as const,
  createdAt: T0,
  updatedAt: T0,
  stageSince: T0,
});

function statementsOf(event: Event, index: number): Statement[] {
  const id = `${event.what}-${index}`;
  switch (event.what) {
    case "touch":
      return insertRows(schema.touches, [{ ...event, id, title: "T" }]);
    case "change":
      return insertRows(schema.stageChanges, [
        { ...event, id, from: "inquiry", since: event.at, cause: "person" },
      ]);
    case "verdict":
      return insertRows(schema.verdicts, [
        { ...event, id, receivedAt: event.at, site: "gmail", goodLead: 1, contact: "before" },
      ]);
    case "deal":
      return insertRows(schema.deals, [{ ...event, id, name: "Deal" }]);
    case "later":
      return laterOf(event);
  }
}

function laterOf({ how, leadId, index, at }: Extract<Event, { what: "later" }>): Statement[] {
  switch (how) {
    case "touch turns":
      return [
        sql("update touches set direction = 'theirs', kind = 'form' where id = ?", `touch-${index}`),
        sql("update touches set direction = 'ours' where id = ?", `touch-${index + 1}`),
      ];
    case "lead is older":
      return [sql("update leads set created_at = ? where id = ?", at, leadId)];
    case "change goes":
      return [sql("delete from stage_changes where id = ?", `change-${index}`)];
    case "deal goes":
      return [sql("delete from deals where id = ?", `deal-${index}`)];
    case "deal turns":
      return [sql("update deals set outcome = 'won', closed_at = ? where id = ?", at, `deal-${index}`)];
    default:
      return [sql("delete from leads where id = ?", leadId), ...insertRows(schema.leads, [leadRow(leadId)])];
  }
}

/** The credits and their days as they stand, and as they are from scratch. */
const standing = async () => ({
  credits: await rows("select * from credits order by 1, 2"),
  days: await rows("select * from credit_days order by 1, 2, 3, 4, 5"),
});
async function fromScratch() {
  const due = await rows<Record<string, string | number | null>>("select * from due_credits order by 1, 2");
  const days = new Map<string, Record<string, string | number>>();
  for (const credit of due)
    for (const [model, id, channel, campaign, content] of [
      ["all", "", "", "", ""],
      ["first", credit.first_id, credit.first_channel, credit.first_campaign, credit.first_content],
      ["last", credit.last_id, credit.last_channel, credit.last_campaign, credit.last_content],
    ]) {
      if (id === null) continue;
      const key = {
        day: new Date(Number(credit.at)).toISOString().slice(0, 10),
        model: `${model}`,
        channel: channel ?? "",
        campaign: campaign ?? "",
        content: content ?? "",
      };
      const name = JSON.stringify(Object.values(key));
      const counts = days.get(name) ?? { ...key, leads: 0, mqls: 0, good: 0, bad: 0, won: 0 };
      const milestone = { lead: "leads", mql: "mqls" }[`${credit.milestone}`] ?? `${credit.milestone}`;
      counts[milestone] = Number(counts[milestone]) + 1;
      days.set(name, counts);
    }
  const order = (row: Record<string, unknown>) => JSON.stringify(Object.values(row).slice(0, 5));
  return { credits: due, days: [...days.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1)) };
}

describe("credits", () => {
  it("by trigger are those from scratch, whatever happened in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, leadsLast) => {
        await env.DB.batch(tables.map((table) => env.DB.prepare(`delete from ${table}`)));
        const made = insertRows(schema.leads, LEADS.map(leadRow));
        const happened = events.flatMap(statementsOf);
        await run(leadsLast ? [...happened, ...made] : [...made, ...happened]);
        const stands = await standing();
        const expected = await fromScratch();
        expect(stands.credits).toEqual(expected.credits);
        expect(stands.days).toEqual(expected.days);
        const { written } = await costOf(rebuildCredits({ leads: JSON.stringify([...LEADS, VISITOR]) }));
        expect(written).toBe(0);
        expect(await rows("select * from credits where lead_id like 'v\\_%' escape '\\'")).toEqual([]);

        await run(LEADS.map((id) => sql("delete from leads where id = ?", id)));
        const left = (await standing()).credits;
        expect(left.filter(({ milestone }) => milestone === "lead")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("name the first touch ever and the last of theirs before the milestone, machines apart", async () => {
    const touches = [
      { at: T0 - 3 * DAY, kind: "machine_open", channel: "Email" },
      { at: T0 - 2 * DAY, direction: "ours", channel: "Email" },
      { at: T0 - DAY, channel: "Paid Search" },
      { at: T0 - DAY / 2, kind: "machine_open", channel: "Email" },
      { at: T0 + DAY, channel: "Direct" },
      { at: T0 + 2 * DAY, direction: "ours", channel: "Email" },
    ];
    await run([
      ...insertRows(schema.leads, [leadRow("lead-a")]),
      ...insertRows(
        schema.touches,
        touches.map((touch, n) => ({
          id: `t${n}`,
          leadId: "lead-a",
          kind: "form",
          title: "T",
          ...touch,
          direction: touch.direction === "ours" ? ("ours" as const) : ("theirs" as const),
        })),
      ),
      ...insertRows(schema.stageChanges, [
        {
          id: "s",
          leadId: "lead-a",
          from: "inquiry",
          to: "sal",
          at: T0 + 3 * DAY,
          since: T0,
          cause: "person",
        },
      ]),
    ]);
    expect(
      await rows("select milestone, first_id as first, last_id as last from credits order by at"),
    ).toEqual([
      { milestone: "lead", first: "t1", last: "t2" },
      { milestone: "mql", first: "t1", last: "t4" },
    ]);
  });
});

describe("the last touch", () => {
  const said = async () =>
    rows("select last_id as id, last_channel as channel, last_campaign as campaign from credits");
  const come = (id: string, at: number, channel: string, campaign: string | null = null) =>
    run(
      insertRows(schema.touches, [
        { id, leadId: "lead-a", at, kind: "form", direction: "theirs", channel, campaign, title: "T" },
      ]),
    );

  it("is put down to the last that did not come as Direct, however late that arrives", async () => {
    await run(insertRows(schema.leads, [leadRow("lead-a")]));
    await come("form", T0, "Direct");
    expect(await said()).toEqual([{ id: "form", channel: "Direct", campaign: null }]);
    await come("ad", T0 - DAY, "Paid Search", "Autumn");
    expect(await said()).toEqual([{ id: "form", channel: "Paid Search", campaign: "Autumn" }]);
    await come("mail", T0 - 2 * DAY, "Email");
    await come("page", T0 - 1, "Direct");
    await come("after", T0 + 1, "Email");
    expect(await said()).toEqual([{ id: "form", channel: "Paid Search", campaign: "Autumn" }]);
  });
});

describe("what a touch costs the credits", () => {
  const write = (touch: { id: string; leadId: string; at: number }) =>
    writeTouches({
      touches: JSON.stringify([
        {
          kind: "page_view",
          direction: "theirs",
          channel: "Direct",
          title: "T",
          url: null,
          campaign: null,
          personId: null,
          ...touch,
        },
      ]),
    });
  const withoutTriggers = async (statement: Statement) => {
    const { results } = await env.DB.prepare(
      "select name, sql from sqlite_master where type = 'trigger' and name in ('touch_credits', 'touch_turns')",
    ).all<{ name: string; sql: string }>();
    await env.DB.batch(results.map(({ name }) => env.DB.prepare(`drop trigger ${name}`)));
    const cost = await costOf([statement]);
    await env.DB.batch(results.map(({ sql }) => env.DB.prepare(sql)));
    return cost;
  };

  it("is nothing written and a few rows read, however many touches and milestones there are", async () => {
    await run([
      ...insertRows(schema.leads, [leadRow("lead-a")]),
      ...insertRows(
        schema.touches,
        Array.from({ length: 200 }, (_, n) => ({
          id: `t${n}`,
          leadId: "lead-a",
          at: T0 - n * 1000,
          kind: "form",
          direction: "theirs" as const,
          channel: "Direct",
          title: "T",
        })),
      ),
      ...insertRows(schema.stageChanges, [
        { id: "s", leadId: "lead-a", from: "inquiry", to: "customer", at: T0, since: T0, cause: "person" },
      ]),
    ]);
    const bare = await withoutTriggers(write({ id: "bare", leadId: "lead-a", at: T0 + 1000 }));
    const full = await costOf([write({ id: "full", leadId: "lead-a", at: T0 + 2000 })]);
    expect(full.written).toBe(bare.written);
    expect(full.read - bare.read).toBeLessThanOrEqual(4);
    const visitor = await costOf([write({ id: "v1", leadId: VISITOR, at: T0 })]);
    const again = await withoutTriggers(write({ id: "v2", leadId: `${VISITOR.slice(0, -1)}1`, at: T0 }));
    expect(visitor).toMatchObject({ read: again.read, written: again.written });
  });
});

describe("a lead's source and campaign", () => {
  const touch = (id: string, at: number, channel: string, campaign: string | null = null) =>
    insertRows(schema.touches, [
      { id, leadId: "lead-a", at, kind: "form", direction: "theirs", channel, campaign, title: "T" },
    ]);
  const names = () => rows("select source, campaign from leads where id = 'lead-a'");

  it("follow the first touch where nobody said them", async () => {
    await run([...insertRows(schema.leads, [leadRow("lead-a")]), ...touch("t1", T0, "Email", "Autumn")]);
    expect(await names()).toEqual([{ source: "Email", campaign: "Autumn" }]);
    await run(touch("t0", T0 - DAY, "Direct"));
    expect(await names()).toEqual([{ source: "Direct", campaign: null }]);
    await run([
      sql("delete from touches where id = 't0'"),
      ...rebuildCredits({ leads: JSON.stringify(["lead-a"]) }),
    ]);
    expect(await names()).toEqual([{ source: "Email", campaign: "Autumn" }]);
    await run([sql("update leads set source = null where id = 'lead-a'")]);
    expect(await names()).toEqual([{ source: "Email", campaign: "Autumn" }]);
  });

  it("stay what somebody said", async () => {
    await run([
      ...insertRows(schema.leads, [{ ...leadRow("lead-a"), source: "Trade fair" }]),
      ...touch("t1", T0, "Email", "Autumn"),
      ...touch("t0", T0 - DAY, "Direct", "Spring"),
    ]);
    expect(await names()).toEqual([{ source: "Trade fair", campaign: "Spring" }]);
  });
});

it("counts a lead that only strangers spoke of once it is verified", async () => {
  const leads = insertRows(schema.leads, [
    { id: "claimed", mailKind: "none", verified: 0, createdAt: T0, updatedAt: T0, stageSince: T0 },
  ]);
  await run(leads);
  expect(await rows("select * from credits")).toEqual([]);
  expect(await rows("select * from credit_days")).toEqual([]);
  await run([sql("update leads set verified = 1 where id = 'claimed'")]);
  expect(await rows("select lead_id, milestone, at from credits")).toEqual([
    { lead_id: "claimed", milestone: "lead", at: T0 },
  ]);
  expect(await rows("select sum(leads) as n from credit_days where model = 'all'")).toEqual([{ n: 1 }]);
});
