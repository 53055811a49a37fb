import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { LeadBriefs } from "../../shared/contract/standings.ts";
import { addLead, addTouches, call, costOf, DAY, seedPeople, type Who } from "../../test/workspace.ts";
import { Database } from "../db/run.ts";
import { stand } from "../jobs/standings.ts";

const now = Date.now();
const ids = new Map<string, string>();

async function lead(name: string, more: Record<string, unknown> = {}, who: Who = "marketing") {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@${name.split(" ")[1]?.toLowerCase() ?? "x"}.example`;
  const id = await addLead({ email, name, createdAt: now - 90 * DAY, ...more }, who);
  ids.set(name, id);
  return id;
}
const touch = (
  leadId: string,
  days: number,
  kind = "demo_request",
  direction: "theirs" | "ours" = "theirs",
) => addTouches([{ leadId, at: now - days * DAY, kind, direction, id: `${leadId}-${days}-${kind}` }]);
const standAll = () => stand(new Database(env.DB), [...ids.values()], Date.now());

async function ask(path: string, who: Who = "rep") {
  const answer = await call(who, path);
  expect(answer.status, path).toBe(200);
  const { items } = LeadBriefs.parse(await answer.json());
  return { items, names: items.map(({ name }) => name), cost: costOf(answer) };
}
const verdict = (who: Who, leadId: string, reason: string) =>
  call(who, "/v1/feedback", {
    body: {
      id: crypto.randomUUID(),
      leadId,
      verdict: "bad",
      reason,
      at: Date.now(),
      seen: { score: 1, band: "D", scorecard: 1, persona: null, site: "gmail" },
    },
  });

beforeAll(async () => {
  await seedPeople();
  const rosa = { owner: "rosa@ourcompany.example" };
  const good = { title: "Head of Operations", attributes: { employees: 320 } };
  for (const [name, more, days] of [
    ["Ada Lovelace", { ...rosa, ...good, company: "Analytical Engines" }, 1],
    ["Charles Babbage", { ...rosa }, 5],
    ["Free Lance", { ...good }, 2],
    ["Other Rep", { ...good, owner: "rudi@ourcompany.example" }, 1],
    ["Opted Out", { ...rosa, ...good, optedOut: true }, 1],
    ["Judged Bad", { ...rosa, ...good }, 1],
    ["Duplicate Too", { ...good }, 1],
    ["Has Bought", { ...rosa, ...good }, 1],
  ] as const)
    await touch(await lead(name, more), days);
  await verdict("rep", ids.get("Judged Bad") ?? "", "outsider");
  await verdict("rep2", ids.get("Duplicate Too") ?? "", "duplicate");
  await env.DB.prepare("update leads set stage = 'customer' where id = ?").bind(ids.get("Has Bought")).run();
  // Cold for two months, and back this hour.
  const sleeper = await lead("Rip Vanwinkle", { ...rosa });
  await touch(sleeper, 62, "webinar");
  await touch(sleeper, 0.04, "pricing_view");
  // Never away.
  const steady = await lead("Steady Eddy", { ...rosa });
  for (const days of [40, 20, 2.5, 0.1]) await touch(steady, days, "page_view");
  // We wrote to them; they did nothing.
  const quiet = await lead("Quiet Quinn", { ...rosa });
  await touch(quiet, 50, "form");
  await touch(quiet, 0.1, "email", "ours");
  await touch(quiet, 0.05, "machine_open");
  // Handed back ten days ago, and in touch again by themselves.
  const recycled = await lead("Reese Cycled", {});
  await touch(recycled, 12, "form");
  await env.DB.prepare("update leads set stage = 'recycled', stage_since = ? where id = ?")
    .bind(now - 10 * DAY, recycled)
    .run();
  await touch(recycled, 0.2, "form");
  await standAll();
});

describe("GET /v1/leads/best", () => {
  it("gives mine and nobody's, best first, with why and how they changed", async () => {
    const { items, names } = await ask("/v1/leads/best");
    expect(names.slice(0, 2).sort()).toEqual(["Ada Lovelace", "Free Lance"]);
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((a, b) => b - a));
    const [ada] = items.filter(({ name }) => name === "Ada Lovelace");
    expect(ada).toMatchObject({
      key: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      company: "Analytical Engines",
      owner: { name: "Rosa Rep", you: true },
      flags: [],
    });
    expect(ada?.change7d).toBeGreaterThan(5);
    expect(ada?.why).toHaveLength(2);
    expect(ada?.why[0]?.points).toBeGreaterThan(0);
    expect(items.find(({ name }) => name === "Free Lance")?.owner).toBeNull();
  });

  it("never gives a customer, nor who opted out, was said no to, or is somebody else's", async () => {
    const { names } = await ask("/v1/leads/best");
    for (const name of ["Other Rep", "Opted Out", "Judged Bad", "Duplicate Too", "Has Bought"])
      expect(names).not.toContain(name);
    expect((await ask("/v1/leads/best", "rep2")).names).toContain("Other Rep");
  });

  it("leaves out at once who may not be there any more, whatever was kept", async () => {
    const id = await lead("Leaves Soon", { title: "Head of Operations" });
    await touch(id, 0.1);
    await standAll();
    expect((await ask("/v1/leads/best")).names).toContain("Leaves Soon");
    await verdict("rep", id, "not_our_market");
    expect((await ask("/v1/leads/best")).names).not.toContain("Leaves Soon");
  });

  it("opens each by its key", async () => {
    const { items } = await ask("/v1/leads/best");
    for (const { key } of items) {
      const insight = await call("rep", `/v1/insight?key=${encodeURIComponent(key ?? "")}`);
      expect(insight.status).toBe(200);
    }
  });
});

describe("GET /v1/leads/woken", () => {
  it("gives who came back by themselves after a long time, or after they were handed back", async () => {
    const { items, names } = await ask("/v1/leads/woken");
    expect(names).toEqual(["Rip Vanwinkle", "Reese Cycled"]);
    expect(items[0]?.wokenAt).toBe(Math.round(now - 0.04 * DAY));
    expect((await ask("/v1/leads/woken", "rep2")).names).toEqual(["Reese Cycled"]);
  });

  it("forgets them the day after", async () => {
    await env.DB.prepare("update standings set woken_at = ? where lead_id = ?")
      .bind(now - 50 * 3_600_000, ids.get("Reese Cycled"))
      .run();
    expect((await ask("/v1/leads/woken")).names).toEqual(["Rip Vanwinkle"]);
  });
});

describe("GET /v1/leads/search", () => {
  const search = async (q: string) => (await ask(`/v1/leads/search?q=${encodeURIComponent(q)}`)).names;

  it("finds by the beginning of any word of a name or company, of a domain or an address", async () => {
    for (const q of [
      "ada",
      "LOVE",
      "Ada Lov",
      "lovelace, a",
      "engin",
      "analytical",
      "ada analyt",
      "ada.lovelace@love",
      "lovelace.exa",
    ])
      expect(await search(q), q).toContain("Ada Lovelace");
    expect(await search("velace")).toEqual([]);
    expect(await search("ada babbage")).toEqual([]);
  });

  it("finds the asker's own where very many are called alike", async () => {
    await crowd(30_000, 30_400, "0");
    const id = await lead("Crowd Zuleika", { owner: "rosa@ourcompany.example" });
    await touch(id, 0.1);
    await standAll();
    expect((await search("crowd"))[0]).toBe("Crowd Zuleika");
  });

  it("finds everybody's, and says what stands above the score", async () => {
    const { items } = await ask("/v1/leads/search?q=rep");
    expect(items).toMatchObject([{ name: "Other Rep", owner: { name: "Rudi Rep", you: false } }]);
    expect((await ask("/v1/leads/search?q=bought")).items[0]?.flags).toContain("customer");
  });

  it("takes no letter for anything but itself", async () => {
    for (const q of ["%da", "_da", "v%lace", "ad%velace", "ad*velace", "' or 1=1 --", "x%y"])
      expect(await search(q)).not.toContain("Ada Lovelace");
    for (const q of ["", "a", "%_", "...", "a%"]) {
      const answer = await call("rep", `/v1/leads/search?q=${encodeURIComponent(q)}`);
      expect(answer.status, q).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "invalid_input", errors: [{ field: "q" }] });
    }
    expect((await call("rep", "/v1/leads/search")).status).toBe(400);
    expect((await call(null, "/v1/leads/search?q=ada")).status).toBe(401);
  });

  it("finds a lead without an address by a key of the CRM's", async () => {
    const [id] = [await addLead({ keys: ["hubspot:0-1:77"], name: "Nora Mail" })];
    ids.set("Nora Mail", id);
    await standAll();
    const { items } = await ask("/v1/leads/search?q=nora");
    expect(items).toMatchObject([{ key: "hubspot:0-1:77", email: null }]);
  });

  it("follows a new name, and forgets who is no more", async () => {
    const id = await lead("Maiden Name");
    await standAll();
    expect(await search("maiden")).toEqual(["Maiden Name"]);
    await addLead({ email: "maiden.name@name.example", name: "Married Name" });
    await standAll();
    expect(await search("maiden n")).toEqual([]);
    expect(await search("married")).toEqual(["Married Name"]);
    const entries = () =>
      env.DB.prepare("select count(*) as n from lead_entries where lead_id = ?").bind(id).first("n");
    expect(await entries()).toBeGreaterThan(0);
    await env.DB.batch(
      ["lead_keys where lead_id", "leads where id"].map((from) =>
        env.DB.prepare(`delete from ${from} = ?`).bind(id),
      ),
    );
    expect(await entries()).toBe(0);
    expect(await env.DB.prepare("select * from standings where lead_id = ?").bind(id).first()).toBeNull();
    ids.delete("Maiden Name");
  });
});

/** Leads in numbers, as the job would leave them: named alike, so that any search meets very many. */
async function crowd(from: number, to: number, value = "90 + i % 9"): Promise<void> {
  const some = `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to - 1})`;
  const id = "printf('00000000-0000-7000-8000-%012d', i)";
  await env.DB.batch(
    [
      `insert into leads (id, email, mail_kind, name, owner_id, created_at, updated_at, stage_since)
       ${some} select ${id}, 'crowd' || i || '@crowd.example', 'company', 'Crowd ' || i,
         iif(i % 2, 'p-rep', null), 0, 0, 0 from n`,
      `insert into lead_keys (kind, value, lead_id) ${some} select 'email', 'crowd' || i || '@crowd.example', ${id} from n`,
      `insert into standings (lead_id, owner_id, value, woken_at, entries)
       ${some} select ${id}, iif(i % 2, 'p-rep', ''), ${value}, ${now}, '[]' from n`,
      `insert into lead_entries (entry, lead_id) ${some} select 'crowd ' || i, ${id} from n`,
      `insert into lead_entries (entry, lead_id) ${some} select i || ' crowd', ${id} from n`,
      `insert into touches (id, lead_id, at, kind, direction, channel, title)
       ${some} select 'c' || i || '-' || j.value, ${id}, ${now} - j.value * 1000, 'form', 'theirs', 'Web', 'Form'
       from n, json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]') as j where i % 9 = 8 and i > ${to} - 1000`,
    ].map((statement) => env.DB.prepare(statement)),
  );
}

describe("what the lists cost", () => {
  const paths = [
    "/v1/leads/best",
    "/v1/leads/woken",
    "/v1/leads/search?q=crowd",
    "/v1/leads/search?q=cr+1",
    "/v1/leads/search?q=crowd1",
  ];
  const costs = () => Promise.all(paths.map(async (path) => (await ask(path)).cost));

  it("is one trip, and the same number of rows at 4,000 leads and at 20,000", async () => {
    await crowd(0, 4_000);
    await call("rep", "/v1/me");
    const few = await costs();
    await crowd(4_000, 20_000);
    const many = await costs();
    for (const [index, cost] of many.entries()) {
      expect(cost, paths[index]).toMatchObject({ trips: 1, written: 0 });
      expect(cost.read, paths[index]).toBeLessThanOrEqual(1_000);
      expect(cost.read, paths[index]).toBeLessThanOrEqual((few[index]?.read ?? 0) + 40);
    }
  });
});
