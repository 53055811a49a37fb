import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Insight } from "../../../shared/contract/insight.ts";
import { Problem } from "../../../shared/contract/problems.ts";
import { Meeting, Replies, ReplyResult } from "../../../shared/contract/replies.ts";
import {
  addLead,
  addTouches,
  call,
  costOf,
  DAY,
  people,
  seedPeople,
  type Who,
} from "../../../test/workspace.ts";
import { Database } from "../../db/run.ts";
import { sha256 } from "../../hash.ts";
import { forgetWhoSaw } from "../../jobs/seen.ts";
import { FeedbackReport } from "./contract.ts";

const now = Date.now();
const reps = ["rep", "rep2", "rep3", "rep4", "rep5"];
const leadIds: string[] = [];

const seen = (over: Record<string, unknown> = {}) => ({
  score: 82,
  band: "A",
  scorecard: 1,
  persona: null,
  site: "gmail",
  ...over,
});
const give = (who: string, leadId: string, over: Record<string, unknown> = {}) =>
  call(who as Who, "/v1/feedback", {
    body: { id: crypto.randomUUID(), leadId, verdict: "good", at: now - DAY, seen: seen(), ...over },
  });
const see = (who: string, leadId: string) =>
  call(who as Who, "/v1/seen", { body: { leadId, at: now - DAY, seen: seen() } });
const read = async (query = "", who: Who = "marketing") =>
  FeedbackReport.parse(await (await call(who, `/v1/reports/feedback${query}`)).json());

beforeAll(async () => {
  await seedPeople();
  for (const [index, who] of reps.entries()) {
    await env.DB.prepare("insert into people values (?, ?, ?, 'rep', null) on conflict do nothing")
      .bind(`p-${who}`, `Rep ${index}`, `${who}@x.example`)
      .run();
    await env.DB.prepare(
      "insert into tokens (hash, person_id, name, local, created_at) values (?, ?, 't', 1, 0) on conflict do nothing",
    )
      .bind(await sha256(`local-${who}`), `p-${who}`)
      .run();
  }
  for (let index = 0; index < 30; index += 1)
    leadIds.push(
      await addLead({
        email: `lead${index}@prospect${index % 7}.example`,
        name: index === 5 ? '=HYPERLINK("http://evil.example")' : `Lead ${index}`,
        title: "CFO",
        campaign: index % 3 === 0 ? "Autumn webinar" : "Pricing guide",
        source: "Web",
      }),
    );
  for (const [index, leadId] of leadIds.entries()) {
    const who = reps[index % reps.length] ?? "rep";
    await see(who, leadId);
    await see("rep", leadId);
    if (index >= 24) continue;
    const bad = index % 3 === 0;
    await give(
      who,
      leadId,
      bad
        ? {
            verdict: "bad",
            reason: index % 2 ? "bad_timing" : "outsider",
            note: index === 0 ? "Writing a thesis" : undefined,
          }
        : {},
    );
  }
  await give("rep3", leadIds[1] ?? "", { verdict: "bad", reason: "duplicate" });
});

describe("GET /v1/reports/feedback", () => {
  it("adds up: rows to totals, reasons to bad verdicts, judged to seen", async () => {
    const report = await read("?by=campaign");
    expect(report.totals).toMatchObject({
      good: 16,
      notNow: 4,
      notAFit: 4,
      notCounted: 1,
      seen: 30,
      judged: 24,
    });
    expect(report.totals.rate).toBeCloseTo(16 / 24, 1);
    for (const name of ["good", "notNow", "notAFit", "notCounted", "seen", "judged"] as const)
      expect(
        report.rows.reduce((sum, row) => sum + row[name], 0),
        name,
      ).toBe(report.totals[name]);
    expect(report.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(9);
    expect(report.choices.campaign.map(({ key }) => key)).toEqual(["Autumn webinar", "Pricing guide"]);
  });

  it("filters by what its address says, and slices by each dimension", async () => {
    expect((await read("?campaign=Autumn+webinar")).totals).toMatchObject({ good: 0, notNow: 4, notAFit: 4 });
    expect((await read("?campaign=Autumn+webinar&without=not_now")).totals.rate).not.toBeNull();
    expect((await read("?from=2020-01-01&to=2020-02-01")).totals).toMatchObject({
      good: 0,
      seen: 0,
      rate: null,
    });
    for (const by of ["source", "campaign", "persona", "band", "scorecard", "site"] as const)
      expect((await read(`?by=${by}&adjusted=1`)).rows.length, by).toBeGreaterThan(0);
  });

  it("names no rep to anybody, and hides day and site behind fewer than four of them", async () => {
    const text = JSON.stringify(await read("", "rep"));
    for (const { name, id, email } of Object.values(people).filter(({ role }) => role === "rep"))
      for (const word of [name, id, email]) expect(text).not.toContain(`"${word}`);
    await env.DB.prepare(
      "insert into leads (id, mail_kind, campaign, created_at, updated_at, stage_since) values ('lone', 'none', 'Lone', 0, 0, 0)",
    ).run();
    await give("rep3", "lone", { verdict: "bad", reason: "no_need" });
    const lone = await read("?campaign=Lone&by=site");
    expect(lone.fewReps).toBe(true);
    expect(lone.differ).toMatchObject([{ day: null, site: null }]);
    expect(lone.rows.map(({ key }) => key)).not.toContain("gmail");
    expect(lone.choices.site).toEqual([]);
    const today = new Date(now - DAY).toISOString().slice(0, 10);
    for (const query of ["?campaign=Lone&site=gmail", `?campaign=Lone&from=${today}&to=${today}`])
      expect((await call("marketing", `/v1/reports/feedback${query}`)).status).toBe(400);
  });

  it("lets no site be had by subtraction from the whole, nor by a reply", async () => {
    const sites = { gmail: ["rep", "rep2", "rep3", "rep4"], outlook: ["rep5"] };
    for (const [site, givers] of Object.entries(sites))
      for (const [index, who] of givers.entries()) {
        const leadId = await addLead({ email: `${site}${index}@sites.example`, campaign: "Two sites" });
        await give(who, leadId, { verdict: "bad", reason: "low_intent", seen: seen({ site }) });
      }
    const whole = await read("?campaign=Two+sites");
    expect(whole.fewReps).toBe(false);
    expect(whole.choices.site.map(({ key }) => key)).toEqual([]);
    for (const site of ["gmail", "outlook"]) {
      const slice = { campaign: "Two sites", site };
      const answer = await call("marketing", `/v1/reports/feedback?${new URLSearchParams(slice)}`);
      expect(answer.status, site).toBe(400);
      expect(Problem.parse(await answer.json()).errors?.[0]?.field).toBe("site");
      const to = { reason: "low_intent", slice };
      const body = { id: crypto.randomUUID(), text: "Thanks.", to };
      expect((await call("marketing", "/v1/replies", { body })).status, site).toBe(400);
    }
  });

  it("shows where score and sales differ, with the note", async () => {
    const { differ } = await read("?campaign=Autumn+webinar");
    expect(differ).toHaveLength(8);
    expect(differ.find(({ note }) => note)).toMatchObject({
      note: "Writing a thesis",
      band: "A",
      verdict: "bad",
      reason: { id: "outsider" },
    });
  });

  it("gives a spreadsheet what it shows, with formulas defused", async () => {
    const csv = async (table: string) => {
      const answer = await call("marketing", `/v1/reports/feedback?table=${table}`, {
        headers: { accept: "text/csv" },
      });
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(answer.headers.get("server-timing")).toMatch(/trips=/);
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
    };
    expect(await csv("rows")).toMatch(/^\uFEFFCampaign,Good,/);
    expect(await csv("weeks")).toContain("Week from");
    expect(await csv("reasons")).toContain("Student");
    await give("rep", leadIds[5] ?? "", { verdict: "bad", reason: "no_need", at: now - DAY + 1 });
    const differ = await csv("differ");
    expect(differ).toContain("'=HYPERLINK");
    expect(differ).not.toMatch(/(^|,|")=HYPERLINK/m);
    await give("rep", leadIds[5] ?? "", { verdict: "good", at: now - DAY + 2 });
  });

  it("reads no touches: ten times as many change nothing", async () => {
    await read();
    const before = costOf(await call("marketing", "/v1/reports/feedback"));
    await addTouches(
      Array.from({ length: 500 }, (_, index) => ({
        leadId: leadIds[index % 30] ?? "",
        at: now - index * 60_000,
      })),
    );
    expect(costOf(await call("marketing", "/v1/reports/feedback")).read).toBe(before.read);
    expect(before.trips).toBeLessThanOrEqual(3);
  });

  it("refuses an address that says something else, naming the field", async () => {
    for (const [query, field] of [
      ["?by=rep", "by"],
      ["?from=yesterday", "from"],
      ["?band=E", "band"],
    ] as const) {
      const answer = await call("marketing", `/v1/reports/feedback${query}`);
      expect(answer.status).toBe(400);
      expect(Problem.parse(await answer.json()).errors?.[0]?.field).toBe(field);
    }
  });

  it("keeps its numbers when it is forgotten who saw what", async () => {
    const [leadId = ""] = leadIds;
    const long = now - 100 * DAY;
    await call("rep2", "/v1/seen", { body: { leadId, at: long, seen: seen() } });
    const day = new Date(long).toISOString().slice(0, 10);
    const before = await read(`?from=${day}&to=${day}`);
    expect(before.totals.seen).toBe(1);
    await forgetWhoSaw(new Database(env.DB), now);
    expect(await env.DB.prepare("select count(*) as n from seen where day = ?").bind(day).first()).toEqual({
      n: 0,
    });
    const after = await read(`?from=${day}&to=${day}`);
    expect(after.totals).toMatchObject({ seen: 1 });
    await forgetWhoSaw(new Database(env.DB), now);
    expect((await read(`?from=${day}&to=${day}`)).totals.seen).toBe(1);
  });
});

describe("replies and the meeting", () => {
  const insightOf = async (who: Who, leadId: string) => {
    const row = await env.DB.prepare("select email from leads where id = ?")
      .bind(leadId)
      .first<{ email: string }>();
    return Insight.parse(await (await call(who, `/v1/insight?email=${row?.email}`)).json());
  };

  it("a reply to a verdict shows beside that lead, to that rep alone", async () => {
    const { differ } = await read("?campaign=Autumn+webinar");
    const item = differ.find(({ leadId }) => leadId === leadIds[0]);
    const body = { id: crypto.randomUUID(), text: "Form fixed, thanks.", to: { verdictId: item?.verdictId } };
    expect((await call("rep", "/v1/replies", { body })).status).toBe(403);
    const send = async () =>
      ReplyResult.parse(await (await call("marketing", "/v1/replies", { body })).json());
    expect(await send()).toMatchObject({ recorded: true, reached: 1 });
    expect(await send()).toMatchObject({ recorded: false });
    expect((await insightOf("rep", leadIds[0] ?? "")).replies).toMatchObject([
      { from: "Lena Lang", text: "Form fixed, thanks." },
    ]);
    expect((await insightOf("rep2", leadIds[0] ?? "")).replies).toEqual([]);
    expect(
      (await read("?campaign=Autumn+webinar")).differ.find(({ leadId }) => leadId === leadIds[0])?.replied,
    ).toBe(true);
  });

  it("a reply to a reason reaches everyone who gave it in the slice, and nobody else", async () => {
    const send = (slice: object, reason = "bad_timing") =>
      call("marketing", "/v1/replies", {
        body: { id: crypto.randomUUID(), text: "We will nurture them.", to: { reason, slice } },
      });
    expect(ReplyResult.parse(await (await send({ campaign: "Autumn webinar" })).json())).toMatchObject({
      reached: 4,
    });
    expect((await send({ campaign: "Pricing guide" })).status).toBe(400);
    expect((await send({}, "because")).status).toBe(400);
    const index = leadIds.findIndex((_, at) => at % 3 === 0 && at % 2 === 1);
    const who = reps[index % reps.length] as Who;
    expect((await insightOf(who, leadIds[index] ?? "")).replies[0]?.text).toBe("We will nurture them.");
    expect(Replies.parse(await (await call("marketing", "/v1/replies")).json()).items[0]).toMatchObject({
      reached: 4,
      from: "Lena Lang",
    });
  });

  it("a verdict goes on the meeting's list once, and off it", async () => {
    const { differ } = await read();
    const id = differ[0]?.verdictId;
    // As a browser sends it: an empty body of no type.
    const put = () =>
      call("marketing", `/v1/meeting/${id}`, {
        method: "PUT",
        body: "",
        headers: { "content-length": "0", "content-type": "" },
      });
    expect([(await put()).status, (await put()).status]).toEqual([204, 204]);
    const list = async () => Meeting.parse(await (await call("marketing", "/v1/meeting")).json()).items;
    const [item] = await list();
    expect(item).toMatchObject({ verdictId: id });
    expect(item).not.toHaveProperty("at");
    expect((await call("marketing", `/v1/meeting/${id}`, { method: "DELETE" })).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await call("marketing", `/v1/meeting/${crypto.randomUUID()}`, { method: "PUT" })).status).toBe(
      404,
    );
    expect((await call("rep", `/v1/meeting/${id}`, { method: "PUT" })).status).toBe(403);
  });

  it("neither lists nor answers a verdict that its rep has taken back", async () => {
    const leadId = await addLead({ email: "undone@prospect0.example", campaign: "Undone" });
    const id = crypto.randomUUID();
    await give("rep", leadId, { id, verdict: "bad", reason: "no_need" });
    const put = () => call("marketing", `/v1/meeting/${id}`, { method: "PUT" });
    const listed = async () =>
      Meeting.parse(await (await call("marketing", "/v1/meeting")).json()).items.map(
        ({ verdictId }) => verdictId,
      );
    expect((await put()).status).toBe(204);
    expect(await listed()).toContain(id);
    await give("rep", leadId, { verdict: "withdrawn", at: now });
    expect(await listed()).not.toContain(id);
    expect((await put()).status).toBe(404);
    const body = { id: crypto.randomUUID(), text: "Thanks.", to: { verdictId: id } };
    expect((await call("marketing", "/v1/replies", { body })).status).toBe(404);
  });
});
