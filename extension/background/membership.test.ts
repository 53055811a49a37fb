import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DIGITS, makePart, partStart, placeOf, type Shape } from "../../shared/domain/membership/filter.ts";
import type { Blobs } from "./blobs.ts";
import type { Answer, Client, Connection, Failure } from "./client.ts";
import { hashedKey } from "./insights.ts";
import { type Membership, membership, PATIENCE } from "./membership.ts";

const here: Connection = { address: "https://leads.house.example", token: "t" };
const there: Connection = { address: "https://leads.other.example", token: "t" };
const offline: Failure = { kind: "offline" };
const problem = (code: string): Failure => ({
  kind: "problem",
  status: 404,
  code,
  title: code,
  errors: [],
  workerTime: null,
  retryAfter: null,
});
const no = (failure: Failure): Answer<never> => ({ ok: false, failure });
const ada = "ada@analytical.example";
const sam = "sam@stale.example";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A Worker's side of it: versions made of who was there, and who came since. */
function workspace() {
  const shape: Shape = { partBits: 2, restBits: 20 };
  const keys: string[] = [];
  let versions = 0;
  let inVersion = 0;
  let bytes = new Uint8Array();
  const worker: {
    failure: Failure | null;
    /** Newcomers that one answer tells. */
    most: number;
    connection: Connection | null;
  } = { failure: null, most: 1_000, connection: here };
  return Object.assign(worker, {
    async add(...people: string[]) {
      for (const person of people) keys.push(await hashedKey(person));
    },
    /** Another version takes the place of the one that stands. */
    next() {
      versions += 1;
      inVersion = keys.length;
      const digits = keys.map((key) => key.slice(7));
      const parts = Array.from({ length: 4 }, (_, part) => {
        const [from, until] = [partStart(part, shape), partStart(part + 1, shape)];
        const own = digits.filter((each) => each >= from && each < until);
        return [...makePart(Float64Array.from(own, placeOf), shape)];
      });
      bytes = Uint8Array.from(parts.flat());
    },
    client: {
      filter: vi.fn<Client["filter"]>(async (_to, since) => {
        if (worker.failure) return no(worker.failure);
        const version = `v${versions}`;
        if (since === `${version}.${keys.length}`) return { ok: true, value: null };
        const [known, number] = since?.split(".") ?? [];
        const from = known === version ? Number(number) : inVersion;
        const until = Math.min(keys.length, from + worker.most);
        const newcomers = keys.slice(from, until).map((key) => key.slice(7, 7 + DIGITS));
        const more = until < keys.length;
        return {
          ok: true,
          value: { version, size: bytes.length, newcomers, since: `${version}.${until}`, more },
        };
      }),
      filterBytes: vi.fn<Client["filterBytes"]>(async (_to, version) => {
        if (worker.failure) return no(worker.failure);
        return version === `v${versions}` ? { ok: true, value: bytes } : no(problem("unknown_version"));
      }),
    },
  });
}

function memory() {
  const kept = new Map<string, unknown>();
  const blobs: Blobs = {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => void kept.set(key, structuredClone(value)),
    clear: async () => kept.clear(),
  };
  return { kept, blobs };
}

function world() {
  const worker = workspace();
  const { kept, blobs } = memory();
  const told: string[] = [];
  const start = (): Membership =>
    membership({
      blobs,
      client: worker.client,
      now: Date.now,
      connection: async () => worker.connection,
      noteAnswer: () => undefined,
      onNewcomers: (keys) => void told.push(...keys),
    });
  const asks = async (members: Membership, ...people: string[]) =>
    Promise.all(people.map(async (person) => members.mayBeLead(await hashedKey(person))));
  return { worker, kept, blobs, told, start, asks };
}

/** Loaded once, with Ada in the version and nobody since. */
async function loaded() {
  const all = world();
  await all.worker.add(ada);
  all.worker.next();
  const members = all.start();
  await members.refresh();
  return { ...all, members };
}

describe("who may be a lead", () => {
  it("is told here: a lead may, a stranger may not, and no request names either", async () => {
    const { worker, start, asks } = world();
    await worker.add(ada, "analytical.example");
    worker.next();
    await worker.add("new@gmail.com");
    const members = start();
    expect(await asks(members, ada, "new@gmail.com", sam)).toEqual([true, true, false]);
    expect(await members.mayBeAccount(await hashedKey("analytical.example"))).toBe(true);
    expect(await members.mayBeAccount(await hashedKey("stale.example"))).toBe(false);
    expect(await members.isReady()).toBe(true);
    expect(worker.client.filterBytes).toHaveBeenCalledTimes(1);
    for (const [to, since] of worker.client.filter.mock.calls)
      expect([to, since === null || /^v1\.\d+$/.test(since)]).toEqual([here, true]);
  });

  it("keys of another kind are nobody's business here", async () => {
    const { start, worker } = world();
    expect(await start().mayBeLead("hubspot:0-1:123")).toBe(true);
    expect(worker.client.filter).not.toHaveBeenCalled();
  });

  it("is loaded once, though many ask at once", async () => {
    const { worker, start, asks } = world();
    worker.next();
    const members = start();
    const people = Array.from({ length: 100 }, (_, number) => `p${number}@gmail.com`);
    expect(new Set(await asks(members, ...people))).toEqual(new Set([false]));
    expect(worker.client.filterBytes).toHaveBeenCalledTimes(1);
  });

  it("is nobody while nothing can be told: not connected, away, or an older Worker", async () => {
    const { worker, start, asks } = world();
    await worker.add(ada);
    worker.next();
    for (const failure of [offline, problem("not_found"), { kind: "signed_out" } as const]) {
      worker.failure = failure;
      const members = start();
      expect(await asks(members, ada)).toEqual([false]);
      expect(await members.isReady()).toBe(false);
    }
    worker.failure = null;
    worker.connection = null;
    expect(await asks(start(), ada)).toEqual([false]);
    expect(await start().isReady()).toBe(false);
  });

  it("the Worker that was away is asked again, and not for each of many", async () => {
    const { worker, start, asks, told } = world();
    await worker.add(ada);
    worker.next();
    worker.failure = offline;
    const members = start();
    for (let time = 0; time < 20; time += 1) await asks(members, ada, sam);
    expect(worker.client.filter).toHaveBeenCalledTimes(1);
    worker.failure = null;
    await pass(PATIENCE);
    expect(told).toEqual([await hashedKey(ada)]);
    expect(await asks(members, ada)).toEqual([true]);
  });

  it("is nobody yet where the Worker is still making the first version", async () => {
    const { worker, start, asks } = world();
    const value = { version: null, size: 0, newcomers: [], since: null, more: false };
    worker.client.filter.mockResolvedValueOnce({ ok: true, value });
    const members = start();
    expect(await asks(members, ada)).toEqual([false]);
    expect(await members.isReady()).toBe(false);
  });
});

describe("newcomers", () => {
  it("are found in the background when somebody unknown comes up, and told of", async () => {
    const { members, worker, asks, told } = await loaded();
    await pass(10_000);
    await worker.add(sam);
    expect(await asks(members, sam, "other@gmail.com")).toEqual([false, false]);
    await pass(0);
    expect(told).toEqual([await hashedKey(sam)]);
    expect(await asks(members, sam)).toEqual([true]);
  });

  it("are looked for once for many who come up together, and again for who comes later", async () => {
    const { members, worker, asks, told } = await loaded();
    await pass(10_000);
    worker.client.filter.mockClear();
    for (let number = 0; number < 200; number += 1) await asks(members, `p${number}@gmail.com`);
    await pass(0);
    expect(worker.client.filter).toHaveBeenCalledTimes(1);
    // Written just after that look: found by the next one, without anybody asking again.
    await worker.add(sam);
    expect(await asks(members, sam)).toEqual([false]);
    await pass(PATIENCE - 1);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual([await hashedKey(sam)]);
    expect(worker.client.filter).toHaveBeenCalledTimes(2);
    await pass(60_000);
    expect(worker.client.filter).toHaveBeenCalledTimes(2);
  });

  it("come in several answers where they are many", async () => {
    const { members, worker, asks } = await loaded();
    worker.most = 3;
    const people = Array.from({ length: 10 }, (_, number) => `p${number}@gmail.com`);
    await worker.add(...people);
    await members.refresh();
    expect(new Set(await asks(members, ...people))).toEqual(new Set([true]));
  });

  it("who was just added here is one at once, also after a restart", async () => {
    const { members, worker, asks, start } = await loaded();
    worker.failure = offline;
    await members.welcome(await hashedKey(sam));
    expect(await asks(members, sam)).toEqual([true]);
    expect(await asks(start(), sam, "other@gmail.com")).toEqual([true, false]);
  });

  it("a look that is asked for begins after what it is about", async () => {
    const { members, worker, asks } = await loaded();
    let go = () => {};
    const held = new Promise<void>((done) => {
      go = done;
    });
    worker.client.filter.mockImplementationOnce(async () => {
      await held;
      return { ok: true, value: null };
    });
    const first = members.refresh();
    await pass(0);
    await worker.add(sam);
    const second = members.refresh();
    go();
    await Promise.all([first, second]);
    expect(await asks(members, sam)).toEqual([true]);
  });
});

describe("what is kept", () => {
  it("answers after a restart at once, and offline", async () => {
    const { worker, start, asks, members } = await loaded();
    await worker.add("new@gmail.com");
    await members.refresh();
    worker.failure = offline;
    worker.client.filter.mockClear();
    worker.client.filterBytes.mockClear();
    const again = start();
    expect(await asks(again, ada, "new@gmail.com")).toEqual([true, true]);
    expect(worker.client.filter).not.toHaveBeenCalled();
    expect(await asks(again, sam)).toEqual([false]);
    expect(await again.isReady()).toBe(true);
    worker.failure = null;
    await again.refresh();
    expect(worker.client.filterBytes).not.toHaveBeenCalled();
  });

  it("is had anew where it was damaged", async () => {
    const damages: ((kept: Map<string, unknown>) => void)[] = [
      (kept) => kept.set("filter", "nonsense"),
      (kept) => kept.set("filter", { address: here.address, version: "v1", bytes: new Uint8Array(7) }),
      (kept) => kept.set("filter", { address: here.address, version: "v1", bytes: [1, 2, 3] }),
      (kept) => kept.delete("filter"),
      (kept) => kept.delete("newcomers"),
      (kept) => kept.set("newcomers", { version: "v1", since: 7, hashes: null }),
      (kept) => kept.set("newcomers", { version: "v0", since: "v0.99", hashes: "" }),
    ];
    for (const damage of damages) {
      const { worker, start, asks, members, kept } = await loaded();
      await worker.add(sam);
      await members.refresh();
      damage(kept);
      const again = start();
      await again.refresh();
      expect(await asks(again, ada, sam, "other@gmail.com")).toEqual([true, true, false]);
      await pass(0);
      worker.failure = offline;
      expect(await asks(start(), ada, sam)).toEqual([true, true]);
    }
  });

  it("need not be there: storage that fails costs the next start its speed", async () => {
    const { worker, blobs, start, asks } = world();
    await worker.add(ada);
    worker.next();
    blobs.get = async () => Promise.reject(new Error("closed"));
    blobs.set = async () => Promise.reject(new Error("full"));
    blobs.clear = async () => Promise.reject(new Error("closed"));
    const members = start();
    expect(await asks(members, ada, sam)).toEqual([true, false]);
    await members.forget();
  });

  it("goes when it is told to, with what is under way", async () => {
    const { worker, members, asks, kept, told } = await loaded();
    await pass(10_000);
    let go = () => {};
    const held = new Promise<void>((done) => {
      go = done;
    });
    worker.client.filter.mockImplementationOnce(async () => {
      await held;
      const newcomers = [(await hashedKey(sam)).slice(7, 7 + DIGITS)];
      return { ok: true, value: { version: "v1", size: 1, newcomers, since: "v1.9", more: false } };
    });
    await asks(members, sam);
    await pass(0);
    await members.forget();
    worker.connection = null;
    go();
    await pass(10_000);
    expect(kept.size).toBe(0);
    expect(told).toEqual([]);
    expect(await asks(members, ada, sam)).toEqual([false, false]);
  });

  it("of another Worker is not this one's", async () => {
    const { worker, start, asks, members } = await loaded();
    const other = workspace();
    await other.add(sam);
    other.next();
    worker.client.filter.mockImplementation(other.client.filter);
    worker.client.filterBytes.mockImplementation(other.client.filterBytes);
    worker.connection = there;
    expect(await asks(start(), ada, sam)).toEqual([false, true]);
    await members.forget();
    expect(await asks(members, ada, sam)).toEqual([false, true]);
  });
});

describe("another version", () => {
  it("takes the place of the one before, of which only who is there stays", async () => {
    const { worker, members, asks } = await loaded();
    await worker.add(sam);
    await members.refresh();
    worker.next();
    await worker.add("new@gmail.com");
    await members.refresh();
    expect(await asks(members, ada, sam, "new@gmail.com", "other@gmail.com")).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(worker.client.filterBytes).toHaveBeenCalledTimes(2);
  });

  it("that is gone before it was had: the next one is had", async () => {
    const { worker, members, asks } = await loaded();
    await worker.add(sam);
    worker.next();
    worker.client.filterBytes.mockImplementationOnce(async () => {
      await worker.add("new@gmail.com");
      worker.next();
      return no(problem("unknown_version"));
    });
    await members.refresh();
    expect(await asks(members, ada, sam, "new@gmail.com")).toEqual([true, true, true]);
  });

  it("that comes broken, or not at all: the one before stays, and it is had later", async () => {
    const { worker, members, asks, start } = await loaded();
    await worker.add(sam);
    worker.next();
    const broken: Awaited<ReturnType<Client["filterBytes"]>>[] = [
      no(offline),
      { ok: true, value: new Uint8Array(3) },
      { ok: true, value: new Uint8Array() },
      no({ kind: "unreadable", status: 500 }),
    ];
    for (const answer of broken) {
      worker.client.filterBytes.mockResolvedValueOnce(answer);
      await members.refresh();
      expect(await asks(members, ada)).toEqual([true]);
      expect(await asks(start(), ada)).toEqual([true]);
    }
    await members.refresh();
    expect(await asks(members, ada, sam)).toEqual([true, true]);
  });

  it("is told of to who asked for somebody in it before", async () => {
    const { worker, members, asks, told } = await loaded();
    await pass(10_000);
    await worker.add(sam);
    worker.next();
    expect(await asks(members, sam)).toEqual([false]);
    await pass(0);
    expect(told).toEqual([await hashedKey(sam)]);
  });
});

it("whoever was there at the last look is found, whatever happened", async () => {
  const { worker, start, asks } = world();
  let state = 11;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  worker.next();
  worker.most = 4;
  const people: string[] = [];
  let seen = 0;
  let members = start();
  for (let round = 0; round < 300; round += 1) {
    const act = random(7);
    if (act < 3) {
      const person = `p${people.length}@gmail.com`;
      people.push(person);
      await worker.add(person);
    } else if (act === 3) worker.next();
    else if (act === 4) members = start();
    else if (act === 5) worker.failure = random(2) === 0 ? offline : null;
    else {
      await members.refresh();
      if (worker.failure === null) seen = people.length;
    }
    expect((await asks(members, ...people.slice(0, seen))).filter((found) => !found)).toEqual([]);
  }
  expect(seen).toBeGreaterThan(50);
});
