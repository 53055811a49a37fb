import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { message, parcel } from "../../test/parcels.ts";
import { ATTEMPTS, pauseAfter, takeDelivery } from "./touches.ts";

const rows = async <Row>(sql: string): Promise<Row[]> => (await env.DB.prepare(sql).all<Row>()).results;
const ids = async () =>
  (await rows<{ id: string }>("select id from touches order by id")).map(({ id }) => id);
const letters = () =>
  rows<{ id: string; key_id: string; messages: number; attempts: number; error: string; body: string }>(
    "select * from dead_letters order by id",
  );
const heated = async () =>
  (
    await rows<{ n: number }>(
      "select coalesce(sum(e.value ->> 0), 0) as n from heat, json_each(heat.kinds) as e",
    )
  )[0]?.n;

/** What the queue hears of a delivery of these bodies: what was acknowledged, and what it shall bring again when. */
async function delivered(
  bodies: readonly unknown[],
  { attempts = 1, first = 0, db = env.DB }: { attempts?: number; first?: number; db?: typeof env.DB } = {},
) {
  const acked: string[] = [];
  const again: [id: string, seconds: number | undefined][] = [];
  const messages = bodies.map((body, index) => {
    const id = `q${first + index}`;
    return {
      id,
      timestamp: new Date(1_790_000_002_000),
      attempts,
      body,
      ack: () => void acked.push(id),
      retry: (options?: { delaySeconds?: number }) => void again.push([id, options?.delaySeconds]),
    };
  });
  await takeDelivery({ messages }, db);
  return { acked: acked.toSorted(), again: again.toSorted() };
}

/** The database, but that its batches go through `batch`. */
const through = (batch: (sent: () => Promise<unknown>) => Promise<unknown>): typeof env.DB =>
  new Proxy(env.DB, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      const call = value.bind(target);
      return name === "batch" ? (list: unknown) => batch(() => call(list)) : call;
    },
  });

const three = () =>
  ["a", "b", "c"].map((name) => parcel(`p-${name}`, [message(`${name}1`), message(`${name}2`)]));

beforeEach(async () => {
  await env.DB.batch(
    [
      "drop trigger if exists poisoned",
      "delete from touches",
      "delete from heat",
      "delete from arrivals",
      "delete from unmapped_events",
      "delete from dead_letters",
    ].map((sql) => env.DB.prepare(sql)),
  );
});

/** The database refuses touches with such an id. */
const poison = () =>
  env.DB.prepare(
    `create trigger poisoned before insert on touches when new.id like 'bad%'
    begin select raise(abort, 'poisoned'); end`,
  ).run();

describe("a delivery of the queue", () => {
  it("is written, and acknowledged", async () => {
    expect(await delivered(three())).toEqual({ acked: ["q0", "q1", "q2"], again: [] });
    expect(await ids()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
    expect(await heated()).toBe(6);
  });

  it("is one transaction for many parcels", async () => {
    const parcels = Array.from({ length: 100 }, (_, index) => parcel(`p${index}`, [message(`m${index}`)]));
    let batches = 0;
    const db = through((send) => {
      batches += 1;
      return send();
    });
    await delivered(parcels, { db });
    expect(await ids()).toHaveLength(100);
    expect(batches).toBeLessThan(10);
  });

  it("may come again, whole or in part, and writes nothing twice", async () => {
    await delivered(three());
    const tables = ["touches", "heat", "arrivals", "unmapped_events"];
    const before = await Promise.all(tables.map((table) => rows(`select * from ${table}`)));
    const [a, b, c] = three();
    expect(await delivered([c, a, a], { attempts: 2 })).toEqual({ acked: ["q0", "q1", "q2"], again: [] });
    await delivered([b], { attempts: 3 });
    expect(await Promise.all(tables.map((table) => rows(`select * from ${table}`)))).toEqual(before);
  });

  it("with one that fails: the others are written, it is tried again, later and later", async () => {
    await poison();
    const [a, b, c] = three();
    const bad = parcel("p-bad", [message("ok1"), message("bad1")]);
    expect(await delivered([a, bad, b, c])).toEqual({ acked: ["q0", "q2", "q3"], again: [["q1", 10]] });
    expect(await ids()).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
    expect(await heated()).toBe(6);
    expect(await delivered([bad], { attempts: 3, first: 1 })).toEqual({ acked: [], again: [["q1", 40]] });
    expect(await letters()).toEqual([]);
    expect(pauseAfter(30)).toBe(3_600);
  });

  it("that fails for good is put aside whole, once, with its reason", async () => {
    await poison();
    const bad = parcel("p-bad", [message("ok1"), message("bad1")]);
    for (const attempts of [ATTEMPTS, ATTEMPTS + 1])
      expect(await delivered([bad], { attempts })).toEqual({ acked: ["q0"], again: [] });
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ key_id: "k-test", messages: 2, attempts: ATTEMPTS + 1 });
    expect(letter?.error).toContain("poisoned");
    expect(JSON.parse(letter?.body ?? "")).toEqual(bad);
    expect(await ids()).toEqual([]);
  });

  it("that nobody can read is put aside at once", async () => {
    const good = parcel("p", [message("m1")]);
    const strange = [
      "text",
      7,
      null,
      [],
      { ...good, trust: "root" },
      { ...good, items: [{}] },
      { items: [] },
      { ...good, items: [{ message: { ...message("m2"), properties: "none" }, proven: null }] },
    ];
    const { acked, again } = await delivered([...strange, good]);
    expect(acked).toHaveLength(strange.length + 1);
    expect(again).toEqual([]);
    expect(await ids()).toEqual(["m1"]);
    const aside = await letters();
    expect(aside.map(({ body }) => JSON.parse(body))).toEqual(
      expect.arrayContaining(strange.map((body) => JSON.parse(JSON.stringify(body)))),
    );
    expect(aside).toHaveLength(strange.length);
  });

  it("while the database does not answer is neither lost nor put aside", async () => {
    const lost = async () => {
      throw new Error("D1_ERROR: Network connection lost");
    };
    let calls = 0;
    for (const db of [through(lost), through((send) => (calls++ === 0 ? send() : lost()))])
      expect(await delivered([...three(), "unreadable"], { attempts: ATTEMPTS + 5, db })).toEqual({
        acked: [],
        again: ["q0", "q1", "q2", "q3"].map((id) => [id, 3_600]),
      });
    expect(await ids()).toEqual([]);
    expect(await letters()).toEqual([]);
  });
});
