import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Account } from "../../shared/contract/accounts.ts";
import { Insight } from "../../shared/contract/insight.ts";
import { LeadsResult } from "../../shared/contract/leads.ts";
import { call, seedPeople, type Who } from "../../test/workspace.ts";
import { sha256 } from "../hash.ts";

beforeAll(async () => {
  await seedPeople();
  await env.DB.prepare("insert into own_domains values ('ourcompany.example')").run();
});

const put = async (who: Who, leads: unknown[]) => {
  const answer = await call(who, "/v1/leads", { body: leads });
  expect(answer.status).toBe(200);
  return LeadsResult.parse(await answer.json());
};
const insightOf = async (key: string) =>
  Insight.parse(await (await call("rep", `/v1/insight?key=${encodeURIComponent(key)}`)).json());

describe("POST /v1/leads", () => {
  it("creates, finds again, updates what is given and keeps the rest", async () => {
    const first = await put("marketing", [
      { email: " Jo@Acme.Example ", name: "Jo", title: "CFO", attributes: { size: 3, old: "x" } },
    ]);
    expect(first).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
    expect(await put("marketing", [{ email: "jo@acme.example", name: "Jo" }])).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
    const second = await put("marketing", [
      { email: "jo@acme.example", keys: ["hubspot:0-1:7"], company: "Acme", attributes: { old: null } },
    ]);
    expect(second).toMatchObject({ updated: 1, leads: first.leads });
    const insight = await insightOf("hubspot:0-1:7");
    expect(insight.lead).toMatchObject({
      email: "jo@acme.example",
      name: "Jo",
      title: "CFO",
      company: "Acme",
    });
    const row = await env.DB.prepare("select attributes from leads where email = 'jo@acme.example'").first<{
      attributes: string;
    }>();
    expect(JSON.parse(row?.attributes ?? "")).toEqual({ size: 3 });
  });

  it("takes the good rows of a list and lists the bad ones with their fields", async () => {
    const result = await put("marketing", [
      { email: "good@one.example" },
      { email: "not an address" },
      {},
      { email: "x@two.example", owner: "nobody@ourcompany.example" },
      { email: "boss@mail.ourcompany.example" },
      { name: "n".repeat(201), email: "long@one.example" },
      "nonsense",
      { keys: ["hubspot:0-1:55"], name: "Only a record" },
    ]);
    expect(result.created).toBe(2);
    expect(result.refused.map(({ index, errors }) => [index, errors[0]?.field])).toEqual([
      [1, "email"],
      [2, "email"],
      [3, "owner"],
      [4, "email"],
      [5, "name"],
      [6, "lead"],
    ]);
  });

  it("makes one lead of an address that stands twice in a list, and merges nothing silently", async () => {
    const result = await put("marketing", [
      { email: "twice@list.example", name: "T" },
      { email: "twice@list.example", title: "CEO" },
      { email: "other@list.example", keys: ["hubspot:0-1:99"] },
      { email: "twice@list.example", keys: ["hubspot:0-1:99"] },
    ]);
    expect(new Set(result.leads.map(({ id }) => id)).size).toBe(2);
    expect(result.refused).toMatchObject([{ index: 3, errors: [{ field: "keys" }] }]);
    expect((await insightOf("email:twice@list.example")).lead).toMatchObject({ name: "T", title: "CEO" });
  });

  it("lets a rep add a lead and change none", async () => {
    expect(await put("rep", [{ email: "new@rep.example", name: "New", source: "Sales" }])).toMatchObject({
      created: 1,
    });
    expect(await put("rep", [{ email: "new@rep.example", name: "Changed" }])).toMatchObject({ unchanged: 1 });
    expect((await insightOf("email:new@rep.example")).lead.name).toBe("New");
  });

  it("makes accounts of company domains, never of free mail or shared hosts", async () => {
    await put("marketing", [
      { email: "a@mail.works.example", company: "Works" },
      { email: "b@works.example" },
      { email: "c@gmail.com", company: "Works" },
    ]);
    const insight = await insightOf("email:b@works.example");
    expect(insight.account).toMatchObject({ name: "Works", domain: "works.example", leads: 2 });
    expect((await insightOf("email:c@gmail.com")).account).toBeNull();
    const key = `sha256:${await sha256("works.example")}`;
    const account = Account.parse(await (await call("rep", `/v1/accounts?key=${key}`)).json());
    expect(account.best.length).toBe(2);
    expect((await call("rep", "/v1/accounts?key=domain:nowhere.example")).status).toBe(404);
  });

  it("survives two that create the same address at once", async () => {
    const body = [{ email: "race@both.example", name: "R" }];
    await Promise.all(Array.from({ length: 10 }, () => call("marketing", "/v1/leads", { body })));
    const row = await env.DB.prepare(
      "select count(*) as n from leads where email = 'race@both.example'",
    ).first();
    expect(row).toEqual({ n: 1 });
    const account = await env.DB.prepare("select leads from accounts where domain = 'both.example'").first();
    expect(account).toEqual({ leads: 1 });
  });

  it("refuses more than 500, and what is no list", async () => {
    expect(
      (await call("marketing", "/v1/leads", { body: Array(501).fill({ email: "a@b.example" }) })).status,
    ).toBe(400);
    expect((await call("marketing", "/v1/leads", { body: {} })).status).toBe(400);
    expect((await call("marketing", "/v1/leads", { body: [] })).status).toBe(400);
  });
});

describe("as much as a call may bring", () => {
  it("goes in whole: 500 leads with long attributes and keys in letters of three bytes", async () => {
    const lead = (index: number) => ({
      email: `long${index}@many${index}.example`,
      keys: Array.from({ length: 4 }, (_, key) => `crm:${index}-${key}-${"k".repeat(200)}`),
      attributes: Object.fromEntries(
        Array.from({ length: 3 }, (_, name) => [`a${name}`, `"\\${"語".repeat(160)}`]),
      ),
    });
    const leads = Array.from({ length: 500 }, (_, index) => lead(index));
    const size = new TextEncoder().encode(JSON.stringify(leads)).length;
    expect(size).toBeGreaterThan(1_000_000);
    expect(size).toBeLessThan(2_000_000);
    expect(await put("marketing", leads)).toMatchObject({ created: 500, refused: [] });
    expect(await put("marketing", leads)).toMatchObject({ unchanged: 500 });
  });
});

describe("at the same time", () => {
  it("loses no change to a lead", async () => {
    await put("marketing", [{ email: "busy@rush.example" }]);
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        put("marketing", [{ email: "busy@rush.example", attributes: { [`a${index}`]: index } }]),
      ),
    );
    const row = await env.DB.prepare("select attributes from leads where email = 'busy@rush.example'").first<{
      attributes: string;
    }>();
    const went = results.flatMap(({ refused }, index) => (refused.length > 0 ? [] : [`a${index}`]));
    expect(Object.keys(JSON.parse(row?.attributes ?? "")).sort()).toEqual(went.sort());
    for (const { refused } of results)
      if (refused.length > 0) expect(refused[0]?.errors[0]?.field).toBe("lead");
  });

  it("makes a lead once, and everybody is told the same id", async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => put("rep", [{ email: "new@rush.example", name: "New" }])),
    );
    const count = (name: "created" | "unchanged") => results.reduce((sum, result) => sum + result[name], 0);
    expect([count("created"), count("unchanged")]).toEqual([1, 7]);
    const { lead } = await insightOf("email:new@rush.example");
    expect(new Set(results.map(({ leads }) => leads[0]?.id))).toEqual(new Set([lead.id]));
  });
});

it("lets a lead have 100 attributes, however many calls bring them", async () => {
  const some = (prefix: string, size: number) => ({
    email: "much@rush.example",
    attributes: Object.fromEntries(Array.from({ length: size }, (_, index) => [`${prefix}${index}`, index])),
  });
  expect(await put("marketing", [some("a", 100)])).toMatchObject({ created: 1 });
  const result = await put("marketing", [some("b", 1)]);
  expect(result).toMatchObject({ updated: 0, refused: [{ index: 0, errors: [{ field: "attributes" }] }] });
});

it("makes no account of what nobody can have registered", async () => {
  const result = await put("marketing", [
    { email: "x@co.uk" },
    { email: "x@10.0.0.1" },
    { email: "x@intern" },
  ]);
  expect(result.created).toBe(3);
  expect((await insightOf("email:x@co.uk")).account).toBeNull();
  const made = await env.DB.prepare(
    "select domain from accounts where domain in ('co.uk', '10.0.0.1', 'intern')",
  ).all();
  expect(made.results).toEqual([]);
});

describe("a lead that is nobody's word but a stranger's", () => {
  const claim = async (name: string) => {
    const email = `${name}@claimed.example`;
    await env.DB.batch([
      env.DB.prepare(
        "insert into leads (id, email, mail_kind, verified, created_at, updated_at, stage_since) values (?, ?, 'company', 0, 86400000, 1, 86400000)",
      ).bind(name, email),
      env.DB.prepare("insert into lead_keys (kind, value, lead_id) values ('email', ?, ?)").bind(email, name),
    ]);
    return email;
  };

  it.each(["rep", "marketing"] as const)("is known once %s adds it, from then on", async (who) => {
    const email = await claim(`claimed-by-${who}`);
    const before = Date.now();
    const key = `email:${email}`;
    expect((await insightOf(key)).flags).toContain("unverified");
    expect(await put(who, [{ email, name: "Clara" }])).toMatchObject({ created: 0, updated: 1 });
    const { lead, flags, stage } = await insightOf(key);
    expect(flags).not.toContain("unverified");
    expect(lead).toMatchObject({ id: `claimed-by-${who}`, name: "Clara" });
    expect(lead.createdAt).toBeGreaterThanOrEqual(before);
    expect(stage.since).toBe(lead.createdAt);
    expect(await put(who, [{ email }])).toMatchObject({ unchanged: 1 });
  });

  it("is known where nothing is said but the address", async () => {
    const email = await claim("claimed-only");
    expect(await put("marketing", [{ email }])).toMatchObject({ updated: 1 });
    expect((await insightOf(`email:${email}`)).flags).not.toContain("unverified");
  });
});
