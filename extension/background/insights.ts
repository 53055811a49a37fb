import * as z from "zod";
import { Account, Insight, type Me, type VerdictInput } from "../../shared/contract/index.ts";
import { isBigFreeMail, isUnder, partsOf } from "../../shared/domain/people/address.ts";
import type { ChipsAnswer, Given, LeadAnswer, Trouble } from "./answers.ts";
import type { Client, Connection, Failure } from "./client.ts";
import type { Store } from "./store.ts";
import { sentence } from "./strings.ts";

const Kept = z.discriminatedUnion("state", [
  z.object({ state: z.literal("known"), insight: Insight, at: z.number() }),
  z.object({ state: z.literal("unknown"), account: Account.nullable(), at: z.number() }),
]);
type Kept = z.infer<typeof Kept>;

const prefix = "insight:";
const mostKept = 150;
const longestKept = 14 * 24 * 3_600_000;

/** What is known of the people on the page: from the Worker, and from what it said before. */
export interface Insights {
  cached(email: string): Promise<LeadAnswer | null>;
  fresh(email: string): Promise<LeadAnswer>;
  chips(emails: string[]): Promise<ChipsAnswer>;
  /** Writes what the Worker answered to a verdict into what is kept of that lead. */
  noteVerdict(
    key: string,
    verdict: VerdictInput,
    counts: { good: number; bad: number },
    stage: Insight["stage"] | null,
  ): Promise<void>;
  /** Something was changed there just now: what is under way answers of before. */
  outdated(email: string): Promise<void>;
  /** Drops what is old, and the oldest where much is kept. */
  prune(): Promise<void>;
  forgetAll(): Promise<void>;
}

/** `sha256:` and the hash of the trimmed, lower-case text: the only form in which an address or a domain is asked for. */
export async function hashedKey(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text.trim().toLowerCase());
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export function insights(deps: {
  store: Store;
  client: Pick<Client, "insight" | "account" | "chips">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  me: () => Promise<Me | null>;
  noteAnswer: (failure: Failure | null) => void;
  given: (leadId: string) => Promise<Given | null>;
  /** The registrable domain of a host name: `mail.analytical.example` -> `analytical.example`. */
  registrable: (domain: string) => string | null;
}): Insights {
  const { store, client, now, connection, me, noteAnswer, given, registrable } = deps;
  const hot = new Map<string, Kept>();
  const asked = new Map<string, Promise<LeadAnswer>>();
  /** Grows when everything is forgotten: what was asked before that is not kept. */
  let life = 0;

  async function recall(key: string): Promise<Kept | null> {
    const warm = hot.get(key);
    if (warm !== undefined) return warm;
    const read = Kept.safeParse(await store.get(prefix + key));
    if (!read.success) return null;
    hot.set(key, read.data);
    return read.data;
  }

  /** That it cannot be written costs a later start its speed, nothing else. */
  async function keep(key: string, value: Kept, from = life): Promise<void> {
    if (from !== life) return;
    hot.set(key, value);
    await store.set(prefix + key, value).catch(() => undefined);
  }

  async function shown(kept: Kept, trouble: Trouble | null): Promise<LeadAnswer> {
    if (kept.state === "unknown") return { ...kept, trouble };
    const waiting = await given(kept.insight.lead.id);
    const { mine } = kept.insight.feedback;
    // A refusal of old says nothing once a later verdict was taken.
    const overtaken = waiting?.delivery === "refused" && mine !== null && mine.at >= waiting.at;
    return { ...kept, trouble, given: overtaken ? null : waiting };
  }

  async function isColleague(email: string): Promise<boolean> {
    const known = await me();
    const parts = partsOf(email);
    if (known === null || parts === null) return false;
    if (known.person.email.trim().toLowerCase() === email) return true;
    return !isBigFreeMail(parts.domain) && isUnder(parts.domain, known.workspace.ownDomains);
  }

  async function accountOf(to: Connection, email: string): Promise<Account | null> {
    const host = partsOf(email)?.domain;
    if (host === undefined || isBigFreeMail(host)) return null;
    const answer = await client.account(to, await hashedKey(registrable(host) ?? host));
    return answer.ok ? answer.value : null;
  }

  /** @param holds whether the answer may be kept: nothing has changed since it was asked for */
  async function ask(to: Connection, key: string, email: string, holds: () => boolean): Promise<LeadAnswer> {
    const from = life;
    const answer = await client.insight(to, key);
    noteAnswer(answer.ok ? null : answer.failure);
    if (answer.ok) {
      const kept: Kept = { state: "known", insight: answer.value, at: now() };
      if (holds()) void keep(key, kept, from);
      return shown(kept, null);
    }
    const { failure } = answer;
    if (failure.kind === "signed_out") return { state: "refused" };
    if (failure.kind === "problem" && failure.code === "unknown_lead") {
      const kept: Kept = { state: "unknown", account: await accountOf(to, email), at: now() };
      if (holds()) void keep(key, kept, from);
      return shown(kept, null);
    }
    const old = await recall(key);
    if (old !== null) return shown(old, failure.kind === "offline" ? "offline" : "error");
    if (failure.kind === "offline") return { state: "offline" };
    return { state: "error", message: sentence(failure) };
  }

  return {
    async cached(email) {
      const address = email.trim().toLowerCase();
      if ((await connection()) === null || (await isColleague(address))) return null;
      const kept = await recall(await hashedKey(address));
      return kept === null ? null : shown(kept, null);
    },

    async fresh(email) {
      const address = email.trim().toLowerCase();
      const to = await connection();
      if (to === null) return { state: "not_connected" };
      if (await isColleague(address)) return { state: "colleague" };
      const key = await hashedKey(address);
      const under = asked.get(key);
      if (under !== undefined) return under;
      const asking: Promise<LeadAnswer> = ask(to, key, address, () => asked.get(key) === asking).finally(
        () => {
          if (asked.get(key) === asking) asked.delete(key);
        },
      );
      asked.set(key, asking);
      return asking;
    },

    async chips(emails) {
      const to = await connection();
      if (to === null) return null;
      const people: { email: string; key: string }[] = [];
      for (const email of emails.slice(0, 100))
        if (!(await isColleague(email.trim().toLowerCase())))
          people.push({ email, key: await hashedKey(email) });
      if (people.length === 0) return [];
      const answer = await client.chips(to, [...new Set(people.map((person) => person.key))]);
      noteAnswer(answer.ok ? null : answer.failure);
      if (!answer.ok) return null;
      const byKey = new Map(answer.value.items.map((chip) => [chip.key, chip]));
      return people.map(({ email, key }) => {
        const chip = byKey.get(key);
        return { email, chip: chip === undefined ? null : { score: chip.score, band: chip.band } };
      });
    },

    async noteVerdict(key, { id, verdict, reason = null, note = null, at }, counts, stage) {
      const kept = await recall(key);
      if (kept?.state !== "known") return;
      const read = Insight.safeParse({
        ...kept.insight,
        stage: stage ?? kept.insight.stage,
        feedback:
          verdict === "withdrawn"
            ? { mine: null, good: null, bad: null }
            : { mine: { id, verdict, reason, note, at }, ...counts },
      });
      if (read.success) await keep(key, { ...kept, insight: read.data });
    },

    async prune() {
      const kept = (await store.entries(prefix)).map(([key, value]) => {
        const read = z.object({ at: z.number() }).safeParse(value);
        return { key, at: read.success ? read.data.at : 0 };
      });
      const fresh = kept.filter(({ at }) => now() - at < longestKept).sort((a, b) => b.at - a.at);
      const stay = new Set(fresh.slice(0, mostKept).map(({ key }) => key));
      const go = kept.map(({ key }) => key).filter((key) => !stay.has(key));
      if (go.length === 0) return;
      for (const key of go) hot.delete(key.slice(prefix.length));
      await store.remove(go);
    },

    async outdated(email) {
      asked.delete(await hashedKey(email));
    },

    async forgetAll() {
      life += 1;
      hot.clear();
      asked.clear();
      await store.remove((await store.entries(prefix)).map(([key]) => key));
    },
  };
}
