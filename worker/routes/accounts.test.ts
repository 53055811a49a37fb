import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Account, AccountPeople } from "../../shared/contract/accounts.ts";
import { Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { bring, csv } from "../../test/imports.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople } from "../../test/workspace.ts";
import { sha256 } from "../hash.ts";

const now = Date.now();

beforeAll(async () => {
  await seedPeople();
  for (const [index, name] of ["Ada", "Charles", "Mary"].entries()) {
    const id = await addLead({
      email: `${name.toLowerCase()}@analytical.example`,
      ...(name === "Ada" && { keys: ["hubspot:0-1:123"], optedOut: true }),
      ...(name === "Charles" && { keys: ["pipedrive:person:7"] }),
      name,
      title: `Head of ${name}`,
      company: "Analytical",
      createdAt: now - 30 * DAY,
    });
    await addTouches(
      Array.from({ length: index + 1 }, (_, day) => ({
        leadId: id,
        at: now - day * DAY,
        kind: "demo_request",
      })),
    );
  }
});

const ask = (key: string) => call("rep", `/v1/accounts/people?key=${encodeURIComponent(key)}`);
const people = async (key: string) => {
  const answer = await ask(key);
  expect(answer.status, key).toBe(200);
  return { ...AccountPeople.parse(await answer.json()), cost: costOf(answer) };
};

describe("GET /v1/accounts/people", () => {
  it("gives the company and its people, the best first, each with the key that opens them", async () => {
    await call("rep", "/v1/me");
    const found = await people("domain:analytical.example");
    expect(found.account).toMatchObject({ name: "Analytical", domain: "analytical.example", leads: 3 });
    expect(found.people.map(({ score }) => score)).toEqual(
      found.people.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(found.people.find(({ name }) => name === "Ada")).toMatchObject({
      key: `sha256:${await sha256("ada@analytical.example")}`,
      title: "Head of Ada",
      stage: "inquiry",
      flags: ["opted_out"],
    });
    expect(found.cost).toMatchObject({ trips: 1, written: 0 });
    for (const { key, id } of found.people) {
      const insight = Insight.parse(
        await (await call("rep", `/v1/insight?key=${encodeURIComponent(key)}`)).json(),
      );
      expect(insight.lead.id).toBe(id);
    }
  });

  it("finds it by its domain, the domain's hash, a host below it, and any key of its people", async () => {
    for (const key of [
      "domain:www.Analytical.example",
      `sha256:${await sha256("analytical.example")}`,
      `sha256:${await sha256("mary@analytical.example")}`,
      "email:mary@analytical.example",
      "hubspot:0-1:123",
      "pipedrive:person:7",
    ])
      expect((await people(key)).account.domain, key).toBe("analytical.example");
  });

  it("finds it by a deal, as a CRM's own file has its id", async () => {
    const file = await bring(
      csv(
        "Deal ID,Email,Opened,Amount,Currency,Stage,Outcome",
        "4711,ada@analytical.example,2026-01-02,48000,EUR,Offer,open",
        "12,charles@analytical.example,2026-01-02,100,EUR,Offer,open",
        "0065g00000AbCdE,mary@analytical.example,2026-01-02,100,EUR,Offer,open",
      ),
      "deals",
      {
        mapping: {
          "Deal ID": "id",
          Email: "email",
          Opened: "openedAt",
          Amount: "amount",
          Currency: "currency",
          Stage: "stage",
          Outcome: "outcome",
        },
      },
    );
    expect(file).toMatchObject({ state: "done", refused: 0 });
    for (const key of ["hubspot:0-3:4711", "pipedrive:deal:12", "salesforce:0065g00000AbCdE"])
      expect((await people(key)).account.domain, key).toBe("analytical.example");
    // The lead of deal 12 is known in another make of CRM, and a person's number is no deal's.
    for (const key of ["hubspot:0-3:12", "pipedrive:deal:4711", "hubspot:0-1:4711", "hubspot:0-2:4711"])
      expect((await ask(key)).status, key).toBe(404);
    expect((await people("hubspot:0-3:4711")).account.openDeal).not.toBeNull();
  });

  it("opens somebody without an address by another key, and puts who is disqualified last", async () => {
    const keyed = await addLead({ email: "keyed@house.example", keys: ["hubspot:0-1:900"], name: "Keyed" });
    const out = await addLead({ email: "out@house.example", name: "Out" });
    await addTouches([{ leadId: out, at: now, kind: "demo_request" }]);
    await env.DB.batch([
      env.DB.prepare("delete from lead_keys where lead_id = ? and kind <> 'hubspot'").bind(keyed),
      env.DB.prepare("update leads set email = null where id = ?").bind(keyed),
      env.DB.prepare("update leads set stage = 'disqualified' where id = ?").bind(out),
    ]);
    const found = await people("hubspot:0-1:900");
    expect(found.people).toMatchObject([
      { name: "Keyed", key: "hubspot:0-1:900" },
      { name: "Out", flags: ["disqualified"] },
    ]);
    expect(found.people[1]?.score).toBeGreaterThan(found.people[0]?.score ?? 100);
  });

  it("reads the same of a company of a hundred as of one of thousands, and lists 25", async () => {
    await call("rep", "/v1/me");
    const leads = (host: string, count: number, from = 0) =>
      Array.from({ length: count }, (_, n) => ({ email: `p${from + n}@${host}`, name: `P ${from + n}` }));
    for (const [host, count] of [
      ["hundred.example", 100],
      ["thousand.example", 1_500],
    ] as const)
      for (let from = 0; from < count; from += 500)
        await call("marketing", "/v1/leads", { body: leads(host, Math.min(500, count - from), from) });
    const few = await people("domain:hundred.example");
    const many = await people("domain:thousand.example");
    expect([few.account.leads, many.account.leads]).toEqual([100, 1_500]);
    expect(many.people.length).toBeLessThanOrEqual(25);
    expect(many.people.length).toBeGreaterThanOrEqual(20);
    expect(many.cost.read).toBeLessThanOrEqual(few.cost.read);
    expect(many.cost.read).toBeLessThanOrEqual(120);
  }, 60_000);

  it("says so where nobody works there, and names the field that is wrong", async () => {
    const answer = await ask("domain:nowhere.example");
    expect(answer.status).toBe(404);
    expect(Problem.parse(await answer.json())).toMatchObject({ code: "unknown_account" });
    expect((await ask("nothing")).status).toBe(400);
    expect((await call(null, "/v1/accounts/people?key=domain:analytical.example")).status).toBe(401);
  });
});

it("tells of a company's best leads the key that opens them, here and beside a lead", async () => {
  const account = Account.parse(
    await (await call("rep", "/v1/accounts?key=domain:analytical.example")).json(),
  );
  const { account: ofAda } = Insight.parse(
    await (await call("rep", "/v1/insight?email=ada@analytical.example")).json(),
  );
  for (const { name, key } of [...account.best, ...(ofAda?.best ?? [])])
    expect(key).toBe(`sha256:${await sha256(`${name.toLowerCase()}@analytical.example`)}`);
  expect(ofAda?.best.length).toBeGreaterThan(0);
});
