import { env } from "cloudflare:workers";
import type { D1Database } from "@cloudflare/workers-types";
import { beforeEach, describe, expect, it } from "vitest";
import { Filter } from "../../shared/contract/filter.ts";
import { DIGITS, readFilter } from "../../shared/domain/membership/filter.ts";
import { call, DAY, seedPeople } from "../../test/workspace.ts";
import {
  announceHashes,
  emptyFilter,
  filterBytes,
  filterRow,
  newcomersSince,
  readPlace,
} from "../db/filter.ts";
import { Database } from "../db/run.ts";
import { emptyWorkspace } from "../db/workspace.ts";
import { GOING, makeFilter, NEWCOMERS } from "./filter.ts";

const NOW = Date.UTC(2026, 10, 22);
const run = (text: string, ...params: unknown[]) =>
  env.DB.prepare(text)
    .bind(...params)
    .run();
const db = () => new Database(env.DB, 1_000);

/** 64 digits, spread evenly, the same for one seed and number. */
function hash(seed: string, number: number): string {
  let state = BigInt(number);
  for (const letter of seed) state = state * 1_000_003n + BigInt(letter.charCodeAt(0));
  let digits = "";
  while (digits.length < 64) {
    state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
    let mixed = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
    digits += (mixed ^ (mixed >> 31n)).toString(16).padStart(16, "0");
  }
  return digits;
}
const range = (count: number) => Array.from({ length: count }, (_, number) => number);
const keysOf = (seed: string, count: number) => range(count).map((number) => hash(seed, number));

/** Leads and accounts with such hashes. */
async function add(leads: readonly string[], accounts: readonly string[] = []): Promise<void> {
  const list = JSON.stringify(leads);
  await env.DB.batch([
    env.DB.prepare(
      `insert into leads (id, mail_kind, created_at, updated_at, stage_since)
       select value, 'none', 0, 0, 0 from json_each(?)`,
    ).bind(list),
    env.DB.prepare(
      "insert into lead_keys (kind, value, lead_id) select 'sha256', value, value from json_each(?)",
    ).bind(list),
    env.DB.prepare(
      "insert into accounts (id, domain, hash, name) select value, value, value, 'A' from json_each(?)",
    ).bind(JSON.stringify(accounts)),
  ]);
}
const remove = async (leads: readonly string[]) => {
  for (const table of ["lead_keys where value", "leads where id"])
    await run(`delete from ${table} in (select value from json_each(?))`, JSON.stringify(leads));
};

/** The version that stands, as a client has it: the filter, and the newcomers besides. */
async function standing() {
  const [row] = await db().all(filterRow({}));
  const place = row && readPlace(row);
  const version = place?.standing?.version ?? "";
  const parts = await db().all(filterBytes({ version }));
  const bytes = parts.flatMap((part) => [...Uint8Array.fromBase64(part.bytes)]);
  const newcomers = await db().all(newcomersSince({ version: "", after: 0, most: 1_000_000 }));
  const told = new Set(newcomers.flatMap(({ hashes }) => (hashes === "" ? [] : hashes.split(","))));
  const filter = readFilter(Uint8Array.from(bytes));
  return {
    ...place,
    version,
    parts: parts.length,
    size: filter?.size,
    newcomers: told.size,
    bytes: bytes.length,
    has: (each: string) => filter?.has(each) === true || told.has(each.slice(0, DIGITS)),
  };
}

/** Something happens before each transaction, or after it and before anybody hears of that. */
const disturbed = (before: () => Promise<unknown>, after: () => Promise<unknown>): D1Database =>
  new Proxy(env.DB, {
    get: (target, name) =>
      name === "batch"
        ? async (...args: Parameters<D1Database["batch"]>) => {
            await before();
            const result = await target.batch(...args);
            await after();
            return result;
          }
        : Reflect.get(target, name).bind(target),
  });

beforeEach(async () => {
  await new Database(env.DB, 1_000).batch(emptyWorkspace());
});

describe("a workspace", () => {
  it("that is new has a filter at once: an empty one, and whoever comes", async () => {
    const leads = keysOf("new", 5);
    await add(leads, [hash("account", 1)]);
    const now = await standing();
    expect(now).toMatchObject({ parts: 0, newcomers: 6, standing: { hashes: 0, size: 0 } });
    expect([...leads, hash("account", 1)].every(now.has)).toBe(true);
    expect(now.has(hash("stranger", 1))).toBe(false);
    // There are few, and nothing to do.
    const idle = db();
    await makeFilter(idle, Date.now(), 5_000);
    expect(idle.cost).toMatchObject({ trips: 1, written: 0 });
    expect((await standing()).version).toBe(now.version);
  });

  it("from before there were filters gets one", async () => {
    await add(keysOf("old", 50), keysOf("account", 10));
    await run("delete from jobs where name = 'filter'");
    await run("delete from filter_newcomers");
    expect((await standing()).standing).toBeNull();
    await makeFilter(db(), NOW, 5_000);
    const now = await standing();
    expect(now).toMatchObject({ parts: 1, size: 60, newcomers: 0, making: null, standing: { at: NOW } });
    expect([...keysOf("old", 50), ...keysOf("account", 10)].every(now.has)).toBe(true);
  });

  it("made empty and filled again is another one", async () => {
    const before = await standing();
    await add(keysOf("one", 3));
    await db().batch(emptyWorkspace());
    await add(keysOf("two", 3));
    const now = await standing();
    expect(now.version).not.toBe(before.version);
    expect(keysOf("two", 3).every(now.has)).toBe(true);
  });

  it("whose hashes somebody made up is as good for everybody else", async () => {
    const made = ["abc", "z".repeat(64), "g", "0".repeat(63), "ABCDEF"];
    await add([...made, "0".repeat(64), "f".repeat(64)]);
    await add([], ["no hash at all"]);
    expect((await standing()).newcomers).toBe(2);
    await makeFilter(db(), Date.now() + 2 * DAY, 5_000);
    const now = await standing();
    expect(now).toMatchObject({ size: 2, newcomers: 0 });
    expect(["0".repeat(64), "f".repeat(64)].every(now.has)).toBe(true);
  });
});

describe("another version", () => {
  it("is made when there are many newcomers, and holds them; theirs go but for the last number", async () => {
    await add(keysOf("first", NEWCOMERS));
    await makeFilter(db(), NOW, 5_000);
    const first = await standing();
    expect(first).toMatchObject({ size: NEWCOMERS, newcomers: 0 });
    expect(await env.DB.prepare("select count(*) as n from filter_newcomers").first("n")).toBe(1);
    await add(keysOf("second", 10));
    await makeFilter(db(), NOW, 5_000);
    const second = await standing();
    expect(second).toMatchObject({ version: first.version, newcomers: 10 });
    expect([...keysOf("first", NEWCOMERS), ...keysOf("second", 10)].every(second.has)).toBe(true);
  });

  it("is made once a day where anybody came, and not where nobody did", async () => {
    await makeFilter(db(), Date.now() + DAY + 1, 5_000);
    const before = await standing();
    await add(keysOf("late", 1));
    await makeFilter(db(), Date.now(), 5_000);
    expect((await standing()).version).toBe(before.version);
    await makeFilter(db(), Date.now() + DAY + 1, 5_000);
    const now = await standing();
    expect(now).toMatchObject({ size: 1, newcomers: 0 });
    await makeFilter(db(), Date.now() + 3 * DAY, 5_000);
    expect((await standing()).version).toBe(now.version);
  });

  it("is made soon where somebody has gone, and knows nothing of them any more", async () => {
    const [stays = "", goes = ""] = keysOf("some", 2);
    await add([stays, goes]);
    await makeFilter(db(), Date.now() + DAY + 1, 5_000);
    const { standing: before } = await standing();
    await remove([goes]);
    expect((await standing()).has(goes)).toBe(true);
    await makeFilter(db(), (before?.at ?? 0) + GOING - 1, 5_000);
    expect((await standing()).has(goes)).toBe(true);
    await makeFilter(db(), (before?.at ?? 0) + GOING, 5_000);
    const now = await standing();
    expect([now.has(stays), now.has(goes)]).toEqual([true, false]);
    await makeFilter(db(), (now.standing?.at ?? 0) + GOING, 5_000);
    expect((await standing()).version).toBe(now.version);
  });

  it("is not made for a key that changed hands", async () => {
    const [one = ""] = keysOf("hands", 1);
    await add([one]);
    await makeFilter(db(), Date.now() + 2 * DAY, 5_000);
    const before = await standing();
    await remove([one]);
    await add([one]);
    const later = db();
    await makeFilter(later, Date.now() + 2 * DAY + GOING, 5_000);
    expect(later.cost).toMatchObject({ trips: 3, written: 1 });
    const now = await standing();
    expect([now.version, now.has(one)]).toEqual([before.version, true]);
    const idle = db();
    await makeFilter(idle, Date.now() + 2 * DAY + GOING, 5_000);
    expect(idle.cost).toMatchObject({ trips: 1, written: 0 });
  });

  it("is made where more have gone than are noted, whoever they were", async () => {
    const many = keysOf("rollback", 150);
    await add([...many, ...keysOf("stays", 1)]);
    await makeFilter(db(), Date.now() + 2 * DAY, 5_000);
    await remove(many);
    await makeFilter(db(), Date.now() + 2 * DAY + GOING, 5_000);
    const now = await standing();
    expect([now.size, many.filter(now.has).length]).toEqual([1, 0]);
  });

  it("knows nothing of an account that has gone either", async () => {
    await add([], [hash("account", 1)]);
    await run("delete from accounts");
    await makeFilter(db(), Date.now() + GOING, 5_000);
    expect((await standing()).has(hash("account", 1))).toBe(false);
  });
});

describe("many parts", { timeout: 60_000 }, () => {
  const COUNT = 44_000;
  const leads = keysOf("many", COUNT);

  it("are made a slice each, wherever it is killed, while the version before stands and people come and go", async () => {
    const early = keysOf("early", 20);
    await add(early);
    await makeFilter(db(), Date.now() + DAY + 1, 5_000);
    const before = await standing();
    for (let from = 0; from < COUNT; from += 10_000) await add(leads.slice(from, from + 10_000));
    const came: string[] = [...leads, ...early];
    const gone: string[] = [];
    let deaths = 0;
    let versions = 0;
    for (; deaths < 60; deaths += 1) {
      const last = deaths % 5;
      const isAfter = deaths % 2 === 0;
      let trips = 0;
      const dying = async (at: number) => {
        if (trips >= at) throw new Error("killed");
      };
      const d1 = disturbed(
        async () => (isAfter ? undefined : dying(last)),
        async () => {
          trips += 1;
          if (isAfter) await dying(last + 1);
        },
      );
      await makeFilter(new Database(d1, 1_000), NOW + DAY * 3, 5_000).catch(() => undefined);
      const here = await standing();
      const [goes = ""] = came.splice(deaths * 7, 1);
      expect(came.filter((each) => !here.has(each)).length).toBe(0);
      if (here.version !== before.version) {
        versions = here.parts;
        break;
      }
      expect(here.parts).toBe(1);
      const comes = hash("while", deaths);
      came.push(comes);
      gone.push(goes);
      await add([comes]);
      await remove([goes]);
    }
    expect(deaths).toBeGreaterThan(5);
    expect(versions).toBe(4);
    const now = await standing();
    expect(now.standing).toMatchObject({ size: now.bytes, hashes: now.size });
    const strangers = keysOf("stranger", 20_000).filter(now.has).length;
    expect(strangers).toBeLessThanOrEqual(1);
    expect(await env.DB.prepare("select count(distinct version) as n from filter_parts").first("n")).toBe(1);
  });

  it("cost a slice what its part has, and two rows written", async () => {
    for (let from = 0; from < COUNT; from += 10_000) await add(leads.slice(from, from + 10_000));
    // What each transaction cost, told at the next one.
    const each: { read: number; written: number }[] = [];
    const cost = { trips: 0, read: 0, written: 0, duration: 0 };
    let before = { ...cost };
    const d1 = disturbed(
      async () => {
        each.push({ read: cost.read - before.read, written: cost.written - before.written });
        before = { ...cost };
      },
      async () => undefined,
    );
    await makeFilter(new Database(d1, 1_000, cost), NOW, 5_000);
    expect((await standing()).parts).toBe(4);
    const slices = each.flatMap(({ read, written }, index) =>
      read > 5_000 && written === 0 ? [{ read, written: each[index + 1]?.written }] : [],
    );
    expect(slices).toHaveLength(4);
    for (const { read, written } of slices) {
      expect(read).toBeLessThanOrEqual(12_000);
      expect(written).toBe(2);
    }
  });

  it("are made by two at once as by one", async () => {
    for (let from = 0; from < COUNT; from += 10_000) await add(leads.slice(from, from + 10_000));
    await Promise.all(range(3).map(() => makeFilter(db(), NOW, 20_000)));
    const now = await standing();
    expect(now).toMatchObject({ size: COUNT, parts: 4, making: null });
    expect(leads.every(now.has)).toBe(true);
  });
});

describe("a client", { timeout: 60_000 }, () => {
  /** As the extension does it: the version in bytes, and who came since. */
  class Client {
    version: string | null = null;
    since: string | null = null;
    filter = readFilter(new Uint8Array());
    readonly newcomers = new Set<string>();

    async look(): Promise<void> {
      for (let more = true; more; ) {
        const query = this.since === null ? "" : `?since=${this.since}`;
        const told = Filter.parse(await (await call("rep", `/v1/filter${query}`)).json());
        if (told.version === null) return;
        if (told.version !== this.version) {
          this.newcomers.clear();
          const answer = await call("rep", `/v1/filter/${told.version}`);
          this.filter = readFilter(new Uint8Array(await answer.arrayBuffer()));
        }
        for (const each of told.newcomers) this.newcomers.add(each);
        ({ version: this.version, since: this.since, more } = told);
      }
    }

    has(each: string): boolean {
      return this.filter?.has(each) === true || this.newcomers.has(each.slice(0, DIGITS));
    }
  }

  it("knows everybody who is there whenever it looks, whoever came how, went, and came again", async () => {
    await seedPeople();
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const often = new Client();
    const seldom = new Client();
    const there = new Set<string>();
    const versions = new Set<string | null>();
    let now = Date.now();
    for (let round = 0; round < 200; round += 1) {
      // Few hashes, so that the same ones come and go all the time.
      const some = [...new Set(range(1 + random(6)).map(() => hash("some", random(40))))];
      const act = random(6);
      if (act < 3) {
        const come = some.filter((each) => !there.has(each));
        if (act === 0) await db().batch([announceHashes({ hashes: JSON.stringify(come) })]);
        await add(come);
        for (const each of come) there.add(each);
      } else if (act < 5) {
        await remove(some);
        for (const each of some) there.delete(each);
      } else {
        now += GOING;
        // Killed after some statements, or all the way.
        await makeFilter(new Database(env.DB, 1 + random(16)), now, 5_000).catch(() => undefined);
      }
      for (const client of round % 7 === 0 ? [often, seldom] : [often]) {
        await client.look();
        versions.add(client.version);
        expect([...there].filter((each) => !client.has(each))).toEqual([]);
      }
    }
    expect(versions.size).toBeGreaterThan(10);
  });
});

it("hashes that are announced make one row together, and their coming none", async () => {
  const leads = keysOf("announced", 20);
  const [account = ""] = keysOf("account", 1);
  const hashes = JSON.stringify([...leads, account, "no hash"]);
  await db().batch([announceHashes({ hashes })]);
  await add(leads, [account]);
  const rows = async () => env.DB.prepare("select count(*) as n from filter_newcomers").first("n");
  expect(await rows()).toBe(1);
  const now = await standing();
  expect(now.newcomers).toBe(21);
  expect([...leads, account].every(now.has)).toBe(true);
  const [row] = await db().all(filterRow({}));
  expect(row?.last).toBe(21);
  await add(keysOf("other", 1));
  expect(await rows()).toBe(2);
});

it("who goes while a version is made and comes again after it is a newcomer", async () => {
  const [one = ""] = keysOf("again", 1);
  for (const announced of [false, true]) {
    if (announced) await db().batch([announceHashes({ hashes: JSON.stringify([one]) })]);
    await add([one]);
    // As far as that it is begun.
    await makeFilter(new Database(env.DB, 8), Date.now() + 2 * DAY, 5_000);
    expect((await standing()).making).toMatchObject({ next: 0 });
    await remove([one]);
    await makeFilter(db(), Date.now(), 5_000);
    expect((await standing()).has(one)).toBe(false);
    await add([one]);
    expect((await standing()).has(one)).toBe(true);
    await db().batch(emptyWorkspace());
  }
});

it("an empty filter is one row", async () => {
  await run("delete from jobs where name = 'filter'");
  await db().batch([emptyFilter({})]);
  expect((await standing()).standing).toMatchObject({ hashes: 0, size: 0, after: 0 });
});
