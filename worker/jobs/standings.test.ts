import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { message, parcel } from "../../test/parcels.ts";
import { addLead, addTouches, call, DAY, seedPeople } from "../../test/workspace.ts";
import { app } from "../app.ts";
import { currentConfig } from "../db/config.ts";
import { Database } from "../db/run.ts";
import { emptyWorkspace } from "../db/workspace.ts";
import { standDue } from "../standings.ts";
import { takeIn } from "../tracking/take-in.ts";
import { keepStandings, SLICE, stand } from "./standings.ts";

const now = Date.now();

beforeAll(seedPeople);
beforeEach(async () => {
  // What the tests before have left.
  for (let more = 0; more < 5; more += 1) await standDue(env.DB);
  await env.DB.batch(
    ["touches", "heat", "lead_keys", "leads", "jobs", "import_steps", "imports"].map((table) =>
      env.DB.prepare(`delete from ${table}`),
    ),
  );
});

interface Row {
  lead_id: string;
  owner_id: string;
  value: number | null;
  woken_at: number | null;
  entries: string;
}
const rows = async () =>
  (await env.DB.prepare("select * from standings order by lead_id").all<Row>()).results;
const count = (table: string) => env.DB.prepare(`select count(*) as n from ${table}`).first<number>("n");
const touch = (leadId: string, days: number, kind = "page_view", id = `${leadId}-${days}`) =>
  addTouches([{ leadId, at: now - days * DAY, kind, id }]);
async function cost(work: (db: Database) => Promise<unknown>) {
  const db = new Database(env.DB);
  await work(db);
  return db.cost;
}
async function leadsNamed(names: readonly string[]): Promise<string[]> {
  return Promise.all(
    names.map((name) => addLead({ email: `${name}@prospect.example`, name, createdAt: now - 60 * DAY })),
  );
}

describe("how a lead stands", () => {
  it("is written once, and again only where its score moved by 5 points, its owner or its name changed", async () => {
    const [id = ""] = await leadsNamed(["ada"]);
    await stand(new Database(env.DB), [id], now);
    const [before] = await rows();
    expect(before).toMatchObject({ lead_id: id, owner_id: "", woken_at: null });
    await touch(id, 0.1);
    expect(await cost((db) => stand(db, [id], now))).toMatchObject({ written: 0 });
    await touch(id, 0.1, "demo_request", "demo");
    const { written } = await cost((db) => stand(db, [id], now));
    expect(written).toBeLessThanOrEqual(3);
    const [after] = await rows();
    expect(after?.value).toBeGreaterThanOrEqual((before?.value ?? 0) + 5);
    await addLead({ email: "ada@prospect.example", owner: "rosa@ourcompany.example" });
    await stand(new Database(env.DB), [id], now);
    expect((await rows())[0]?.owner_id).toBe("p-rep");
    await addLead({ email: "ada@prospect.example", name: "Augusta" });
    await stand(new Database(env.DB), [id], now);
    expect(await env.DB.prepare("select entry from lead_entries where entry like 'a%'").all()).toMatchObject({
      results: [{ entry: "augusta" }],
    });
  });

  it("is found by a key, and writes nothing of who is gone meanwhile", async () => {
    const [id = ""] = await leadsNamed(["ada"]);
    await stand(
      new Database(env.DB),
      ["email:ada@prospect.example", "email:nobody@x.example", "anonymous:v"],
      now,
    );
    expect((await rows()).map(({ lead_id }) => lead_id)).toEqual([id]);
    await env.DB.batch([env.DB.prepare("delete from lead_keys"), env.DB.prepare("delete from leads")]);
    await stand(new Database(env.DB), [id], now);
    expect([await count("standings"), await count("lead_entries")]).toEqual([0, 0]);
  });

  it("leaves no entry behind where two look at it at once", async () => {
    const [id = ""] = await leadsNamed(["first"]);
    const both = () => Promise.all([1, 2].map(() => stand(new Database(env.DB), [id], now)));
    await both();
    for (const name of ["second", "third"]) {
      await addLead({ email: "first@prospect.example", name });
      await both();
    }
    const entries = await env.DB.prepare("select entry from lead_entries order by entry").all<{
      entry: string;
    }>();
    expect(entries.results.map(({ entry }) => entry)).toEqual(
      JSON.parse((await rows())[0]?.entries ?? "").toSorted(),
    );
  });

  it("reads a bounded number of rows, whatever the lead's touches", async () => {
    const [id = ""] = await leadsNamed(["busy"]);
    const many = Array.from({ length: 3_000 }, (_, n) => ({
      leadId: id,
      at: now - 400 * DAY + n * 3_600_000 * 3.2,
      id: `busy-${n}`,
      direction: n % 3 ? ("ours" as const) : ("theirs" as const),
    }));
    await addTouches(many);
    await touch(id, 0.01);
    const { read } = await cost((db) => stand(db, [id], now));
    expect(read).toBeLessThanOrEqual(400);
  });
});

describe("after the answer", () => {
  it("is worked out a moment later, for all that came meanwhile, and keeps nobody waiting", async () => {
    const context = createExecutionContext();
    const post = (name: string) =>
      app.request(
        "http://localhost/v1/leads",
        {
          method: "POST",
          headers: { authorization: "Bearer local-marketing", "content-type": "application/json" },
          body: JSON.stringify([{ email: `${name}@prospect.example`, name }]),
        },
        env,
        context,
      );
    expect((await post("ada")).status).toBe(200);
    expect(await count("standings")).toBe(0);
    for (const name of ["charles", "mary"]) expect((await post(name)).status).toBe(200);
    await waitOnExecutionContext(context);
    expect(await count("standings")).toBe(3);
  });

  it("a touch writes at most 5 rows, and nothing more where the score hardly moves", async () => {
    const [id = ""] = await leadsNamed(["ada"]);
    for (const days of [20, 3, 1]) await touch(id, days);
    await standDue(env.DB);
    await stand(new Database(env.DB), [id], now);
    const config = await currentConfig(new Database(env.DB));
    const one = (messageId: string) =>
      parcel(messageId, [message(messageId, { userId: "ada@prospect.example", at: now - 60_000 })]);
    const took = async (messageId: string) => {
      const during = await cost((db) => takeIn(db, config, [one(messageId)]));
      const before = await rows();
      await standDue(env.DB);
      return { written: during.written, before, after: await rows() };
    };
    await took("m0");
    const quiet = await took("m1");
    expect(quiet.written).toBeLessThanOrEqual(5);
    expect(quiet.after).toEqual(quiet.before);
  });

  it("a lead of a call, its verdict and its touches stand a moment later", async () => {
    const [id = ""] = await leadsNamed(["ada"]);
    expect(await rows()).toEqual([]);
    await standDue(env.DB);
    expect((await rows())[0]?.value).toBeGreaterThanOrEqual(0);
    const answer = await call("rep", "/v1/feedback", {
      body: {
        id: crypto.randomUUID(),
        leadId: id,
        verdict: "bad",
        reason: "duplicate",
        at: Date.now(),
        seen: { score: 1, band: "D", scorecard: 1, persona: null, site: "gmail" },
      },
    });
    expect(answer.status).toBe(200);
    await standDue(env.DB);
    expect((await rows())[0]?.value).toBeNull();
  });

  it("nothing is left of a lead that was merged into another, and it stands again when they are parted", async () => {
    const [into = "", from = ""] = await leadsNamed(["into", "from"]);
    await standDue(env.DB);
    expect(await count("standings")).toBe(2);
    const merged = await call("marketing", "/v1/merges", { body: { into, from } });
    expect(merged.status).toBe(201);
    const { id }: { id: string } = await merged.json();
    await standDue(env.DB);
    expect((await rows()).map(({ lead_id }) => lead_id)).toEqual([into]);
    expect(
      await env.DB.prepare("select count(*) as n from lead_entries where lead_id = ?").bind(from).first("n"),
    ).toBe(0);
    expect((await call("marketing", `/v1/merges/${id}`, { method: "DELETE" })).status).toBe(204);
    await standDue(env.DB);
    expect((await rows()).map(({ lead_id }) => lead_id).sort()).toEqual([into, from].sort());
  });
});

describe("the job", () => {
  const many = SLICE * 2 + 30;
  const crowd = () =>
    env.DB.batch([
      env.DB.prepare(
        `insert into leads (id, mail_kind, name, created_at, updated_at, stage_since)
         with recursive n(i) as (select 0 union all select i + 1 from n where i < ${many - 1})
         select printf('00000000-0000-7000-8000-%012d', i), 'none', 'Crowd ' || i, 0, 0, 0 from n`,
      ),
    ]);

  it("goes over everybody in slices with its place in the database, once a week", async () => {
    await crowd();
    // A run that is stopped after each slice.
    const runs: number[] = [];
    for (let n = 0; n < 10 && (runs.at(-1) ?? 0) < many; n += 1) {
      await keepStandings(new Database(env.DB, 12), now, 5_000);
      runs.push((await count("standings")) ?? 0);
    }
    expect(runs.at(-1)).toBe(many);
    expect(runs.length).toBeGreaterThan(2);
    expect(await keepStandings(new Database(env.DB), now, 5_000)).toBe(true);
    const idle = new Database(env.DB);
    await keepStandings(idle, now + DAY, 5_000);
    expect(idle.cost.written).toBe(0);
    expect(idle.cost.read).toBeLessThan(10);
    await env.DB.prepare("update standings set value = 99").run();
    await keepStandings(new Database(env.DB), now + 8 * DAY, 5_000);
    expect(await env.DB.prepare("select count(*) as n from standings where value = 99").first("n")).toBe(0);
  });

  it("begins anew with another scorecard", async () => {
    await crowd();
    await keepStandings(new Database(env.DB), now, 5_000);
    await env.DB.batch([
      env.DB.prepare("update standings set value = 99"),
      env.DB.prepare(`update jobs set cursor = json_set(cursor, '$.scorecard', -1) where name = 'standings'`),
    ]);
    await keepStandings(new Database(env.DB), now, 5_000);
    expect(await env.DB.prepare("select count(*) as n from standings where value = 99").first("n")).toBe(0);
  });

  it("looks first at what an import wrote", async () => {
    await crowd();
    await keepStandings(new Database(env.DB), now, 5_000);
    const [late = ""] = await leadsNamed(["late"]);
    await env.DB.prepare("delete from standings where lead_id = ?").bind(late).run();
    await env.DB.batch([
      env.DB.prepare(
        `insert into imports (id, kind, name, person_id, state, created_at, bytes, rows, format, encoding, header,
          profiles, step) values ('i1', 'leads', 'a.csv', 'p-mkt', 'done', 0, 1, 1, 'csv', 'utf-8', 1, '[]', 1)`,
      ),
      env.DB.prepare(
        "insert into import_steps (import_id, step, leads, odd, refused, undo) values ('i1', 1, ?, '{}', '[]', '{}')",
      ).bind(JSON.stringify([late])),
    ]);
    await keepStandings(new Database(env.DB), now, 5_000);
    expect((await rows()).map(({ lead_id }) => lead_id)).toContain(late);
    expect(await env.DB.prepare("select stood from imports").first("stood")).toBe(1);
  });

  it("leaves nothing of an emptied workspace", async () => {
    await crowd();
    await keepStandings(new Database(env.DB), now, 5_000);
    await new Database(env.DB, 1_000).batch(emptyWorkspace());
    expect([
      await count("standings"),
      await count("lead_entries"),
      await env.DB.prepare("select * from jobs where name = 'standings'").first(),
    ]).toEqual([0, 0, null]);
  });
});
