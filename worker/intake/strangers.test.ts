import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Insight } from "../../shared/contract/insight.ts";
import type { LeadsResult } from "../../shared/contract/leads.ts";
import { DAY, random } from "../../test/forgery/forging.ts";
import { openWorkspace, sendAsServer, sendAsStranger } from "../../test/forgery/world.ts";
import { bring, csv } from "../../test/imports.ts";
import { addLead, call } from "../../test/workspace.ts";

let email = "";
let crm = "";

beforeAll(openWorkspace);
beforeEach(async () => {
  const tag = random().slice(0, 8);
  email = `dora@${tag}.example`;
  crm = `crm:${tag}`;
});

const claim = () =>
  sendAsStranger({
    path: "/v1/identify",
    body: {
      messageId: random(),
      anonymousId: random(),
      traits: { email, name: "Evil" },
      timestamp: "1999-01-01",
    },
  });
const insight = async () =>
  Insight.parse(await (await call("rep", `/v1/insight?email=${encodeURIComponent(email)}`)).json());
const post = async (item: object): Promise<LeadsResult> =>
  (await call("marketing", "/v1/leads", { body: [item] })).json();
const identify = (traits: object = {}) =>
  sendAsServer("identify", { messageId: random(), userId: `user of ${email}`, traits: { ...traits, email } });
const keysOf = async (id: string) => {
  const { results } = await env.DB.prepare(
    "select kind || ':' || value as key from lead_keys where lead_id = ? and kind <> 'sha256' order by 1",
  )
    .bind(id)
    .all<{ key: string }>();
  return results.map(({ key }) => key);
};

describe("an address that a stranger has claimed before", () => {
  it("is the lead's whom it is named with", async () => {
    const id = await addLead({ keys: [crm], name: "Dora" });
    await claim();
    expect(await post({ email, keys: [crm] })).toMatchObject({ refused: [], leads: [{ id }] });
    const { lead, flags, account, claims } = await insight();
    expect(lead).toMatchObject({ id, name: "Dora", email });
    expect(Date.now() - lead.createdAt).toBeLessThan(DAY);
    expect(flags).not.toContain("unverified");
    expect(account?.leads).toBe(1);
    expect(claims).toHaveLength(1);
    await identify({ title: "COO" });
    expect(await keysOf(id)).toEqual([crm, `email:${email}`, `user:user of ${email}`]);
    expect((await insight()).lead).toMatchObject({ id, title: "COO" });
  });

  it("is so in a file, too", async () => {
    const id = await addLead({ keys: [crm], name: "Dora" });
    await claim();
    const file = await bring(csv("Email,CRM,Job title", `${email},${crm.slice(4)},COO`), "leads", {
      mapping: { Email: "email", CRM: "key:crm", "Job title": "title" },
    });
    expect(file).toMatchObject({ state: "done", updated: 1, refused: 0, conflicts: 0 });
    expect((await insight()).lead).toMatchObject({ id, title: "COO", email });
  });

  it("stays with the lead that somebody of ours makes of it, whatever messages say of others", async () => {
    await claim();
    const id = await addLead({ email, name: "Dora", keys: [crm] });
    await identify();
    await identify({ title: "COO" });
    expect(await keysOf(id)).toEqual([crm, `email:${email}`, `user:user of ${email}`]);
    expect((await insight()).lead).toMatchObject({ id, email, title: "COO" });
  });

  it("stays with the lead that marketing makes one with it, and tells nothing of since when", async () => {
    const id = await addLead({ keys: [crm], name: "Dora" });
    const { createdAt } = (await env.DB.prepare("select created_at as createdAt from leads where id = ?")
      .bind(id)
      .first<{ createdAt: number }>()) ?? { createdAt: 0 };
    await claim();
    const from = (await insight()).lead.id;
    expect((await call("marketing", "/v1/merges", { body: { into: id, from } })).status).toBe(201);
    const merged = await insight();
    expect([merged.lead.id, merged.lead.createdAt, merged.account?.leads]).toEqual([id, createdAt, 1]);
    await identify({ title: "COO" });
    expect((await insight()).lead).toMatchObject({ id, name: "Dora", title: "COO" });
    expect(await keysOf(id)).toContain(`email:${email}`);
  });

  it("brings along what a rep has said of the claimed lead", async () => {
    await claim();
    const { lead } = await insight();
    const seen = { score: 1, band: "D", scorecard: 1, persona: null, site: "gmail" };
    const verdict = { id: random(), leadId: lead.id, verdict: "good", at: Date.now(), seen };
    expect((await call("rep", "/v1/feedback", { body: verdict })).status).toBe(200);
    const id = await addLead({ keys: [crm], name: "Dora" });
    expect(await post({ email, keys: [crm] })).toMatchObject({ refused: [] });
    const now = await insight();
    expect([now.lead.id, now.feedback.mine?.verdict]).toEqual([id, "good"]);
  });

  it("is nobody's of two that are known: somebody must decide", async () => {
    await addLead({ keys: [crm] });
    await addLead({ keys: [`other${crm}`] });
    await claim();
    const { refused } = await post({ email, keys: [crm, `other${crm}`] });
    expect(refused).toMatchObject([{ errors: [{ field: "keys" }] }]);
    expect((await insight()).flags).toContain("unverified");
  });
});
