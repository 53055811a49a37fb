import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VerdictResult } from "../../shared/contract/feedback.ts";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople, type Who } from "../../test/workspace.ts";

const seen = { score: 82, band: "A", scorecard: 1, persona: null, site: "gmail" } as const;
let leadId = "";
let email = "";

beforeAll(seedPeople);
beforeEach(async () => {
  email = `lead-${crypto.randomUUID()}@prospect.example`;
  leadId = await addLead({ email, name: "Lea Lead", source: "Webinar", campaign: "Autumn webinar" });
});

const verdict = (over: Record<string, unknown> = {}) => ({
  id: crypto.randomUUID(),
  leadId,
  verdict: "good",
  at: Date.now(),
  seen,
  ...over,
});
const give = async (who: Who, over: Record<string, unknown> = {}) => {
  const answer = await call(who, "/v1/feedback", { body: verdict(over) });
  expect(answer.status).toBe(200);
  return VerdictResult.parse(await answer.json());
};
const problemOf = async (body: unknown, who: Who = "rep") => {
  const answer = await call(who, "/v1/feedback", { body });
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return Problem.parse(await answer.json());
};
const count = async (table: string, where = "lead_id = ?") =>
  (
    await env.DB.prepare(`select count(*) as n from ${table} where ${where}`)
      .bind(leadId)
      .first<{ n: number }>()
  )?.n;
const insightFor = async (who: Who) =>
  Insight.parse(await (await call(who, `/v1/insight?email=${email}`)).json());

describe("POST /v1/feedback", () => {
  it("keeps a verdict with what the rep saw, and a snapshot of the facts", async () => {
    const result = await give("rep");
    expect(result).toMatchObject({ recorded: true, good: 1, bad: 0, mine: { verdict: "good" } });
    const row = await env.DB.prepare("select * from verdicts where lead_id = ?").bind(leadId).first();
    expect(row).toMatchObject({
      score: 82,
      band: "A",
      scorecard: 1,
      site: "gmail",
      contact: "before",
      campaign: "Autumn webinar",
      good_lead: 1,
    });
    const snapshot = await env.DB.prepare("select facts from snapshots where lead_id = ?")
      .bind(leadId)
      .first<{ facts: string }>();
    expect(JSON.parse(snapshot?.facts ?? "{}")).toMatchObject({ name: "Lea Lead", source: "Webinar" });
  });

  it("counts the same id once, sent a hundred times at once", async () => {
    const body = verdict({ verdict: "bad", reason: "bad_timing" });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => call("rep", "/v1/feedback", { body })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await count("verdicts")).toBe(1);
    expect(await count("current_verdicts")).toBe(1);
    expect(await count("snapshots")).toBe(1);
    expect(await count("stage_changes")).toBe(1);
    const lead = await env.DB.prepare("select good, bad, stage from leads where id = ?").bind(leadId).first();
    expect(lead).toEqual({ good: 0, bad: 1, stage: "recycled" });
  });

  it("keeps one current verdict a rep and lead, the latest by the rep's time, whatever arrives first", async () => {
    const at = Date.now();
    await give("rep", { at });
    await give("rep", { at: at - 60_000, verdict: "bad", reason: "no_need" });
    expect((await insightFor("rep")).feedback.mine?.verdict).toBe("good");
    expect((await insightFor("rep")).stage.name).toBe("inquiry");
    await give("rep2", { verdict: "bad", reason: "no_need" });
    const { good, bad } = await give("rep", { at: at + 1, verdict: "bad", reason: "bad_timing" });
    expect({ good, bad }).toEqual({ good: 0, bad: 2 });
    expect(await count("verdicts")).toBe(4);
  });

  it("shows others' counts only after one's own verdict", async () => {
    await give("rep2");
    expect((await insightFor("rep")).feedback).toEqual({ mine: null, good: null, bad: null });
    await give("rep");
    expect((await insightFor("rep")).feedback).toMatchObject({ good: 2, bad: 0 });
  });

  it("recycles on 'not now', disqualifies on 'not a fit', and undo takes both back", async () => {
    const before = (await insightFor("rep")).stage;
    expect((await give("rep", { verdict: "bad", reason: "bad_timing" })).stage.name).toBe("recycled");
    expect((await give("rep", { verdict: "bad", reason: "wrong_persona" })).stage.name).toBe("disqualified");
    const undone = await give("rep", { verdict: "withdrawn" });
    expect(undone.stage).toEqual(before);
    expect(undone).toMatchObject({ mine: null, good: 0, bad: 0 });
    expect(await count("stage_changes")).toBe(3);
  });

  it("moves no lead that another rep owns, and none on a reason that is not about quality", async () => {
    await addLead({ email, owner: "rudi@ourcompany.example" });
    expect((await give("rep", { verdict: "bad", reason: "bad_timing" })).stage.name).toBe("inquiry");
    expect((await give("rep2", { verdict: "bad", reason: "duplicate" })).stage.name).toBe("inquiry");
    expect((await give("rep2", { verdict: "bad", reason: "not_our_market" })).stage.name).toBe(
      "disqualified",
    );
  });

  it("knows before and after the first contact", async () => {
    const at = Date.now();
    await addTouches([
      { leadId, at: at - DAY, kind: "call", direction: "ours", channel: "phone", personId: "p-rep" },
    ]);
    await give("rep", { at: at - 2 * DAY });
    await give("rep2", { at });
    const { results } = await env.DB.prepare("select contact from verdicts where lead_id = ? order by at")
      .bind(leadId)
      .all();
    expect(results).toEqual([{ contact: "before" }, { contact: "after" }]);
  });

  it("clamps a clock that is ahead, and keeps what it claimed", async () => {
    const ahead = Date.now() + 3 * DAY;
    await give("rep", { at: ahead });
    const row = await env.DB.prepare("select at, claimed_at, received_at from verdicts where lead_id = ?")
      .bind(leadId)
      .first();
    expect(row?.at).toBe(row?.received_at);
    expect(row?.claimed_at).toBe(ahead);
  });

  it("refuses what is wrong, naming the field", async () => {
    expect(await problemOf(verdict({ leadId: "nobody" }))).toMatchObject({
      code: "unknown_lead",
      errors: [{ field: "leadId" }],
    });
    expect(await problemOf(verdict({ verdict: "bad", reason: "because" }))).toMatchObject({
      code: "invalid_input",
      errors: [{ field: "reason" }],
    });
    expect(await problemOf(verdict({ verdict: "bad" }))).toMatchObject({ errors: [{ field: "reason" }] });
    expect(await problemOf(verdict({ verdict: "bad", reason: "other" }))).toMatchObject({
      errors: [{ field: "note" }],
    });
    expect(await problemOf(verdict({ at: Date.now() + 8 * DAY }))).toMatchObject({
      errors: [{ field: "at" }],
    });
    expect(await problemOf(verdict({ seen: { ...seen, score: 101 } }))).toMatchObject({
      errors: [{ field: "seen.score" }],
    });
    expect(await problemOf("{ nonsense")).toMatchObject({ code: "broken_json", errors: [{ field: "body" }] });
    expect(await problemOf(JSON.stringify({ note: "x".repeat(10_000_000) }))).toMatchObject({
      code: "too_large",
      errors: [{ field: "body" }],
    });
    const typed = await call("rep", "/v1/feedback", {
      body: "a=b",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(typed.status).toBe(415);
    expect(await count("verdicts")).toBe(0);
  });

  it("lets nobody take over another's verdict", async () => {
    const { id } = await give("rep");
    expect(await problemOf(verdict({ id, verdict: "bad", reason: "no_need" }), "rep2")).toMatchObject({
      code: "conflict",
      errors: [{ field: "id" }],
    });
  });

  it("is refused to the nameless before anything is written", async () => {
    expect((await call(null, "/v1/feedback", { body: verdict() })).status).toBe(401);
    const wrong = await call(null, "/v1/feedback", {
      body: verdict(),
      headers: { authorization: "Bearer wrong" },
    });
    expect(wrong.status).toBe(401);
    expect(costOf(wrong).written).toBe(0);
    expect(await count("verdicts")).toBe(0);
  });
});

describe("POST /v1/seen", () => {
  it("is noted once a rep, lead and day", async () => {
    const see = (who: Who) =>
      call(who, "/v1/seen", { body: { leadId, at: Date.now(), seen } }).then((answer) => answer.json());
    expect(await see("rep")).toEqual({ recorded: true });
    expect(await see("rep")).toEqual({ recorded: false });
    expect(await see("rep2")).toEqual({ recorded: true });
    expect(await count("seen")).toBe(2);
  });
});

describe("verdicts at the same time", () => {
  const stage = async () => (await insightFor("rep")).stage.name;

  it("tells one of many that it was recorded", async () => {
    const body = verdict({ verdict: "bad", reason: "bad_timing" });
    const answers = await Promise.all(
      Array.from({ length: 30 }, async () =>
        VerdictResult.parse(await (await call("rep", "/v1/feedback", { body })).json()),
      ),
    );
    expect(answers.filter(({ recorded }) => recorded)).toHaveLength(1);
    expect(await count("stage_changes")).toBe(1);
    expect(await count("snapshots")).toBe(1);
  });

  it("ends as if one had come after the other: an undo undoes", async () => {
    for (let round = 0; round < 10; round += 1) {
      const at = Date.now();
      await Promise.all([
        give("rep", { verdict: "bad", reason: "bad_timing", at }),
        give("rep", { verdict: "withdrawn", at: at + 1 }),
      ]);
      expect(await stage()).toBe("inquiry");
    }
  });

  it("ends as if one had come after the other: what one rep disqualified, another does not recycle", async () => {
    await Promise.all([
      give("rep", { verdict: "bad", reason: "bad_timing" }),
      give("rep2", { verdict: "bad", reason: "no_need" }),
    ]);
    expect(await stage()).toBe("disqualified");
  });
});
