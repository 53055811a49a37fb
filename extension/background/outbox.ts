import type { Delivery, Given, OutboxEntry } from "./answers.ts";
import {
  backoff,
  givenAt,
  Item,
  longestWait,
  type Outcome,
  type Outgoing,
  type Recipient,
  waitUntil,
} from "./outgoing.ts";
import type { Store } from "./store.ts";

export interface Outbox {
  /** Keeps it in storage, then tries at once. The promise is kept when it is safe and broken where it could not be. */
  add(id: string, what: Outgoing): Promise<void>;
  /** Sends what is due. A call while one is under way makes that one look once more. `hopeful`: the Worker was heard just now. */
  flush(hopeful?: boolean): Promise<void>;
  /** Makes everything due, the refused ones named too, and sends. */
  retry(refusedIds?: string[]): Promise<void>;
  /** Gives up one that was refused. */
  discard(id: string): Promise<void>;
  /** The newest verdict of whoever is signed in on this lead that the Worker has not taken. */
  given(leadId: string): Promise<Given | null>;
  waitingVerdicts(): Promise<number>;
  list(): Promise<OutboxEntry[]>;
}

const prefix = "outbox:";
const shortestWake = 1000;

/** `delivery` is null where only the number of those waiting, or a wait, changed. */
export function outbox(deps: {
  store: Store;
  now: () => number;
  random: () => number;
  /** Who is signed in now; null sends nothing. */
  recipient: () => Promise<Recipient | null>;
  send: (item: Item) => Promise<Outcome>;
  /** Wake up at this time (UTC milliseconds), or never (null). */
  wakeAt: (at: number | null) => void;
  onChange: (delivery: Delivery | null) => void;
}): Outbox {
  const { store, now, random, recipient, send, wakeAt, onChange } = deps;
  // Storage is the truth; this is its mirror, read once a life of the background, which alone writes it.
  let mirror: Promise<Map<string, Item>> | null = null;
  let lastSeq = 0;
  let flushing: Promise<void> | null = null;
  let again = false;
  /** The Worker is out of reach: nothing is tried before `until`. */
  let closed = { failures: 0, until: 0, firm: false, problem: "" };

  const open = (): Promise<Map<string, Item>> => {
    mirror ??= read().catch((error: unknown) => {
      mirror = null;
      throw error;
    });
    return mirror;
  };

  async function read(): Promise<Map<string, Item>> {
    const kept = (await store.entries(prefix))
      .map(([, value]) => Item.safeParse(value))
      .flatMap((item) => (item.success ? [item.data] : []));
    lastSeq = Math.max(lastSeq, ...kept.map((item) => item.seq));
    return new Map(kept.map((item) => [item.id, item]));
  }

  const all = async (): Promise<Item[]> => [...(await open()).values()].sort((a, b) => a.seq - b.seq);

  /** The mirror forgets at once, so that nothing goes twice. Where storage fails, the next start sends it again, and the Worker knows its id. */
  async function drop(id: string): Promise<void> {
    (await open()).delete(id);
    await store.remove([prefix + id]).catch(() => undefined);
  }

  /** Notes a change of one that is safe already. Where it cannot be written, only a wait is forgotten. */
  async function note(item: Item): Promise<void> {
    (await open()).set(item.id, item);
    await store.set(prefix + item.id, item).catch(() => undefined);
  }

  const isFor = (item: Item, who: Recipient) =>
    item.to.address === who.address && (item.to.person === null || item.to.person === who.person);

  async function round(): Promise<void> {
    const who = await recipient();
    if (who === null || waitUntil(closed.until, now()) > 0) return;
    // Verdicts on a lead go in order: what takes one back must not arrive before it.
    const held = new Set<string>();
    for (const { id } of await all()) {
      const item = (await open()).get(id);
      if (item === undefined || item.refused || !isFor(item, who)) continue;
      const lead = `${item.what.kind} ${item.what.body.leadId}`;
      if (held.has(lead)) continue;
      if (waitUntil(item.nextAt, now()) > 0) {
        held.add(lead);
        continue;
      }
      const outcome = await send(item);
      if (outcome.state === "closed") {
        const failures = closed.failures + 1;
        const wait = Math.min(longestWait, outcome.after ?? backoff(failures, random()));
        closed = { failures, until: now() + wait, firm: outcome.after !== null, problem: outcome.problem };
        return;
      }
      closed = { failures: 0, until: 0, firm: false, problem: "" };
      const attempts = item.attempts + 1;
      switch (outcome.state) {
        case "taken":
          await drop(id);
          onChange({ id, state: "taken", problem: null, counts: outcome.counts, stage: outcome.stage });
          break;
        case "refused":
          await note({ ...item, attempts, refused: true, problem: outcome.problem });
          onChange({ id, state: "refused", problem: outcome.problem, counts: null, stage: null });
          break;
        case "again_at":
          await note({ ...item, attempts, what: givenAt(item.what, outcome.at) });
          held.add(lead);
          again = true;
          break;
        case "later":
          await note({
            ...item,
            attempts,
            nextAt: now() + backoff(attempts, random()),
            problem: outcome.problem,
          });
          held.add(lead);
      }
    }
  }

  async function planWake(): Promise<void> {
    const who = await recipient();
    const due = (await all())
      .filter((item) => !item.refused && who !== null && isFor(item, who))
      .map((item) => Math.max(waitUntil(item.nextAt, now()), waitUntil(closed.until, now())));
    wakeAt(due.length === 0 ? null : now() + Math.max(shortestWake, Math.min(...due)));
  }

  function flush(hopeful = false): Promise<void> {
    if (hopeful && !closed.firm) closed.until = 0;
    again = true;
    flushing ??= (async () => {
      try {
        while (again) {
          again = false;
          await round();
          if (!again) await planWake();
        }
      } catch {
        // Storage could not be read: what is in it is still safe.
        wakeAt(now() + backoff(6, random()));
      } finally {
        flushing = null;
        onChange(null);
      }
    })();
    return flushing;
  }

  return {
    flush,

    async add(id, what) {
      const items = await open();
      const to = await recipient();
      if (to === null) throw new Error("Not connected");
      if (items.has(id)) return;
      lastSeq += 1;
      const at = now();
      const item: Item = {
        seq: lastSeq,
        id,
        what,
        to,
        createdAt: at,
        attempts: 0,
        nextAt: at,
        problem: null,
        refused: false,
      };
      await store.set(prefix + id, item);
      items.set(id, item);
      onChange(null);
      // Somebody is there: worth a try now, unless the Worker asked for rest.
      void flush(true);
    },

    async retry(refusedIds = []) {
      for (const item of await all())
        if (!item.refused || refusedIds.includes(item.id))
          await note({ ...item, refused: false, nextAt: now(), problem: null });
      closed.until = 0;
      await flush();
    },

    async discard(id) {
      if ((await open()).get(id)?.refused !== true) return;
      await drop(id);
      onChange(null);
    },

    async given(leadId) {
      const who = await recipient();
      for (const item of (await all()).reverse()) {
        if (who === null || !isFor(item, who)) continue;
        if (item.what.kind !== "verdict" || item.what.body.leadId !== leadId) continue;
        const { id, verdict, reason = null, note = null, at } = item.what.body;
        return {
          id,
          verdict,
          reason,
          note,
          at,
          delivery: item.refused ? "refused" : "waiting",
          problem: item.problem,
        };
      }
      return null;
    },

    async waitingVerdicts() {
      return (await all()).filter((item) => item.what.kind === "verdict" && !item.refused).length;
    },

    async list() {
      const who = await recipient();
      return (await all()).map((item) => ({
        id: item.id,
        kind: item.what.kind,
        createdAt: item.createdAt,
        attempts: item.attempts,
        nextAt:
          item.refused || who === null || !isFor(item, who) ? null : Math.max(item.nextAt, closed.until),
        problem: item.problem ?? (closed.failures > 0 && !item.refused ? closed.problem : null),
        refused: item.refused,
        address: item.to.address,
      }));
    },
  };
}
