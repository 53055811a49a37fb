import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { Chips, Insight } from "../../shared/contract/insight.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople } from "../../test/workspace.ts";
import { sha256 } from "../hash.ts";

const now = Date.now();

beforeAll(async () => {
  await seedPeople();
  const ada = await addLead({
    email: "ada@analytical.example",
    keys: ["hubspot:0-1:123"],
    name: "Ada Lovelace",
    title: "Head of Operations",
    company: "Analytical",
    source: "Demo form",
    owner: "rosa@ourcompany.example",
    createdAt: now - 60 * DAY,
    attributes: { industry: "Manufacturing", employees: 320, country: "gb" },
  });
  for (const [index, name] of ["Charles", "Mary", "Luigi", "Augustus", "Joan"].entries()) {
    const id = await addLead({
      email: `${name.toLowerCase()}@analytical.example`,
      name,
      createdAt: now - 30 * DAY,
    });
    await addTouches([{ leadId: id, at: now - index * DAY, kind: "form" }]);
  }
  await addTouches(
    Array.from({ length: 34 }, (_, index) => ({
      leadId: ada,
      at: now - 3_600_000 - index * 2 * DAY,
      kind: index === 0 ? "demo_request" : index < 4 ? "pricing_view" : "page_view",
    })),
  );
});

describe("GET /v1/insight", () => {
  it("answers everything in one trip of at most 60 rows", async () => {
    await call("rep", "/v1/me");
    const answer = await call("rep", "/v1/insight?email=ada@analytical.example");
    expect(answer.status).toBe(200);
    const insight = Insight.parse(await answer.json());
    expect(insight.lead.name).toBe("Ada Lovelace");
    expect(insight.lead.owner).toMatchObject({ name: "Rosa Rep", you: true });
    expect(insight.score.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(insight.score.value);
    expect(insight.touches.items).toHaveLength(20);
    expect(insight.touches.total).toBe(34);
    expect(insight.touches.items.map(({ at }) => at)).toEqual(
      insight.touches.items.map(({ at }) => at).sort((a, b) => b - a),
    );
    expect(insight.account).toMatchObject({ name: "Analytical", leads: 6 });
    expect(insight.account?.best).toHaveLength(3);
    expect(insight.score.change7d).toBeDefined();
    const cost = costOf(answer);
    expect(cost).toMatchObject({ trips: 1, written: 0 });
    expect(cost.read).toBeLessThanOrEqual(60);
  });

  it("finds the lead by the hash of the address and by a record id alike", async () => {
    const hash = await sha256("ada@analytical.example");
    for (const key of [
      `sha256:${hash}`,
      `sha256:${hash.toUpperCase()}`,
      "hubspot:0-1:123",
      "email:ADA@analytical.example",
    ]) {
      const answer = await call("rep", `/v1/insight?key=${encodeURIComponent(key)}`);
      expect(answer.status, key).toBe(200);
    }
  });

  it("says so when nobody has the key", async () => {
    const answer = await call("rep", "/v1/insight?key=email:nobody@nowhere.example");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(Problem.parse(await answer.json())).toMatchObject({
      code: "unknown_lead",
      errors: [{ field: "key" }],
    });
  });

  it("names the field that is wrong", async () => {
    for (const path of ["/v1/insight", "/v1/insight?key=ada", "/v1/insight?key=email:a&email=b"]) {
      const answer = await call("rep", path);
      expect(answer.status).toBe(400);
      expect(Problem.parse(await answer.json())).toMatchObject({
        code: "invalid_input",
        errors: [{ field: "key" }],
      });
    }
  });

  it("is closed without a token, with a wrong one, and to local tokens on another host", async () => {
    const path = "/v1/insight?email=ada@analytical.example";
    for (const answer of [
      await call(null, path),
      await call(null, path, { headers: { authorization: "Bearer nonsense" } }),
      await call(null, path, { headers: { authorization: "Basic bG9jYWwtcmVwOg==" } }),
    ]) {
      expect(answer.status).toBe(401);
      expect(Problem.parse(await answer.json()).code).toBe("not_signed_in");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("POST /v1/insights", () => {
  it("gives a chip a known key, in one trip of at most 5 rows a chip", async () => {
    const known = ["email:ada@analytical.example", "email:mary@analytical.example", "hubspot:0-1:123"];
    const answer = await call("rep", "/v1/insights", {
      body: { keys: ["email:nobody@nowhere.example", ...known] },
    });
    const { items } = Chips.parse(await answer.json());
    expect(items.map(({ key }) => key)).toEqual(known);
    const cost = costOf(answer);
    expect(cost.trips).toBe(1);
    expect(cost.read).toBeLessThanOrEqual(5 * known.length);
  });

  it("says who has bought, by the person or by the company, and of nobody else", async () => {
    await addLead({ email: "buyer@bought.example", name: "Buyer" });
    await addLead({ email: "other@company-bought.example", name: "Other" });
    await addLead({ email: "open@prospect.example", name: "Open" });
    await env.DB.batch([
      env.DB.prepare("update leads set stage = 'customer' where email = 'buyer@bought.example'"),
      env.DB.prepare("update accounts set customer_since = 1 where domain = 'company-bought.example'"),
    ]);
    const keys = ["buyer@bought", "other@company-bought", "open@prospect"].map((at) => `email:${at}.example`);
    const answer = await call("rep", "/v1/insights", { body: { keys } });
    const { items } = Chips.parse(await answer.json());
    expect(items.map(({ customer }) => customer)).toEqual([true, true, undefined]);
  });
});

it("offers nothing to send to somebody who opted out", async () => {
  await env.DB.prepare(
    "insert into content (id, title, url, kind, created_at) values ('c1', 'For all', 'https://ours.example/c1', 'Guide', 0)",
  ).run();
  await addLead({ email: "in@prospect.example", name: "In" });
  await addLead({ email: "out@prospect.example", name: "Out", optedOut: true });
  const contentFor = async (email: string) =>
    Insight.parse(await (await call("rep", `/v1/insight?email=${email}`)).json()).content.length;
  expect(await contentFor("in@prospect.example")).toBe(1);
  expect(await contentFor("out@prospect.example")).toBe(0);
});

it("shows a touch whose link nobody may click without the link", async () => {
  const leadId = await addLead({ email: "links@prospect.example", name: "Links" });
  const urls = ["https://ours.example/a", "javascript:alert(1)", "http://[", "https://", "//ours.example"];
  await addTouches(urls.map((url, index) => ({ leadId, url, at: now - index })));
  const answer = await call("rep", "/v1/insight?email=links@prospect.example");
  const { touches } = Insight.parse(await answer.json());
  expect(touches.items.map(({ url }) => url)).toEqual([
    "https://ours.example/a",
    ...Array(4).fill(undefined),
  ]);
});

describe("claims and sequences", () => {
  const run = (text: string, ...params: (string | number | null)[]) =>
    env.DB.prepare(text)
      .bind(...params)
      .run();
  const claim = (id: string, leadId: string, ago: number, state: string) =>
    run(
      `insert into claims (id, via, visitor, key, lead_id, at, message_id, last_at, received_at, kind, title, state)
       values (?1, ?2, ?3, ?4, ?5, ?6, ?1, ?6, ?6, 'demo_request', 'Demo', ?7)`,
      id,
      `anonymous:${id}`,
      `v_${id}`,
      "email:claimed@prospect.example",
      leadId,
      now - ago,
      state,
    );

  it("shows the newest three that are open, with what their visitors did, and where the lead is in", async () => {
    const leadId = await addLead({ email: "claimed@prospect.example" });
    for (let n = 0; n < 30; n += 1) await claim(`c${n}`, leadId, n * 1000, n % 3 === 1 ? "open" : "refused");
    await addTouches([1, 2, 3].map((n) => ({ leadId: "v_c4", at: now - n })));
    for (const [via, name, state, ago] of [
      ["email:claimed@prospect.example", "Autumn nurture", "in", 5],
      ["user:1", "Autumn nurture", "in", 4],
      ["user:1", "Spring nurture", "out", 1],
    ] as const)
      await run(
        "insert into sequences (lead_id, via, name, state, at, message_id, next_at) values (?, ?, ?, ?, ?, 'm', ?)",
        leadId,
        via,
        name,
        state,
        now - ago,
        now + DAY,
      );
    const answer = await call("rep", "/v1/insight?email=claimed@prospect.example");
    const { claims, sequences } = Insight.parse(await answer.json());
    expect(claims?.map(({ id, touches }) => [id, touches])).toEqual([
      ["c1", 0],
      ["c4", 3],
      ["c7", 0],
    ]);
    expect(sequences).toEqual([{ name: "Autumn nurture", since: now - 4, nextAt: now + DAY }]);
    expect(costOf(answer)).toMatchObject({ trips: 1, written: 0 });
  });

  it("costs the same after a thousand claims and sequences that are no more", async () => {
    const leadId = await addLead({ email: "often@prospect.example" });
    const read = async () => costOf(await call("rep", "/v1/insight?email=often@prospect.example")).read;
    const before = await read();
    await run(
      `insert into claims (id, via, key, lead_id, at, message_id, last_at, received_at, state)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
       select 'often' || i, 'anonymous:' || i, 'email:often@prospect.example', ?1, ?2, '', ?2, ?2, 'refused' from n`,
      leadId,
      now,
    );
    await run(
      `insert into sequences (lead_id, via, name, state, at, message_id)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
       select ?1, 'user:1', 'Sequence ' || i, 'out', ?2, '' from n`,
      leadId,
      now,
    );
    expect(await read()).toBe(before);
  });
});
