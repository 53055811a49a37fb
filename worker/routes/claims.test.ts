import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { ClaimResult } from "../../shared/contract/claims.ts";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { random } from "../../test/forgery/forging.ts";
import { everything, openWorkspace, sendAsServer, sendAsStranger } from "../../test/forgery/world.ts";
import { addLead, addTouches, call, type Who } from "../../test/workspace.ts";

let email = "";
let visitor = "";

beforeAll(openWorkspace);
beforeEach(() => {
  const tag = random().slice(0, 8);
  email = `clara@${tag}.example`;
  visitor = `visitor-${tag}`;
});

const parsed = async <S extends z.ZodType>(schema: S, sent: Promise<Response>, status = 200) => {
  const answer = await sent;
  expect(answer.status).toBe(status);
  return schema.parse(await answer.json());
};
const insight = () => parsed(Insight, call("rep", `/v1/insight?email=${encodeURIComponent(email)}`));
const isKnown = async () =>
  (await call("rep", `/v1/insight?email=${encodeURIComponent(email)}`)).status === 200;
const decide = (id: string, decision: string, who: Who | null = "rep") =>
  call(who, `/v1/claims/${id}/decision`, { body: { decision } });
const decided = (id: string, decision: string, who: Who = "rep") =>
  parsed(ClaimResult, decide(id, decision, who));
const row = (text: string, ...params: unknown[]) =>
  env.DB.prepare(text)
    .bind(...params)
    .first();
const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Somebody looks at prices, then asks for a demo with an address. */
async function ask(
  anonymousId = visitor,
  traits: object = { name: "Clara", title: "CTO", plan: "Team" },
  userId?: string,
) {
  const { status } = await sendAsStranger({
    path: "/v1/batch",
    body: {
      batch: [
        { type: "page", messageId: random(), anonymousId, name: "Pricing", timestamp: at(7) },
        {
          type: "identify",
          messageId: random(),
          anonymousId,
          userId,
          traits: { ...traits, email },
          timestamp: at(6),
        },
        { type: "track", messageId: random(), anonymousId, event: "Demo Requested", timestamp: at(5) },
      ],
    },
  });
  expect(status).toBe(200);
}

/** The same, and the claim as it shows. */
async function claim(anonymousId?: string) {
  await ask(anonymousId);
  const { claims = [] } = await insight();
  return claims[0] ?? { id: "", touches: 0 };
}

describe("what is asked for with an address that nobody has proven", () => {
  it("shows at once beside the lead that has it, and counts for nothing", async () => {
    const leadId = await addLead({ email, name: "Clara Klein" });
    await addTouches([{ leadId, at: Date.now() - 1e9 }]);
    const before = await insight();
    expect(await claim()).toMatchObject({ kind: "demo_request", touches: 2 });
    const { claims, ...after } = await insight();
    expect(claims).toHaveLength(1);
    const { claims: _, ...was } = before;
    const still = (shown: typeof was) => ({ ...shown, score: { ...shown.score, computedAt: 0 } });
    expect(still(after)).toEqual(still(was));
  });

  it("makes of an unknown address a lead of which no more is known", async () => {
    await claim();
    const { lead, flags, touches, account, claims } = await insight();
    expect(flags).toContain("unverified");
    expect(lead).toMatchObject({ email, name: null, title: null, source: null, campaign: null });
    expect(touches.total).toBe(0);
    expect(account).toBeNull();
    expect(claims).toHaveLength(1);
    const counted = "select count(*) as n from credits where lead_id = ?";
    expect(await row(counted, lead.id)).toEqual({ n: 0 });
    const domain = email.split("@")[1];
    expect(await row("select coalesce(sum(leads), 0) as n from accounts where domain = ?", domain)).toEqual({
      n: 0,
    });
  });
});

describe("POST /v1/claims/:id/decision", () => {
  it("confirmed: all that the visitor did is the lead's, and what they said of themselves", async () => {
    const leadId = await addLead({ email, name: "Clara Klein" });
    const { id } = await claim();
    expect(await decided(id, "confirmed")).toEqual({ id, state: "confirmed", leadId });
    const { lead, touches, claims, score } = await insight();
    expect(touches.items.map(({ kind }) => kind)).toEqual(["demo_request", "pricing_view"]);
    expect(lead).toMatchObject({ id: leadId, name: "Clara Klein", title: "CTO" });
    expect(claims ?? []).toEqual([]);
    expect(score.reasons.some(({ evidence }) => evidence !== undefined)).toBe(true);
    expect(
      await row("select state, how, person_id, decided_at > 0 as dated from claims where id = ?", id),
    ).toEqual({
      state: "confirmed",
      how: "person",
      person_id: "p-rep",
      dated: 1,
    });
    // The visitor is known from now on.
    await sendAsStranger({
      path: "/v1/track",
      body: { messageId: random(), anonymousId: visitor, event: "Webinar Registered" },
    });
    expect((await insight()).touches.total).toBe(3);
  });

  it("confirmed: what was said with the address counts, though a user id was said, too; that id does not", async () => {
    await ask(visitor, { name: "Clara", title: "CTO" }, `user-${visitor}`);
    const { claims = [] } = await insight();
    await decided(claims[0]?.id ?? "", "confirmed");
    const { lead, touches } = await insight();
    expect(lead).toMatchObject({ email, name: "Clara", title: "CTO" });
    expect(touches.total).toBe(2);
    expect((await call("rep", `/v1/insight?key=user:user-${visitor}`)).status).toBe(404);
  });

  it("confirmed: a lead that only claims had made is verified, with account and source", async () => {
    const { id } = await claim();
    const { lead } = await insight();
    expect(await decided(id, "confirmed", "marketing")).toMatchObject({ leadId: lead.id });
    const now = await insight();
    expect(now.flags).not.toContain("unverified");
    expect(now.lead).toMatchObject({ id: lead.id, name: "Clara", title: "CTO", source: expect.any(String) });
    expect(now.touches.total).toBe(2);
    expect(now.account?.leads).toBe(1);
    expect(await row("select milestone from credits where lead_id = ?", lead.id)).toEqual({
      milestone: "lead",
    });
  });

  it("confirmed: of one who has no visitor's id that message, and not what somebody else sends alike", async () => {
    const leadId = await addLead({ email });
    const say = () =>
      sendAsStranger({
        path: "/v1/track",
        body: { messageId: random(), userId: email, event: "Demo Requested" },
      });
    await say();
    const id = (await insight()).claims?.[0]?.id ?? "";
    await decided(id, "confirmed");
    expect((await insight()).touches.total).toBe(1);
    await say();
    const { touches, claims } = await insight();
    expect([touches.total, claims?.length]).toEqual([1, 1]);
    // Nor what a visitor sends who is called like that one.
    const { via } = (await row("select via from claims where id = ?", id)) ?? {};
    for (const anonymousId of [`as:email:${email}`, `as:user:${email}`, `${via}`])
      await sendAsStranger({ path: "/v1/page", body: { messageId: random(), anonymousId } });
    expect(await row("select count(*) as n from touches where lead_id = ?", leadId)).toEqual({ n: 1 });
  });

  it("confirmed: of a visitor who is known by a user id alone, they are one", async () => {
    const leadId = await addLead({ email });
    const userId = random();
    await sendAsServer("identify", { messageId: random(), userId, anonymousId: visitor, timestamp: at(9) });
    const { id } = await claim();
    expect(await decided(id, "confirmed")).toMatchObject({ leadId });
    expect((await insight()).touches.total).toBe(2);
    expect(await row("select lead_id from lead_keys where kind = 'user' and value = ?", userId)).toEqual({
      lead_id: leadId,
    });
  });

  it("confirmed: of a visitor who is somebody else, it is for marketing to say whether they are one", async () => {
    const leadId = await addLead({ email });
    const other = await addLead({ email: `bob.${email}` });
    await sendAsServer("identify", {
      messageId: random(),
      userId: random(),
      anonymousId: visitor,
      traits: { email: `bob.${email}` },
      timestamp: at(9),
    });
    const { id } = await claim();
    expect(await decided(id, "confirmed")).toMatchObject({ leadId });
    const { touches, claims, lead } = await insight();
    expect([touches.total, claims?.length ?? 0, lead.title]).toEqual([0, 0, "CTO"]);
    expect(
      await row(
        "select state from conflicts where ?1 in (lead_a, lead_b) and ?2 in (lead_a, lead_b)",
        leadId,
        other,
      ),
    ).toEqual({ state: "open" });
  });

  it("refused: nothing of it shows, and nothing of the lead changes", async () => {
    await addLead({ email, name: "Clara Klein" });
    const before = await everything();
    const { id } = await claim();
    expect(await decided(id, "refused")).toMatchObject({ id, state: "refused" });
    expect((await insight()).claims ?? []).toEqual([]);
    expect(await everything()).toEqual(before);
    await claim();
    expect((await insight()).claims ?? []).toEqual([]);
    // Somebody else may still say so.
    expect((await claim("another visitor")).id).not.toBe("");
    expect((await insight()).claims).toHaveLength(1);
  });

  it("refused: a lead that only claims had made goes with the last of them", async () => {
    const { id: one } = await claim();
    await claim("another visitor");
    const other = (await insight()).claims?.find(({ id }) => id !== one)?.id ?? "";
    await decided(one, "refused");
    expect((await insight()).claims?.map(({ id }) => id)).toEqual([other]);
    expect(await decided(other, "refused", "admin")).toEqual({ id: other, state: "refused", leadId: null });
    expect(await isKnown()).toBe(false);
    const left =
      "select (select count(*) from lead_keys where value = ?1) + (select count(*) from leads where email = ?1) as n";
    expect(await row(left, email)).toEqual({ n: 0 });
    await ask();
    expect(await isKnown()).toBe(false);
    await ask("a third");
    expect(await isKnown()).toBe(true);
  });

  it("refused: a lead that a rep has judged stays", async () => {
    const { id } = await claim();
    const { lead } = await insight();
    const verdict = {
      id: random(),
      leadId: lead.id,
      verdict: "good",
      at: Date.now(),
      seen: { score: 1, band: "D", scorecard: 1, persona: null, site: "gmail" },
    };
    expect((await call("rep", "/v1/feedback", { body: verdict })).status).toBe(200);
    expect(await decided(id, "refused")).toMatchObject({ leadId: lead.id });
    expect((await insight()).feedback.mine?.verdict).toBe("good");
  });

  it("refused: the lead comes back, and all that is true of it, when a server names it", async () => {
    const { id } = await claim();
    await decided(id, "refused");
    await sendAsServer("identify", { messageId: random(), userId: random(), traits: { email, name: "C." } });
    const { lead, flags, touches } = await insight();
    expect([lead.name, touches.total]).toEqual(["C.", 0]);
    expect(flags).not.toContain("unverified");
  });

  it("is the same twice, and not the contrary", async () => {
    const { id } = await claim();
    const first = await decided(id, "confirmed");
    const audited = await row("select person_id, decided_at from claims where id = ?", id);
    expect(await decided(id, "confirmed", "admin")).toEqual(first);
    expect(await row("select person_id, decided_at from claims where id = ?", id)).toEqual(audited);
    const problem = await parsed(Problem, decide(id, "refused"), 409);
    expect(problem).toMatchObject({ code: "conflict", errors: [{ field: "decision" }] });
    expect((await insight()).touches.total).toBe(2);
  });

  it("is one of two that contradict each other at once", async () => {
    const { id } = await claim();
    const answers = await Promise.all([
      decide(id, "confirmed"),
      decide(id, "refused", "marketing"),
      decide(id, "confirmed", "admin"),
      decide(id, "refused", "rep2"),
    ]);
    const yes = [answers[0]?.status, answers[2]?.status];
    const no = [answers[1]?.status, answers[3]?.status];
    expect([yes, no].map((pair) => pair.join()).sort()).toEqual(["200,200", "409,409"]);
    const state = await row("select state from claims where id = ?", id);
    expect(state).toEqual({ state: yes[0] === 200 ? "confirmed" : "refused" });
    expect(await isKnown()).toBe(yes[0] === 200);
  });

  it("is of a claim that there is, by somebody who is signed in", async () => {
    const { id } = await claim();
    expect((await parsed(Problem, decide("nothing", "refused"), 404)).code).toBe("unknown_claim");
    expect((await parsed(Problem, decide(id, "maybe"), 400)).errors?.[0]?.field).toBe("decision");
    expect((await decide(id, "confirmed", null)).status).toBe(401);
    const { DB } = env;
    expect(await DB.prepare("select state from claims where id = ?").bind(id).first()).toEqual({
      state: "open",
    });
  });
});

describe("a claim that is refused while others speak of the same person", () => {
  const rounds = Array.from({ length: 12 }, (_, round) => round);

  it("leaves whoever a server names at that moment", async () => {
    for (const round of rounds) {
      email = `at-once-${round}.${random().slice(0, 8)}@acme.example`;
      const { id } = await claim(`at once ${round} ${email}`);
      const userId = random();
      const traits = { email, name: "Clara" };
      await Promise.all([
        decided(id, "refused"),
        sendAsServer("identify", { messageId: random(), userId, traits }),
        sendAsServer("track", { messageId: random(), userId, event: "Trial Started" }),
      ]);
      const { lead, touches, flags } = await insight();
      expect([lead.name, touches.total, flags.includes("unverified")]).toEqual(["Clara", 1, false]);
    }
  });

  it("leaves the lead to whoever else claims it, and no key without a lead", async () => {
    for (const round of rounds) {
      email = `again-${round}.${random().slice(0, 8)}@acme.example`;
      const { id } = await claim(`again ${round} ${email}`);
      await Promise.all([decided(id, "refused"), ask(`somebody else ${email}`)]);
      expect((await insight()).claims).toHaveLength(1);
    }
    const loose = "select count(*) as n from lead_keys where lead_id not in (select id from leads)";
    expect(await row(loose)).toEqual({ n: 0 });
    const lost = "select count(*) as n from claims where lead_id not in (select id from leads)";
    expect(await row(lost)).toEqual({ n: 0 });
  });
});

describe("a claim is confirmed without anybody's doing", () => {
  it("by a server that joins the two", async () => {
    const { id } = await claim();
    await sendAsServer("identify", {
      messageId: random(),
      anonymousId: visitor,
      userId: random(),
      traits: { email },
    });
    expect((await insight()).touches.total).toBe(2);
    expect(await row("select state, how, person_id from claims where id = ?", id)).toEqual({
      state: "confirmed",
      how: "server",
      person_id: null,
    });
    expect(await parsed(Problem, decide(id, "refused"), 409)).toMatchObject({ code: "conflict" });
  });
});
