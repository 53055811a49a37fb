import * as z from "zod";
import { DIGITS, type Filter, readFilter } from "../../shared/domain/membership/filter.ts";
import type { Blobs } from "./blobs.ts";
import type { Client, Connection, Failure } from "./client.ts";

/**
 * Who may be a lead, and which company one is known at, told inside the extension: the Worker's filter of hashed keys
 * is kept here, with the newcomers since. Of whoever is not in it nothing leaves the browser; a check for newcomers names
 * nobody.
 */
export interface Membership {
  /**
   * Whether a lead may have this key, `sha256:` and the hash of an address: false where surely none has it as far as is
   * known, true of one stranger in some hundreds, too. Keys of another kind are never held back. An unknown one is
   * looked for among newcomers in the background, see `onNewcomers`. False, too, while nothing can be told.
   */
  mayBeLead(key: string): Promise<boolean>;
  /** The same of an account, by the hash of its domain. */
  mayBeAccount(key: string): Promise<boolean>;
  /** Whether anything can be told: false where no filter could ever be had, because the Worker is away or has none. */
  isReady(): Promise<boolean>;
  /** This one is a lead's, or an account's, since just now. */
  welcome(key: string): Promise<void>;
  /** Asks for newcomers now. What is kept stays where the Worker is away. */
  refresh(): Promise<void>;
  forget(): Promise<void>;
}

const FILTER = "filter";
const NEWCOMERS = "newcomers";
/** Who is unknown is looked for among newcomers where the last look is so long ago, ms. */
export const PATIENCE = 3_000;
/** Answers of one check, a new version's among them. */
const MOST_ANSWERS = 50;
/** Unknown keys that are remembered, to say so once they are known. */
const MOST_MISSED = 1_000;

const KeptFilter = z.object({ address: z.string(), version: z.string(), bytes: z.instanceof(Uint8Array) });
/** The hashes with commas between: one text is read faster than many. */
const KeptNewcomers = z.object({ version: z.string(), since: z.string().nullable(), hashes: z.string() });

/** A version as it is asked. */
interface Held {
  address: string;
  version: string;
  filter: Filter;
  newcomers: Set<string>;
  /** Null where it is not known which newcomers were told already. */
  since: string | null;
}

/** The digits of a hash that tell; null of a key of another kind. */
const digitsOf = (key: string): string | null =>
  /^sha256:[0-9a-f]{64}$/.test(key) ? key.slice("sha256:".length, "sha256:".length + DIGITS) : null;

export function membership(deps: {
  blobs: Blobs;
  client: Pick<Client, "filter" | "filterBytes">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  noteAnswer: (failure: Failure | null) => void;
  /** Keys that were unknown when somebody asked, and no longer are. */
  onNewcomers: (keys: string[]) => void;
}): Membership {
  const { blobs, client, now, connection, noteAnswer, onNewcomers } = deps;
  let held: Held | null = null;
  let recalling: Promise<void> | null = null;
  let checking: Promise<void> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let later: ReturnType<typeof setTimeout> | undefined;
  /** Grows when everything is forgotten: what was asked before that is not kept. */
  let life = 0;
  const welcomed = new Set<string>();
  const missed = new Set<string>();

  const isMember = (digits: string): boolean =>
    welcomed.has(digits) || (held !== null && (held.newcomers.has(digits) || held.filter.has(digits)));

  /** Reads what was kept, once: not what was another Worker's, nor what was damaged. */
  async function read(to: Connection, from: number): Promise<void> {
    const [filter, newcomers] = await Promise.all([blobs.get(FILTER), blobs.get(NEWCOMERS)]).then(
      ([one, other]) => [KeptFilter.safeParse(one).data, KeptNewcomers.safeParse(other).data] as const,
      () => [],
    );
    if (from !== life || filter === undefined || filter.address !== to.address) return;
    const made = readFilter(filter.bytes);
    if (made === null) return;
    const { address, version } = filter;
    const own = newcomers?.version === version ? newcomers : null;
    const hashes = own?.hashes.split(",").filter((hash) => hash !== "");
    held = { address, version, filter: made, newcomers: new Set(hashes), since: own?.since ?? null };
  }

  async function recalled(to: Connection): Promise<void> {
    if (held !== null && held.address !== to.address) held = null;
    recalling ??= read(to, life);
    await recalling;
  }

  /** That it cannot be written costs a later start its speed, nothing else. */
  const keep = (key: string, value: unknown): Promise<void> => blobs.set(key, value).catch(() => undefined);

  async function keepNewcomers({ version, since, newcomers }: Held): Promise<void> {
    await keep(NEWCOMERS, { version, since, hashes: [...newcomers].join() });
  }

  /** All that the Worker has to tell. */
  async function look(to: Connection, from: number): Promise<void> {
    for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
      const answer = await client.filter(to, held?.since ?? null);
      if (from !== life) return;
      noteAnswer(answer.ok ? null : answer.failure);
      // Without news, or without a filter: what is there stays.
      if (!answer.ok || answer.value === null || answer.value.version === null) return;
      const { version, size, newcomers, since, more } = answer.value;
      if (held?.version === version) {
        for (const hash of newcomers) held.newcomers.add(hash);
        held.since = since;
      } else {
        const bytes = await fetched(to, version, size);
        if (from !== life) return;
        if (bytes === "gone") continue;
        const filter = bytes && readFilter(bytes);
        if (!filter) return;
        held = { address: to.address, version, filter, newcomers: new Set(newcomers), since };
        await keep(FILTER, { address: to.address, version, bytes });
      }
      if (more) continue;
      await keepNewcomers(held);
      return;
    }
  }

  /** The filter of a version; "gone" where the next one has taken its place meanwhile, null where it cannot be had. */
  async function fetched(to: Connection, version: string, size: number): Promise<Uint8Array | "gone" | null> {
    if (size === 0) return new Uint8Array();
    const answer = await client.filterBytes(to, version);
    if (answer.ok) return answer.value.length === size ? answer.value : null;
    const { failure } = answer;
    return failure.kind === "problem" && failure.code === "unknown_version" ? "gone" : null;
  }

  function tellFound(): void {
    const found = [...missed].filter((key) => isMember(digitsOf(key) ?? ""));
    for (const key of found) missed.delete(key);
    if (found.length > 0) onNewcomers(found);
  }

  /** One at a time; who comes meanwhile gets the answer of the one under way. */
  function check(to: Connection): Promise<void> {
    const from = life;
    const started = checking === null;
    checking ??= (async () => {
      lookedAt = now();
      try {
        await recalled(to);
        await look(to, from);
      } finally {
        checking = null;
      }
    })();
    const running = checking;
    if (started) void running.then(tellFound, () => undefined);
    return running.catch(() => undefined);
  }

  async function mayBe(key: string): Promise<boolean> {
    const digits = digitsOf(key);
    if (digits === null) return true;
    const to = await connection();
    if (to === null) return false;
    await recalled(to);
    if (held === null && (checking !== null || now() - lookedAt >= PATIENCE)) await check(to);
    if (isMember(digits)) return true;
    missed.add(key);
    const [oldest] = missed;
    if (missed.size > MOST_MISSED && oldest !== undefined) missed.delete(oldest);
    // Not at once for each of many: the one look tells of all.
    later ??= setTimeout(
      () => {
        later = undefined;
        void check(to);
      },
      Math.max(0, lookedAt + PATIENCE - now()),
    );
    return false;
  }

  return {
    mayBeLead: mayBe,
    mayBeAccount: mayBe,

    async isReady() {
      const to = await connection();
      if (to === null) return false;
      await recalled(to);
      return held !== null;
    },

    async welcome(key) {
      const digits = digitsOf(key);
      if (digits === null) return;
      welcomed.add(digits);
      tellFound();
      if (held === null) return;
      held.newcomers.add(digits);
      await keepNewcomers(held);
    },

    async refresh() {
      const to = await connection();
      if (to === null) return;
      // What is under way may have been answered already, before what this is about.
      if (checking !== null) await checking.catch(() => undefined);
      await check(to);
    },

    async forget() {
      life += 1;
      held = null;
      recalling = null;
      checking = null;
      clearTimeout(later);
      later = undefined;
      lookedAt = Number.NEGATIVE_INFINITY;
      welcomed.clear();
      missed.clear();
      await blobs.clear().catch(() => undefined);
    },
  };
}
