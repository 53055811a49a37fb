import * as z from "zod";
import { Account, Insight, type Me, type VerdictInput } from "../../shared/contract/index.ts";
import { isTrusted, mayAskFor } from "../../shared/domain/crm/trust.ts";
import { isBigFreeMail, partsOf } from "../../shared/domain/people/address.ts";
import type { Given, LeadAnswer, Trouble, Whom } from "./answers.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { isColleague } from "./colleagues.ts";
import type { Membership } from "./membership.ts";
import { shelf } from "./shelf.ts";
import type { Store } from "./store.ts";
import { sentence } from "./strings.ts";

const Kept = z.discriminatedUnion("state", [
  z.object({ state: z.literal("known"), insight: Insight, at: z.number() }),
  z.object({ state: z.literal("unknown"), account: Account.nullable(), at: z.number() }),
]);
type Kept = z.infer<typeof Kept>;

/** As many of a person's addresses as are looked at. */
const mostAddresses = 5;

/** What is known of the people on the page: from the Worker, and from what it said before. */
export interface Insights {
  cached(whom: Whom): Promise<LeadAnswer | null>;
  fresh(whom: Whom): Promise<LeadAnswer>;
  /** The key under which this one is kept: what a verdict is about. */
  placeOf(whom: Whom): Promise<string>;
  /** Writes what the Worker answered to a verdict into what is kept of that lead. */
  noteVerdict(
    key: string,
    verdict: VerdictInput,
    counts: { good: number; bad: number },
    stage: Insight["stage"] | null,
  ): Promise<void>;
  /**
   * A page has stood with this record and this address for a while: what was found by the address of a trusted CRM's
   * page is from now on found by the record's own key, too. A page on its way from one record to another names the
   * one with the address of the other, so nobody is joined at first sight.
   */
  settled(whom: Whom): Promise<void>;
  /** Something was changed there just now: what is under way answers of before. */
  outdated(whom: Whom): Promise<void>;
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

/** The key of the company that an address or host name is of; null of free mail. */
export async function companyKey(
  host: string | undefined,
  registrable: (domain: string) => string | null,
): Promise<string | null> {
  return host === undefined || isBigFreeMail(host) ? null : hashedKey(registrable(host) ?? host);
}

export function insights(deps: {
  store: Store;
  client: Pick<Client, "insight" | "account" | "keepKey">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  /** Who signed in and what the workspace agrees on; null before the first answer. */
  me: () => Promise<Me | null>;
  /** The same, asked for where it has never been told. */
  surelyMe: () => Promise<Me | null>;
  membership: Pick<Membership, "mayBeLead" | "mayBeAccount" | "isReady">;
  noteAnswer: (failure: Failure | null) => void;
  given: (leadId: string) => Promise<Given | null>;
  /** The registrable domain of a host name: `mail.analytical.example` -> `analytical.example`. */
  registrable: (domain: string) => string | null;
  /** What was answered is no longer so: whoever is shown is to be asked for again. */
  onNews: () => void;
}): Insights {
  const { store, client, now, connection, me, surelyMe, membership } = deps;
  const { noteAnswer, given, registrable, onNews } = deps;
  const kept = shelf<Kept>({ store, prefix: "insight:", schema: Kept, now });
  const asked = new Map<string, Promise<LeadAnswer>>();
  /** By whom was asked for: the lead that was found by an address where the record is nobody's yet. */
  const byAddress = new Map<string, string>();

  async function shown(book: Kept, trouble: Trouble | null): Promise<LeadAnswer> {
    if (book.state === "unknown") return { ...book, trouble };
    const waiting = await given(book.insight.lead.id);
    const { mine } = book.insight.feedback;
    // A refusal of old says nothing once a later verdict was taken.
    const overtaken = waiting?.delivery === "refused" && mine !== null && mine.at >= waiting.at;
    return { ...book, trouble, given: overtaken ? null : waiting };
  }

  /** The record's key, where it may be asked for. */
  async function recordOf({ key, tenant }: Whom, who: () => Promise<Me | null>): Promise<string | null> {
    if (key === null || tenant === null) return key;
    const known = await who();
    return known !== null && mayAskFor(tenant, known.workspace.trustedCrms ?? []) ? key : null;
  }

  const addressesOf = ({ email, others = [] }: Whom): string[] =>
    (email === null ? others : [email, ...others])
      .map((address) => address.trim().toLowerCase())
      .slice(0, mostAddresses);

  /** Under which what is found out of somebody is kept; null where there is nothing to find it by. */
  async function handleOf(whom: Whom, record: string | null): Promise<string | null> {
    if (record !== null) return record;
    const [first] = addressesOf(whom);
    return first === undefined ? null : hashedKey(first);
  }

  /**
   * What is kept of somebody, and under what: of the record, else of the first of the addresses that is a lead's. What
   * was found by an address is never kept as the record's, for a page may have named the two together by mistake.
   */
  async function keptOf(whom: Whom, record: string | null): Promise<{ handle: string; book: Kept } | null> {
    const handles = [...(record === null ? [] : [record]), ...(await hashesOf(whom))];
    let unknown: { handle: string; book: Kept } | null = null;
    for (const handle of handles) {
      const book = await kept.recall(handle);
      if (book?.state === "known") return { handle, book };
      if (book !== null) unknown ??= { handle, book };
    }
    return unknown;
  }

  /** Of the addresses that are no colleague's. */
  async function hashesOf(whom: Whom): Promise<string[]> {
    const who = await me();
    return Promise.all(
      addressesOf(whom)
        .filter((address) => !isColleague(who, address))
        .map(hashedKey),
    );
  }

  /** @param handle under which it was kept before, for when the Worker is away */
  async function accountOf(
    to: Connection,
    email: string | undefined,
    handle: string | null,
  ): Promise<Account | null> {
    const key = await companyKey(partsOf(email ?? "")?.domain, registrable);
    if (key === null || !(await membership.mayBeAccount(key))) return null;
    const answer = await client.account(to, key);
    if (answer.ok) return answer.value;
    if (answer.failure.kind === "problem" && answer.failure.code === "unknown_account") return null;
    const old = handle === null ? null : await kept.recall(handle);
    return old?.state === "unknown" ? old.account : null;
  }

  /** What the Worker says of the first of these keys that is a lead's; null where none is. */
  async function insightOf(
    to: Connection,
    keys: readonly string[],
  ): Promise<{ insight: Insight; key: string } | { failure: Failure } | null> {
    for (const key of keys) {
      const answer = await client.insight(to, key);
      noteAnswer(answer.ok ? null : answer.failure);
      if (answer.ok) return { insight: answer.value, key };
      const { failure } = answer;
      if (failure.kind !== "problem" || failure.code !== "unknown_lead") return { failure };
    }
    return null;
  }

  /**
   * The record is the truth; where it is nobody's, the addresses are asked for that may be leads'.
   * @param holds whether the answer may be kept: nothing has changed since it was asked for
   */
  async function ask(to: Connection, whom: Whom, holds: () => boolean): Promise<LeadAnswer> {
    const from = kept.life();
    const record = await recordOf(whom, surelyMe);
    const handle = await handleOf(whom, record);
    const keep = (keys: readonly string[], book: Kept) => {
      if (holds()) void kept.keep(keys, book, from);
    };
    let found = record === null ? null : await insightOf(to, [record]);
    const addresses = addressesOf(whom);
    if (found === null) {
      const who = await me();
      const outside = addresses.filter((address) => !isColleague(who, address));
      if (outside.length === 0 && addresses.length > 0) return { state: "colleague" };
      const hashes = await Promise.all(outside.map(hashedKey));
      const may = await Promise.all(hashes.map(membership.mayBeLead));
      found = await insightOf(
        to,
        hashes.filter((_, index) => may[index]),
      );
      // Nothing is known yet of who is a lead: nobody is called none, and nobody is asked for.
      if (found === null && hashes.length > 0 && !(await membership.isReady()))
        found = { failure: { kind: "offline" } };
    }
    if (found === null) {
      const book: Kept = { state: "unknown", account: await accountOf(to, addresses[0], handle), at: now() };
      if (handle !== null) keep([handle], book);
      return shown(book, null);
    }
    if ("failure" in found) {
      const { failure } = found;
      if (failure.kind === "signed_out") return { state: "refused" };
      const old = await keptOf(whom, record);
      if (old !== null) return shown(old.book, failure.kind === "offline" ? "offline" : "error");
      if (failure.kind === "offline") return { state: "offline" };
      return { state: "error", message: sentence(failure) };
    }
    const { insight, key } = found;
    const place = insight.lead.email === null ? key : await hashedKey(insight.lead.email);
    const book: Kept = { state: "known", insight, at: now() };
    const isByAddress = record !== null && key !== record;
    keep([place, key, ...(handle === null || isByAddress ? [] : [handle])], book);
    if (isByAddress) keep([record], { state: "unknown", account: null, at: now() });
    // An address of many hands says nothing of whose record it is.
    if (isByAddress && !insight.flags.includes("shared_address"))
      byAddress.set(nameOf(whom), insight.lead.id);
    return shown(book, null);
  }

  const nameOf = (whom: Whom): string => JSON.stringify([whom.key, whom.tenant, addressesOf(whom)]);

  return {
    async cached(whom) {
      if ((await connection()) === null) return null;
      const record = await recordOf(whom, me);
      const [first] = addressesOf(whom);
      if (record === null && (first === undefined || isColleague(await me(), first))) return null;
      const book = (await keptOf(whom, record))?.book ?? null;
      if (book === null) return null;
      // A record that is nobody's tells nothing of an address that has come beside it since.
      if (book.state === "unknown" && record !== null)
        for (const hash of await hashesOf(whom)) if (await membership.mayBeLead(hash)) return null;
      return shown(book, null);
    },

    async fresh(whom) {
      const to = await connection();
      if (to === null) return { state: "not_connected" };
      const name = nameOf(whom);
      const under = asked.get(name);
      if (under !== undefined) return under;
      const asking: Promise<LeadAnswer> = ask(to, whom, () => asked.get(name) === asking).finally(() => {
        if (asked.get(name) === asking) asked.delete(name);
      });
      asked.set(name, asking);
      return asking;
    },

    async placeOf(whom) {
      const record = await recordOf(whom, me);
      const handle = (await keptOf(whom, record))?.handle ?? (await handleOf(whom, record));
      return handle === null ? "" : kept.placeOf(handle);
    },

    async noteVerdict(key, { id, verdict, reason = null, note = null, at }, counts, stage) {
      const book = await kept.recall(key);
      if (book?.state !== "known") return;
      const read = Insight.safeParse({
        ...book.insight,
        stage: stage ?? book.insight.stage,
        feedback:
          verdict === "withdrawn"
            ? { mine: null, good: null, bad: null }
            : { mine: { id, verdict, reason, note, at }, ...counts },
      });
      if (read.success)
        await kept.keep([await kept.placeOf(key)], { ...book, insight: read.data }, kept.life());
    },

    async settled(whom) {
      const { key, tenant } = whom;
      const name = nameOf(whom);
      const leadId = byAddress.get(name);
      byAddress.delete(name);
      const to = await connection();
      if (leadId === undefined || key === null || tenant === null || to === null) return;
      if (!isTrusted(tenant, (await me())?.workspace.trustedCrms ?? [])) return;
      const answer = await client.keepKey(to, leadId, { key, tenant });
      noteAnswer(answer.ok ? null : answer.failure);
      // Another lead has it by now: that is whom the record is of.
      if (!answer.ok && answer.failure.kind === "problem" && answer.failure.code === "conflict") onNews();
    },

    async outdated(whom) {
      asked.delete(nameOf(whom));
    },

    prune: kept.prune,

    async forgetAll() {
      asked.clear();
      byAddress.clear();
      await kept.forgetAll();
    },
  };
}
