import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { call, costOf, DAY, seedPeople, type Who } from "../../../test/workspace.ts";
import { insertRows } from "../../db/bulk.ts";
import { Database, type Statement } from "../../db/run.ts";
import * as schema from "../../db/schema.ts";
import { CampaignsReport } from "./contract.ts";

const TODAY = Math.floor(Date.now() / DAY) * DAY;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const run = (statements: readonly Statement[]) => new Database(env.DB, 1_000).batch(statements);
const get = (query = "", who: Who | null = "marketing", headers?: HeadersInit) =>
  call(who, `/v1/reports/campaigns${query}`, { ...(headers && { headers }) });
const read = async (query = "") => CampaignsReport.parse(await (await get(query)).json());

const channels = ["Paid Search", "Email", "Direct"];
const campaigns = ["Autumn", '=HYPERLINK("http://evil.example")', null];

/** 40 leads of the last weeks. Each came by one campaign and, two of three, was last brought by a mail. */
const leads = Array.from({ length: 40 }, (_, n) => {
  const at = TODAY - (n % 20) * DAY;
  return {
    id: `lead-${n}`,
    at,
    channel: channels[n % 2] ?? "",
    campaign: campaigns[n % 3] ?? null,
    content: n % 4 ? null : "Banner",
    byMail: n % 3 > 0,
  };
});
const theirs = { kind: "form", direction: "theirs" as const, title: "T" };

beforeAll(async () => {
  await seedPeople();
  await run([
    ...insertRows(
      schema.leads,
      leads.map(({ id, at }) => ({
        id,
        mailKind: "none" as const,
        createdAt: at,
        updatedAt: at,
        stageSince: at,
      })),
    ),
    ...insertRows(schema.leads, [
      { id: "silent", mailKind: "none", createdAt: TODAY, updatedAt: 0, stageSince: 0 },
      { id: "old", mailKind: "none", createdAt: TODAY - 200 * DAY, updatedAt: 0, stageSince: 0 },
    ]),
    ...insertRows(
      schema.touches,
      leads.flatMap(({ id, at, channel, campaign, content, byMail }) => [
        { ...theirs, id: `${id}-1`, leadId: id, at: at - DAY, channel, campaign, content },
        ...(byMail
          ? [{ ...theirs, id: `${id}-2`, leadId: id, at, channel: "Email", campaign: "Newsletter" }]
          : []),
      ]),
    ),
    ...insertRows(
      schema.verdicts,
      leads.slice(0, 30).map(({ id, at }, n) => ({
        id: `v-${n}`,
        leadId: id,
        personId: "p-rep",
        verdict: n % 3 === 0 ? ("bad" as const) : ("good" as const),
        at,
        receivedAt: at,
        site: "gmail",
        goodLead: 1,
        contact: "before" as const,
      })),
    ),
    ...insertRows(
      schema.stageChanges,
      leads.slice(0, 10).map(({ id, at }) => ({
        id: `s-${id}`,
        leadId: id,
        from: "inquiry",
        to: "mql",
        at,
        since: at,
        cause: "rule" as const,
      })),
    ),
    ...insertRows(schema.deals, [
      { id: "d", leadId: "lead-0", name: "Deal", openedAt: TODAY - DAY, closedAt: TODAY, outcome: "won" },
    ]),
    ...insertRows(schema.arrivals, [
      ...["Paid Search", "Email", "Organic Search"].flatMap((channel) =>
        [0, 1].map((day) => ({
          day: dayOf(TODAY - day * DAY),
          keyId: `key-${day}`,
          channel,
          campaign: channel === "Email" ? "Newsletter" : "",
          content: "",
          touches: 5,
          lastAt: TODAY,
          hours: "{}",
        })),
      ),
      {
        day: dayOf(TODAY - 200 * DAY),
        keyId: "key-0",
        channel: "Email",
        campaign: "",
        content: "",
        touches: 99,
        lastAt: 0,
        hours: "{}",
      },
    ]),
  ]);
});

describe("GET /v1/reports/campaigns", () => {
  it("counts what each channel brought, first touch and last touch beside each other", async () => {
    const report = await read();
    const row = (key: string) => report.rows.find((each) => each.key === key);
    expect(row("Paid Search")).toMatchObject({
      touches: 10,
      first: { leads: 20, mqls: 5, won: 1 },
      last: { leads: 7, won: 1 },
    });
    expect(row("Email")).toMatchObject({ touches: 10, first: { leads: 20, won: 0 }, last: { leads: 33 } });
    expect(row("Organic Search")).toMatchObject({ touches: 10, first: { leads: 0 }, last: { leads: 0 } });
    expect(report.totals).toMatchObject({
      touches: 30,
      all: { leads: 41, mqls: 10, good: 20, bad: 10, won: 1 },
      first: { leads: 40 },
      last: { leads: 40 },
    });
    expect(report.unknown).toMatchObject({ first: { leads: 1 }, last: { leads: 1, won: 0 } });
    expect(report.channels).toEqual(["Email", "Organic Search", "Paid Search"]);
    for (const model of ["first", "last"] as const)
      for (const name of ["leads", "mqls", "good", "bad", "won"] as const)
        expect(report.rows.reduce((sum, each) => sum + (each[model][name] ?? 0), 0)).toBe(
          report.totals[model][name],
        );
  });

  it("opens a channel into its campaigns, and a campaign into its content", async () => {
    const inSearch = await read("?by=campaign&channel=Paid+Search");
    expect(inSearch.rows.map(({ key }) => key).sort()).toEqual(["", campaigns[1], "Autumn"].sort());
    expect(inSearch.totals).toMatchObject({ all: null, first: { leads: 20 } });
    expect(inSearch.unknown).toBeNull();
    expect(inSearch.channels).toContain("Email");
    const autumn = await read("?by=content&channel=Paid+Search&campaign=Autumn");
    const whole = inSearch.rows.find(({ key }) => key === "Autumn");
    expect(autumn.totals.first.leads).toBe(whole?.first.leads);
    expect(autumn.rows.map(({ key }) => key).sort()).toEqual(["", "Banner"]);
    expect((await read("?by=content&campaign=")).totals.first.leads).toBe(13);
  });

  it("says the good share with its interval, and where verdicts are too few, how many more", async () => {
    const { rows } = await read();
    const row = (name: string) => rows.find(({ key }) => key === name);
    const mail = row("Email")?.last;
    expect(mail).toMatchObject({ enough: true, more: 0 });
    expect(mail?.low).toBeLessThan(mail?.rate ?? 0);
    expect(mail?.high).toBeGreaterThan(mail?.rate ?? 1);
    expect(row("Organic Search")?.first).toMatchObject({ rate: null, enough: false });
    expect(row("Organic Search")?.first.more).toBeGreaterThan(0);
  });

  it("gives no verdicts of a span in which one could be told apart", async () => {
    const [from, to] = [dayOf(TODAY - 5 * DAY), dayOf(TODAY)];
    const short = await read(`?from=${from}&to=${to}`);
    expect(short.totals.first).toMatchObject({ good: null, bad: null, rate: null });
    expect(short.totals.first.leads).toBeGreaterThan(0);
    const week = await read(`?from=${dayOf(TODAY - 6 * DAY)}&to=${to}`);
    expect(week.totals.first.good).toBeGreaterThan(0);
  });

  it("stays in its span, and refuses one that ends before it begins", async () => {
    const early = await read("?from=2020-01-01&to=2020-02-01");
    expect(early).toMatchObject({ rows: [], totals: { touches: 0, all: { leads: 0 } } });
    expect((await read(`?from=${dayOf(TODAY - 300 * DAY)}`)).totals.all?.leads).toBe(42);
    expect((await get("?from=2026-02-01&to=2026-01-01")).status).toBe(400);
    expect((await get("?by=lead")).status).toBe(400);
    expect((await get("", null)).status).toBe(401);
  });

  it("gives a spreadsheet what it shows, with formulas defused", async () => {
    const answer = await get("?by=campaign", "rep", { accept: "text/csv" });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const text = await answer.text();
    expect(text).toContain("Leads, difference");
    expect(text).toContain("(no campaign)");
    expect(text).toContain("(no touch known)");
    expect(text).toMatch(/'=HYPERLINK/);
    expect(await (await get("?model=last", "rep", { accept: "text/csv" })).text()).not.toContain(
      "first touch",
    );
  });

  it("reads the days' rows, however many leads and touches are behind them", async () => {
    const before = costOf(await get("?by=campaign"));
    const { results } = await env.DB.prepare(
      "select (select count(*) from credit_days) + (select count(*) from arrivals) as n",
    ).all<{ n: number }>();
    expect(before.trips).toBe(2);
    expect(before.read).toBeLessThanOrEqual(3 * (results[0]?.n ?? 0));
    const again = leads.map((lead) => ({ ...lead, id: `again-${lead.id}` }));
    await run([
      ...insertRows(
        schema.leads,
        again.map(({ id, at }) => ({
          id,
          mailKind: "none" as const,
          createdAt: at,
          updatedAt: at,
          stageSince: at,
        })),
      ),
      ...insertRows(
        schema.touches,
        again.flatMap(({ id, at, channel, campaign, content, byMail }) => [
          { ...theirs, id: `${id}-1`, leadId: id, at: at - DAY, channel, campaign, content },
          ...(byMail
            ? [{ ...theirs, id: `${id}-2`, leadId: id, at, channel: "Email", campaign: "Newsletter" }]
            : []),
          ...Array.from({ length: 20 }, (_, n) => ({
            ...theirs,
            id: `${id}-${n + 3}`,
            leadId: id,
            at: at + n + 1,
            channel: "Direct",
          })),
        ]),
      ),
    ]);
    expect((await read()).totals.all?.leads).toBe(81);
    expect(costOf(await get("?by=campaign")).read).toBe(before.read);
  });
});
