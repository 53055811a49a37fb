import * as z from "zod";
import { AccountPeople, Band, type Me } from "../../shared/contract/index.ts";
import { mayAskFor } from "../../shared/domain/crm/trust.ts";
import { partsOf } from "../../shared/domain/people/address.ts";
import type { AccountAnswer, AccountAsked, ChipsAnswer, PersonHere, Trouble } from "./answers.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { isColleague } from "./colleagues.ts";
import { companyKey, hashedKey } from "./insights.ts";
import type { Membership } from "./membership.ts";
import { shelf } from "./shelf.ts";
import type { Store } from "./store.ts";
import { sentence } from "./strings.ts";

const Here = z.array(
  z.object({
    email: z.string(),
    chip: z.object({ score: z.number(), band: Band.nullable() }).nullable(),
  }),
);
const Kept = z.discriminatedUnion("state", [
  z.object({ state: z.literal("known"), found: AccountPeople, here: Here, at: z.number() }),
  z.object({ state: z.literal("unknown"), here: Here, at: z.number() }),
]);
type Kept = z.infer<typeof Kept>;

/** As many companies as are asked for before nobody is known there. */
const mostAsked = 5;

/** What is known of the companies and deals whose records are open. */
export interface Accounts {
  cached(asked: AccountAsked): Promise<AccountAnswer | null>;
  fresh(asked: AccountAsked): Promise<AccountAnswer>;
  prune(): Promise<void>;
  forgetAll(): Promise<void>;
}

export function accounts(deps: {
  store: Store;
  client: Pick<Client, "accountPeople">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  /** Who signed in and what the workspace agrees on, asked for where it has never been told. */
  me: () => Promise<Me | null>;
  membership: Pick<Membership, "mayBeLead" | "mayBeAccount" | "isReady">;
  chips: (emails: readonly string[]) => Promise<ChipsAnswer>;
  noteAnswer: (failure: Failure | null) => void;
  /** The registrable domain of a host name: `mail.analytical.example` -> `analytical.example`. */
  registrable: (domain: string) => string | null;
}): Accounts {
  const { store, client, now, connection, me, membership, chips, noteAnswer, registrable } = deps;
  const kept = shelf<Kept>({ store, prefix: "account:", schema: Kept, now });

  /** The record that it is; pages without one go by what they name. */
  const handleOf = async ({ record, domains, emails }: AccountAsked): Promise<string> =>
    record ? `${record.tenant} ${record.key}` : hashedKey(JSON.stringify([domains, emails]));

  const shown = (book: Kept, trouble: Trouble | null): AccountAnswer => ({ ...book, trouble });

  /** The keys to ask for, the most telling first: of the deal, the company's domains, its people's domains, its people. */
  async function keysOf({ record, domains }: AccountAsked, outside: readonly string[]): Promise<string[]> {
    const keys = new Set<string>();
    if (record?.type === "deal" && mayAskFor(record.tenant, (await me())?.workspace.trustedCrms ?? []))
      keys.add(record.key);
    for (const host of [...domains, ...outside.map((email) => partsOf(email)?.domain)]) {
      const key = await companyKey(host, registrable);
      if (key !== null && (await membership.mayBeAccount(key))) keys.add(key);
    }
    for (const email of outside) {
      const key = await hashedKey(email);
      if (await membership.mayBeLead(key)) keys.add(key);
    }
    return [...keys].slice(0, mostAsked);
  }

  async function ask(to: Connection, asked: AccountAsked): Promise<AccountAnswer> {
    const from = kept.life();
    const handle = await handleOf(asked);
    const who = await me();
    const outside = asked.emails.filter((email) => !isColleague(who, email));
    let found: AccountPeople | null = null;
    for (const key of await keysOf(asked, outside)) {
      const answer = await client.accountPeople(to, key);
      noteAnswer(answer.ok ? null : answer.failure);
      if (answer.ok) {
        found = answer.value;
        break;
      }
      const { failure } = answer;
      if (failure.kind === "signed_out") return { state: "refused" };
      if (failure.kind === "problem" && failure.code === "unknown_account") continue;
      const old = await kept.recall(handle);
      if (old !== null) return shown(old, failure.kind === "offline" ? "offline" : "error");
      if (failure.kind === "offline") return { state: "offline" };
      return { state: "error", message: sentence(failure) };
    }
    if (found === null && !(await membership.isReady())) {
      const old = await kept.recall(handle);
      return old === null ? { state: "offline" } : shown(old, "offline");
    }
    const here = await others(outside, found);
    const book: Kept =
      found === null ? { state: "unknown", here, at: now() } : { state: "known", found, here, at: now() };
    void kept.keep([handle], book, from);
    return shown(book, null);
  }

  /** Those of the page who are not among the ranked people. */
  async function others(emails: readonly string[], found: AccountPeople | null): Promise<PersonHere[]> {
    const ranked = new Set(found?.people.map(({ key }) => key));
    const keys = await Promise.all(emails.map(hashedKey));
    const rest = emails.filter((_, index) => !ranked.has(keys[index] ?? ""));
    if (rest.length === 0) return [];
    const known = new Map((await chips(rest))?.map(({ email, chip }) => [email, chip]));
    return rest.map((email) => ({ email, chip: known.get(email) ?? null }));
  }

  return {
    async cached(asked) {
      if ((await connection()) === null) return null;
      const book = await kept.recall(await handleOf(asked));
      return book === null ? null : shown(book, null);
    },

    async fresh(asked) {
      const to = await connection();
      return to === null ? { state: "not_connected" } : ask(to, asked);
    },

    prune: kept.prune,
    forgetAll: kept.forgetAll,
  };
}
