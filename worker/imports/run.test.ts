import { env } from "cloudflare:workers";
import type { D1Database } from "@cloudflare/workers-types";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { csv, everything, stateOf, steps, upload, wipe } from "../../test/imports.ts";
import { addLead, call, seedPeople } from "../../test/workspace.ts";
import { importById } from "../db/imports.ts";
import { Database } from "../db/run.ts";
import { sha256 } from "../hash.ts";
import { Session } from "../middleware/session.ts";
import { runImport } from "./run.ts";
import { start } from "./start.ts";

beforeAll(seedPeople);
beforeEach(wipe);
afterEach(() => vi.useRealTimers());

const run = (sql: string) => env.DB.prepare(sql).run();

/** Something happens at each transaction: before it, or after it and before anybody hears of that. */
function disturbed(
  before: (statements: number) => Promise<unknown>,
  after: () => Promise<unknown> = async () => {},
): D1Database {
  return new Proxy(env.DB, {
    get: (target, name) =>
      name === "batch"
        ? async (...args: Parameters<D1Database["batch"]>) => {
            await before(args[0].length);
            const result = await target.batch(...args);
            await after();
            return result;
          }
        : Reflect.get(target, name).bind(target),
  });
}

/** Dies there: nobody hears of it again. */
const death = () => new Promise<never>(() => {});

const sources = ["Web", "Fair", ""];
const file = csv(
  "Email,Name,Company,Source,Created,CRM,Won,Ended",
  ...Array.from({ length: 200 }, (_, row) => {
    const month = String(1 + (row % 12)).padStart(2, "0");
    const ends = row % 7 === 0 ? `1,2025-${month}-01` : row % 11 === 0 ? "0," : ",";
    const person = row % 170;
    return `p${person}@c${person % 30}.example,P ${row},C ${person % 30},${sources[row % 3]},2024-${month}-02,${row > 197 ? 5 : row},${ends}`;
  }),
);
const said = { CRM: "key:crm", Won: "outcome", Ended: "outcomeAt" };

const NOW = Date.UTC(2026, 5, 1);

/** Brought, mapped and begun at a fixed time; nobody works on it yet. */
async function begun(body = file, mapping: Record<string, string> = said): Promise<string> {
  const { id } = await upload(body);
  const session = new Session(new Database(env.DB), await sha256("local-marketing"), true);
  const [[row]] = await session.read([importById({ id })]);
  if (!row) throw new Error("It is not there");
  await start(session, row, { mapping }, NOW);
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  return id;
}

const runOn = (d1: D1Database, id: string) => runImport(new Database(d1, 1_000_000), id, 1_000);
/** All that an import wrote, but for its id. */
const written = async (id: string) =>
  JSON.parse(JSON.stringify([await everything(), await steps()]).replaceAll(id, "the import"));

/** Undisturbed, from beginning to end. */
async function whole() {
  const id = await begun();
  await runOn(env.DB, id);
  expect(await stateOf(id)).toMatchObject({ state: "done", rows: 200, done: 200 });
  const result = await written(id);
  await wipe();
  vi.useRealTimers();
  return result;
}

describe("a runner", () => {
  it("that is killed anywhere leaves nothing that the next one cannot go on from, to the same bytes", async () => {
    const expected = await whole();
    expect(expected[1].length).toBeGreaterThan(6);
    const id = await begun();
    let seed = 42;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    let kills = 0;
    for (; kills < 100; kills += 1) {
      const last = 1 + Math.floor(random() * 8);
      let trips = 0;
      let die = () => {};
      const died = new Promise<string>((done) => {
        die = () => done("died");
      });
      const dying = async (at: number) => {
        if (trips < at) return;
        die();
        await death();
      };
      const isAfter = random() < 0.5;
      const d1 = disturbed(
        () => dying(isAfter ? 1_000 : last),
        () => dying(++trips && isAfter ? last : 1_000),
      );
      await Promise.race([died, runOn(d1, id)]);
      await run("update imports set lease_until = 0");
      if ((await env.DB.prepare("select state from imports").first("state")) !== "running") break;
    }
    expect(kills).toBeGreaterThanOrEqual(20);
    expect(await stateOf(id)).toMatchObject({ state: "done", done: 200, error: null });
    expect(await written(id)).toEqual(expected);
  });

  it("is alone, or two of them write as one would", async () => {
    const expected = await whole();
    const id = await begun();
    let turns = 0;
    const d1 = disturbed(async () => {
      // Neither hears of the other's lease.
      await run("update imports set lease_until = 0");
      if (++turns % 5 === 0) await runImport(new Database(env.DB, 30), id, 1_000);
    });
    for (let runs = 0; runs < 50 && (await stateOf(id)).state === "running"; runs += 1) {
      await runOn(d1, id);
      await run("update imports set lease_until = 0");
    }
    expect(await stateOf(id)).toMatchObject({ state: "done", done: 200 });
    expect(await written(id)).toEqual(expected);
  });

  it("stops when it is told to, goes on later, and ends the same", async () => {
    const expected = await whole();
    const id = await begun();
    let trips = 0;
    const d1 = disturbed(async () => {
      if (++trips === 8) await run("update imports set state = 'stopped', phase = null");
    });
    await runOn(d1, id);
    const stopped = await stateOf(id);
    expect(stopped.state).toBe("stopped");
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(200);
    await run("update imports set state = 'running', phase = 'writing', lease_until = 0");
    await runOn(env.DB, id);
    expect(await written(id)).toEqual(expected);
  });

  it("plans a step anew where somebody has changed its leads meanwhile", async () => {
    await addLead({ email: "p0@c0.example", name: "Before" });
    const id = await begun();
    let changes = 0;
    const d1 = disturbed(async () => {
      vi.useRealTimers();
      if (changes++ < 12)
        await call("marketing", "/v1/leads", {
          body: [{ email: "p0@c0.example", title: `Title ${changes}`, attributes: { mine: changes } }],
        });
      vi.useFakeTimers({ toFake: ["Date"], now: NOW });
    });
    await runOn(d1, id);
    expect(await stateOf(id)).toMatchObject({
      state: "done",
      created: 169,
      updated: 29,
      refused: 2,
      conflicts: 2,
    });
    const lead = await env.DB.prepare(
      "select name, title, attributes from leads where email = 'p0@c0.example'",
    ).first();
    expect(lead).toEqual({ name: "P 170", title: "Title 12", attributes: '{"mine":12}' });
  });

  it("takes fewer rows where what is known of their leads is too much for one step", async () => {
    const people = Array.from({ length: 25 }, (_, index) => `long${index}@c.example`);
    const much = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`a${index}`, "語".repeat(500)]),
    );
    for (const email of people) await addLead({ email, attributes: much });
    const before = await everything();
    const id = await begun(csv("Email,Name,CRM,a1", ...people.map((email, row) => `${email},N,${row},new`)), {
      CRM: "key:crm",
      a1: "attribute:a1",
    });
    await runOn(env.DB, id);
    expect(await stateOf(id)).toMatchObject({ state: "done", updated: 25 });
    expect((await steps()).length).toBeGreaterThan(3);
    await run("update imports set state = 'running', phase = 'undoing', lease_until = 0");
    await runOn(env.DB, id);
    expect(await everything()).toEqual(before);
  });

  it("gives up after a while where it cannot go on, and says so", async () => {
    const id = await begun();
    let steps = 0;
    const broken = disturbed(async (statements) => {
      if (statements > 7 && ++steps > 2) throw new TypeError("broken");
    });
    for (let runs = 0; runs < 10; runs += 1) {
      await runOn(broken, id);
      await run("update imports set lease_until = 0");
    }
    const state = await stateOf(id);
    expect(state).toMatchObject({ state: "failed", done: 40 });
    expect(state.error).toContain("after row 40");
  });
});

describe("what it costs the database", () => {
  const leads = (file: number, count: number, companies: number) =>
    csv(
      "Email,Name,Company,Source,CRM",
      ...Array.from(
        { length: count },
        (_, row) => `p${row}@c${row % companies}-${file}.example,P,C,Web,${file}-${row}`,
      ),
    );

  it("is 14 rows written a lead or less, and as many read however many leads there are", async () => {
    const costs: { written: number; read: number }[] = [];
    for (const file of [0, 1]) {
      const id = await begun(leads(file, 600, 300), { CRM: "key:crm" });
      const db = new Database(env.DB, 1_000_000);
      await runImport(db, id, 1_000);
      expect(await stateOf(id)).toMatchObject({ state: "done", created: 600 });
      costs.push({ written: db.cost.written / 600, read: db.cost.read / 600 });
      vi.useRealTimers();
    }
    for (const { written, read } of costs) {
      expect(written).toBeLessThanOrEqual(14);
      expect(read).toBeLessThanOrEqual(50);
    }
    expect(costs[1]?.read).toBeLessThanOrEqual((costs[0]?.read ?? 0) + 1);
  });
});

describe("a rollback", () => {
  it("leaves every table as it was, wherever it is killed", async () => {
    await addLead({ email: "p0@c0.example", name: "Before", attributes: { b: 1, a: 2 } });
    await addLead({ keys: ["crm:3"], company: "Old" });
    await addLead({ email: "somebody@c1.example", name: "Somebody" });
    const before = await everything();
    const id = await begun();
    await runOn(env.DB, id);
    expect(await stateOf(id)).toMatchObject({ state: "done" });
    await run("update imports set state = 'running', phase = 'undoing', lease_until = 0");
    for (let kills = 0; kills < 100; kills += 1) {
      let trips = 0;
      let die = () => {};
      const died = new Promise<void>((done) => {
        die = done;
      });
      const d1 = disturbed(
        async () => {},
        async () => {
          if (++trips < 5 + (kills % 3)) return;
          die();
          await death();
        },
      );
      await Promise.race([died, runOn(d1, id)]);
      await run("update imports set lease_until = 0");
      if ((await stateOf(id)).state === "mapping") break;
    }
    expect(await stateOf(id)).toMatchObject({
      state: "mapping",
      done: 0,
      created: 0,
      updated: 0,
      startedAt: null,
    });
    expect(await everything()).toEqual(before);
    expect(await steps()).toEqual([]);
  });

  it("stopped on its way can go on, backwards or forwards", async () => {
    const expected = await whole();
    const before = await everything();
    const id = await begun();
    await runOn(env.DB, id);
    await run("update imports set state = 'running', phase = 'undoing', lease_until = 0");
    let trips = 0;
    await runOn(
      disturbed(async () => {
        if (++trips === 10) await run("update imports set state = 'stopped', phase = null");
      }),
      id,
    );
    const stopped = await stateOf(id);
    expect(stopped.done).toBeGreaterThan(0);
    expect(stopped.done).toBeLessThan(200);
    await run("update imports set state = 'running', phase = 'writing', lease_until = 0");
    await runOn(env.DB, id);
    expect(await written(id)).toEqual(expected);
    await run("update imports set state = 'running', phase = 'undoing', lease_until = 0");
    await runOn(env.DB, id);
    expect(await everything()).toEqual(before);
  });
});
