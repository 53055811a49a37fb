import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { VerdictResult } from "../../shared/contract/feedback.ts";
import { Insight } from "../../shared/contract/insight.ts";
import { ConflictResult, Conflicts, MergeResult, Merges } from "../../shared/contract/merges.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { bring, csv, ended, post } from "../../test/imports.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople, type Who } from "../../test/workspace.ts";
import { insertRows } from "../db/bulk.ts";
import { conflictOf, writeConflicts } from "../db/conflicts.ts";
import { Database } from "../db/run.ts";
import * as schema from "../db/schema.ts";
import { forgetWhoSaw } from "../jobs/seen.ts";

const seen = { score: 82, band: "A", scorecard: 1, persona: null, site: "gmail" } as const;
let tag = "";
let a = "";
let b = "";

beforeAll(seedPeople);
beforeEach(async () => {
  tag = crypto.randomUUID().slice(0, 8);
  a = await addLead({ email: `ada@${tag}.example`, name: "Ada" });
  b = await addLead({ keys: [`crm:${tag}`], name: "A. Lovelace", title: "COO", source: "Webinar" });
});

const parsed = async <S extends z.ZodType>(schema: S, sent: Promise<Response>, status = 200) => {
  const answer = await sent;
  expect(answer.status).toBe(status);
  return schema.parse(await answer.json());
};
const refused = async (sent: Promise<Response>, status: number) => parsed(Problem, sent, status);
const ask = (into: string, from: string, who: Who | null = "marketing") =>
  call(who, "/v1/merges", { body: { into, from } });
const merge = (into: string, from: string) => parsed(MergeResult, ask(into, from), 201);
const undo = (id: string, who: Who | null = "marketing") =>
  call(who, `/v1/merges/${id}`, { method: "DELETE" });
const list = () => parsed(Merges, call("marketing", "/v1/merges"));
const insight = (key: string) => parsed(Insight, call("rep", `/v1/insight?key=${encodeURIComponent(key)}`));
const conflicts = (state = "open") => parsed(Conflicts, call("marketing", `/v1/conflicts?state=${state}`));
const decide = (id: string, body: unknown, who: Who | null = "marketing") =>
  call(who, `/v1/conflicts/${id}`, { method: "PUT", body });
const verdictOf = (leadId: string, over: Record<string, unknown> = {}) => ({
  id: crypto.randomUUID(),
  leadId,
  verdict: "good",
  at: Date.now(),
  seen,
  ...over,
});
const row = (text: string, ...params: unknown[]) =>
  env.DB.prepare(text)
    .bind(...params)
    .first();
const doubt = async (one: string, other: string) => {
  const conflict = await conflictOf(
    { leadId: one, key: `email:ada@${tag}.example` },
    { leadId: other, key: `crm:${tag}` },
    { at: Date.now(), importId: null, row: 7 },
  );
  const written = await new Database(env.DB).all(writeConflicts({ conflicts: JSON.stringify([conflict]) }));
  return { id: conflict.id, isNew: written.length === 1 };
};

describe("POST /v1/merges", () => {
  it("makes two leads one: either key leads to the one that stayed, with what both knew", async () => {
    await addTouches([
      { leadId: a, at: Date.now() - DAY },
      { leadId: b, at: Date.now() - 2 * DAY, kind: "form" },
    ]);
    const merged = await merge(a, b);
    expect(merged).toMatchObject({ into: a, from: b });
    for (const key of [`email:ada@${tag}.example`, `crm:${tag}`]) {
      const { lead, touches } = await insight(key);
      expect(lead).toMatchObject({ id: a, name: "Ada", title: "COO", source: "Webinar" });
      expect(touches.total).toBe(2);
    }
    expect((await list()).items[0]).toMatchObject({
      id: merged.id,
      by: "Lena Lang",
      into: { id: a, name: "Ada" },
      from: { id: b, name: "A. Lovelace", email: null },
      undoneAt: null,
      first: null,
    });

    expect((await undo(merged.id, "admin")).status).toBe(204);
    expect((await insight(`crm:${tag}`)).lead).toMatchObject({ id: b, name: "A. Lovelace" });
    expect((await insight(`email:ada@${tag}.example`)).lead).toMatchObject({ id: a, title: null });
    expect((await list()).items[0]).toMatchObject({
      id: merged.id,
      undoneBy: "Ana Admin",
      from: { name: "A. Lovelace" },
    });
    expect((await undo(merged.id)).status).toBe(204);
  });

  it("is for marketing and admins", async () => {
    const { id } = await doubt(a, b);
    const { id: mergeId } = await merge(a, await addLead({ keys: [`other:${tag}`] }));
    const calls = (who: Who | null) => [
      ask(a, b, who),
      call(who, "/v1/merges"),
      undo(mergeId, who),
      call(who, "/v1/conflicts"),
      decide(id, { decision: "apart" }, who),
    ];
    for (const answer of await Promise.all(calls("rep"))) expect(answer.status).toBe(403);
    for (const answer of await Promise.all(calls(null))) expect(answer.status).toBe(401);
    expect(await row("select count(*) as n from leads where id in (?, ?)", a, b)).toEqual({ n: 2 });
  });

  it("says which of the two is not there, and that one lead is not two", async () => {
    const nobody = crypto.randomUUID();
    expect(await refused(ask(nobody, b), 404)).toMatchObject({
      code: "unknown_lead",
      errors: [{ field: "into" }],
    });
    expect(await refused(ask(a, nobody), 404)).toMatchObject({ errors: [{ field: "from" }] });
    expect(await refused(ask(a, a), 409)).toMatchObject({ code: "conflict" });
    await merge(a, b);
    expect(await refused(ask(a, b), 409)).toMatchObject({
      errors: [{ message: "They are one lead already" }],
    });
    expect((await refused(undo(nobody), 404)).code).toBe("unknown_merge");
    expect((await refused(decide(nobody, { decision: "apart" }), 404)).code).toBe("unknown_conflict");
  });

  it("keeps where somebody works who writes from home, whatever is said of them later", async () => {
    const home = await addLead({ email: `ada.${tag}@gmail.com` });
    const { id } = await merge(home, a);
    const account = () => row("select account_id from leads where id = ?", home);
    const works = await row("select id from accounts where domain = ?", `${tag}.example`);
    expect(await account()).toEqual({ account_id: works?.id });
    await addLead({ email: `ada.${tag}@gmail.com`, title: "Countess" });
    expect(await account()).toEqual({ account_id: works?.id });
    await undo(id);
    expect(await account()).toEqual({ account_id: null });
    expect((await insight(`email:ada.${tag}@gmail.com`)).lead).toMatchObject({
      title: "Countess",
      name: null,
    });
  });

  it("names the account's best anew, and both again after", async () => {
    const [one, two] = [
      await addLead({ email: `x@${tag}.example` }),
      await addLead({ email: `y@${tag}.example` }),
    ];
    const best = async () => {
      const found = await row("select best, leads from accounts where domain = ?", `${tag}.example`);
      return { leads: found?.leads, best: JSON.parse(`${found?.best}`).toSorted() };
    };
    const before = await best();
    const { id } = await merge(one, two);
    expect(await best()).toEqual({ leads: 2, best: [a, one].toSorted() });
    await undo(id);
    expect(await best()).toEqual(before);
  });

  it("reads what hangs on the two, not what hangs on others", async () => {
    const many = Array.from({ length: 1500 }, (_, n) => `${tag}-${n}`);
    const day = (n: number) => new Date(Date.UTC(2026, 8, 1 + (n % 30))).toISOString().slice(0, 10);
    await new Database(env.DB).batch([
      ...insertRows(
        schema.leads,
        many.map((id) => ({ id, mailKind: "none" as const, createdAt: 1, updatedAt: 1, stageSince: 1 })),
      ),
      ...insertRows(
        schema.leadKeys,
        many.map((leadId) => ({ kind: "bulk", value: leadId, leadId })),
      ),
      ...insertRows(
        schema.verdicts,
        many.map((id) => ({
          id,
          leadId: id,
          personId: "p-rep",
          verdict: "good" as const,
          at: 1,
          receivedAt: 1,
          site: "gmail",
          goodLead: 1,
          contact: "before" as const,
        })),
      ),
      ...insertRows(
        schema.seen,
        many.map((leadId, n) => ({
          leadId,
          personId: "p-rep",
          day: day(n),
          at: 1,
          site: "gmail",
          contact: "before" as const,
        })),
      ),
    ]);
    const merged = await ask(a, b);
    expect(costOf(merged).read).toBeLessThan(1000);
    const { id } = MergeResult.parse(await merged.json());
    expect(costOf(await undo(id)).read).toBeLessThan(1000);
    await env.DB.batch(
      ["lead_keys", "verdicts", "current_verdicts", "seen"].map((table) =>
        env.DB.prepare(`delete from ${table} where lead_id like ?`).bind(`${tag}-%`),
      ),
    );
  });
});

describe("whoever still asks for the lead that is no more", () => {
  it("reaches the one that stayed: verdicts, seen, content", async () => {
    await new Database(env.DB).batch(
      insertRows(schema.content, [
        { id: "guide", title: "Guide", url: "https://our.example", kind: "PDF", createdAt: 1 },
      ]),
    );
    await merge(a, b);
    const given = verdictOf(b);
    const first = await parsed(VerdictResult, call("rep", "/v1/feedback", { body: given }));
    expect(first).toMatchObject({ recorded: true, good: 1 });
    expect(await row("select lead_id from verdicts where id = ?", given.id)).toEqual({ lead_id: a });
    const again = await parsed(VerdictResult, call("rep", "/v1/feedback", { body: given }));
    expect(again).toMatchObject({ recorded: false, good: 1, mine: { verdict: "good" } });

    const at = Date.now();
    const recorded = async (path: string, body: unknown) => (await call("rep", path, { body })).json();
    expect(await recorded("/v1/seen", { leadId: b, at, seen })).toEqual({ recorded: true });
    expect(await recorded("/v1/seen", { leadId: b, at, seen })).toEqual({ recorded: false });
    const use = { id: crypto.randomUUID(), leadId: b, at };
    expect(await recorded("/v1/content/guide/uses", use)).toEqual({ recorded: true });
    expect(await recorded("/v1/content/guide/uses", use)).toEqual({ recorded: false });
    const wish = { id: crypto.randomUUID(), leadId: b, text: "A price list" };
    expect(await recorded("/v1/content/requests", wish)).toEqual({ recorded: true });
    for (const table of ["seen", "content_uses", "content_requests"])
      expect(await row(`select count(*) as n from ${table} where lead_id = ?`, a), table).toEqual({ n: 1 });
  });

  it("is told of a verdict that it is here, though the leads were parted meanwhile", async () => {
    const { id } = await merge(a, b);
    const given = verdictOf(b);
    await call("rep", "/v1/feedback", { body: given });
    await undo(id);
    // It came to the lead that stayed, and stays there.
    const again = await parsed(VerdictResult, call("rep", "/v1/feedback", { body: given }));
    expect(again).toMatchObject({ recorded: false });
    expect(await row("select lead_id from verdicts where id = ?", given.id)).toEqual({ lead_id: a });
    const other = await addLead({ keys: [`third:${tag}`] });
    expect(
      (await refused(call("rep", "/v1/feedback", { body: { ...given, leadId: other } }), 409)).code,
    ).toBe("conflict");
    expect((await refused(call("rep2", "/v1/feedback", { body: given }), 409)).code).toBe("conflict");
  });

  it("costs those nothing who ask for one that is there", async () => {
    const answer = await call("rep", "/v1/seen", { body: { leadId: a, at: Date.now(), seen } });
    expect(costOf(answer).trips).toBe(2);
    const judged = await call("rep", "/v1/feedback", { body: verdictOf(a) });
    expect(costOf(judged).trips).toBe(3);
  });

  it("still hears that a lead never was", async () => {
    const body = verdictOf(crypto.randomUUID());
    expect((await refused(call("rep", "/v1/feedback", { body }), 404)).code).toBe("unknown_lead");
    expect(
      (await refused(call("rep", "/v1/seen", { body: { leadId: body.leadId, at: 1, seen } }), 404)).code,
    ).toBe("unknown_lead");
  });
});

describe("merges built on merges", () => {
  it("lead through, and are undone from the last to the first", async () => {
    const c = await addLead({ keys: [`third:${tag}`], name: "Countess" });
    const inner = await merge(b, a);
    const outer = await merge(c, b);
    expect((await insight(`email:ada@${tag}.example`)).lead.id).toBe(c);
    const given = verdictOf(a);
    expect((await call("rep", "/v1/feedback", { body: given })).status).toBe(200);
    expect(await row("select lead_id from verdicts where id = ?", given.id)).toEqual({ lead_id: c });

    const { items } = await list();
    expect(items.find(({ id }) => id === inner.id)).toMatchObject({
      first: outer.id,
      into: { id: b, name: "A. Lovelace" },
    });
    const problem = await refused(undo(inner.id), 409);
    expect(problem.errors?.[0]?.message).toContain(`A. Lovelace into Countess (${outer.id})`);

    expect((await undo(outer.id)).status).toBe(204);
    expect((await insight(`email:ada@${tag}.example`)).lead.id).toBe(b);
    expect((await undo(inner.id)).status).toBe(204);
    expect((await insight(`email:ada@${tag}.example`)).lead.id).toBe(a);
    expect((await insight(`crm:${tag}`)).lead.id).toBe(b);
    expect((await insight(`third:${tag}`)).lead.id).toBe(c);
  });

  it("of three into one, likewise", async () => {
    const c = await addLead({ keys: [`third:${tag}`] });
    const first = await merge(a, b);
    const second = await merge(a, c);
    expect((await refused(undo(first.id), 409)).errors?.[0]?.message).toContain(second.id);
    expect((await undo(second.id)).status).toBe(204);
    expect((await undo(first.id)).status).toBe(204);
  });

  it("by ids that are no more concern who stands for them", async () => {
    const c = await addLead({ keys: [`third:${tag}`] });
    await merge(a, b);
    expect(await merge(c, b)).toMatchObject({ into: c, from: a });
  });
});

describe("at once", () => {
  const whole = async () => {
    for (const table of [
      "lead_keys",
      "touches",
      "verdicts",
      "current_verdicts",
      "stage_changes",
      "snapshots",
      "seen",
      "heat",
      "credits",
    ])
      expect(
        await row(`select count(*) as n from ${table} where lead_id not in (select id from leads)`),
        table,
      ).toEqual({ n: 0 });
  };

  it("two merges of the same leads: one holds, whole", async () => {
    const c = await addLead({ keys: [`third:${tag}`] });
    await addTouches([a, b, c].map((leadId) => ({ leadId, at: Date.now() })));
    const answers = await Promise.all([ask(a, b), ask(b, a), ask(a, c), ask(c, b), ask(b, c)]);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    await whole();
    const kept = await row("select count(*) as n from touches where lead_id in (?, ?, ?)", a, b, c);
    expect(kept).toEqual({ n: 3 });
  });

  it("two undos: one parts, the other finds it done or is told to come again", async () => {
    const { id } = await merge(a, b);
    const answers = await Promise.all([undo(id), undo(id), undo(id)]);
    for (const { status } of answers) expect([204, 409]).toContain(status);
    expect(await row("select count(*) as n from leads where id in (?, ?)", a, b)).toEqual({ n: 2 });
    await whole();
  });

  it("no verdict is lost while leads are merged and parted", async () => {
    const given = Array.from({ length: 40 }, (_, n) => verdictOf(n % 2 ? a : b, { at: Date.now() + n }));
    const merging = (async () => {
      for (let round = 0; round < 4; round += 1) {
        const answer = await ask(a, b);
        if (answer.status === 201) await undo(MergeResult.parse(await answer.json()).id);
      }
    })();
    const judging = given.map(async (body) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const { status } = await call("rep", "/v1/feedback", { body });
        if (status === 200) return;
        expect([503]).toContain(status);
      }
      throw new Error("not taken");
    });
    await Promise.all([merging, ...judging]);
    expect(await row("select count(*) as n from verdicts where lead_id in (?, ?)", a, b)).toEqual({ n: 40 });
    await whole();
  });
});

describe("conflicts of keys", () => {
  const mine = async (state = "open") =>
    (await conflicts(state)).items.filter(({ leads }) => leads.some(({ id }) => id === a || id === b));

  it("stand side by side, once", async () => {
    await addTouches([{ leadId: b, at: 1_790_000_000_000 }]);
    const { id, isNew } = await doubt(a, b);
    expect(isNew).toBe(true);
    expect(await doubt(b, a)).toEqual({ id, isNew: false });
    const [item] = await mine();
    expect(item).toMatchObject({ id, row: 7, import: null, state: "open" });
    const side = (lead: string) => item?.leads.find(({ id }) => id === lead);
    expect(side(a)).toMatchObject({
      name: "Ada",
      keys: [`email:ada@${tag}.example`],
      touches: 0,
      lastTouchAt: null,
      said: `email:ada@${tag}.example`,
    });
    expect(side(b)).toMatchObject({
      title: "COO",
      email: null,
      keys: [`crm:${tag}`],
      touches: 1,
      lastTouchAt: 1_790_000_000_000,
      stage: "inquiry",
    });
  });

  it("are settled by a merge, and open again when that is undone", async () => {
    const { id } = await doubt(a, b);
    const { state, mergeId } = await parsed(ConflictResult, decide(id, { decision: "merged", into: b }));
    expect(state).toBe("merged");
    expect((await insight(`email:ada@${tag}.example`)).lead.id).toBe(b);
    expect(await mine()).toEqual([]);
    expect(await parsed(ConflictResult, decide(id, { decision: "merged", into: b }))).toMatchObject({
      mergeId,
    });
    expect((await refused(decide(id, { decision: "merged", into: a }), 409)).code).toBe("conflict");
    expect((await refused(decide(id, { decision: "apart" }), 409)).errors?.[0]?.message).toContain(
      "undo the merge",
    );
    await undo(mergeId ?? "");
    expect((await mine()).map((item) => item.id)).toEqual([id]);
  });

  it("of two people stay settled, until that is taken back", async () => {
    const { id } = await doubt(a, b);
    expect(await parsed(ConflictResult, decide(id, { decision: "apart" }))).toEqual({
      id,
      state: "apart",
      mergeId: null,
    });
    expect(await mine()).toEqual([]);
    expect((await mine("apart"))[0]).toMatchObject({ id, by: "Lena Lang" });
    expect((await doubt(a, b)).isNew).toBe(false);
    expect(await mine()).toEqual([]);
    await parsed(ConflictResult, decide(id, { decision: "open" }));
    expect((await mine())[0]).toMatchObject({ id, by: null, decidedAt: null });
  });

  it("that a merge settles of itself were apart before: undone, they are again", async () => {
    const { id } = await doubt(a, b);
    await decide(id, { decision: "apart" });
    const merged = await merge(a, b);
    expect(await mine("apart")).toEqual([]);
    await undo(merged.id);
    expect((await mine("apart")).map((item) => item.id)).toEqual([id]);
  });

  it("follow whoever stands for a lead now, and each pair is asked once", async () => {
    const c = await addLead({ keys: [`third:${tag}`] });
    const ab = await doubt(a, b);
    const bc = await doubt(b, c);
    const { id } = await merge(c, a);
    const open = await mine();
    expect(open.length).toBe(1);
    expect(open[0]?.leads.map((lead) => lead.id).toSorted()).toEqual([b, c].toSorted());
    // Decided under either id: the other is not asked.
    await decide(bc.id, { decision: "apart" });
    expect(await mine()).toEqual([]);
    await undo(id);
    expect((await mine()).map((item) => item.id)).toEqual([ab.id]);
    // Whose id is written is told from whose it is now.
    expect(await parsed(ConflictResult, decide(ab.id, { decision: "merged", into: a }))).toMatchObject({
      state: "merged",
    });
  });

  it("name only their own two leads", async () => {
    const { id } = await doubt(a, b);
    const other = await addLead({ keys: [`third:${tag}`] });
    expect(await refused(decide(id, { decision: "merged", into: other }), 400)).toMatchObject({
      errors: [{ field: "into" }],
    });
    expect((await refused(decide(id, { decision: "perhaps" }), 400)).code).toBe("invalid_input");
    expect((await refused(call("marketing", "/v1/conflicts?state=all"), 400)).code).toBe("invalid_input");
  });
});

describe("beside imports", () => {
  const file = () => csv("Email,Id,Title", `ada@${tag}.example,${tag},Countess`);
  const mapping = { Email: "email", Id: "key:crm", Title: "title" };
  const mine = async () => (await conflicts()).items.filter(({ leads }) => leads.some(({ id }) => id === a));

  it("a row of two leads is refused and asked about; once they are one it goes in", async () => {
    expect(await bring(file(), "leads", { mapping })).toMatchObject({ refused: 1, conflicts: 1 });
    const [asked] = await mine();
    expect(asked).toMatchObject({ row: 1, import: { name: "File.csv" } });
    const { mergeId } = await parsed(
      ConflictResult,
      decide(asked?.id ?? "", { decision: "merged", into: a }),
    );
    expect(await bring(file(), "leads", { mapping })).toMatchObject({ refused: 0, updated: 1 });
    expect((await insight(`crm:${tag}`)).lead).toMatchObject({ id: a, title: "Countess" });
    // What the import said of the one that stayed, it keeps.
    await undo(mergeId ?? "");
    expect((await insight(`email:ada@${tag}.example`)).lead.title).toBe("Countess");
    expect((await insight(`crm:${tag}`)).lead).toMatchObject({ id: b, title: "COO" });
    expect(await bring(file(), "leads", { mapping })).toMatchObject({ refused: 1 });
    expect((await mine()).map(({ id }) => id)).toEqual([asked?.id]);
  });

  it("an import that is rolled back leaves whole what was merged since", async () => {
    const done = await bring(csv("Id,Name", `new-${tag},New`), "leads", {
      mapping: { Id: "key:crm", Name: "name" },
    });
    expect(done.created).toBe(1);
    const made = (await insight(`crm:new-${tag}`)).lead.id;
    const { id } = await merge(a, made);
    await post(done.id, "rollback");
    await ended(done.id);
    expect((await insight(`email:ada@${tag}.example`)).lead).toMatchObject({ id: a, name: "Ada" });
    expect((await undo(id)).status).toBe(204);
    expect(await row("select count(*) as n from leads where id in (?, ?)", a, made)).toEqual({ n: 2 });
    expect((await insight(`crm:new-${tag}`)).lead.id).toBe(made);
  });
});

describe("after 90 days", () => {
  it("a merge no longer tells who saw whom", async () => {
    const see = (leadId: string, day: string) =>
      insertRows(schema.seen, [{ leadId, personId: "p-rep", day, at: 1, site: "gmail", contact: "before" }]);
    const [old, recent] = ["2020-01-01", new Date().toISOString().slice(0, 10)];
    await new Database(env.DB).batch([
      ...[old, recent].flatMap((day) => [...see(a, day), ...see(b, day)]),
      ...see(b, "2020-01-02"),
    ]);
    const { id } = await merge(a, b);
    await forgetWhoSaw(new Database(env.DB), Date.now());
    const kept = await row("select undo ->> '$.seen' as seen from merges where id = ?", id);
    expect(JSON.parse(`${kept?.seen}`)).toMatchObject([{ day: recent }]);
    expect(
      await row("select count(*) as n from merge_moves where merge_id = ? and place = 'seen'", id),
    ).toEqual({ n: 0 });
    await undo(id);
    expect(await row("select count(*) as n from seen where lead_id in (?, ?)", a, b)).toEqual({ n: 2 });
  });
});
