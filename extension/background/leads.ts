import * as z from "zod";
import { LeadBrief } from "../../shared/contract/index.ts";
import { partsOf } from "../../shared/domain/people/address.ts";
import type { LeadsAnswer, ListName } from "./answers.ts";
import type { Answer, Client, Connection, Failure } from "./client.ts";
import { hashedKey } from "./insights.ts";
import type { Membership } from "./membership.ts";
import { shelf } from "./shelf.ts";
import type { Store } from "./store.ts";
import { sentence } from "./strings.ts";

const Kept = z.object({ state: z.literal("known"), items: z.array(LeadBrief), at: z.number() });
type Kept = z.infer<typeof Kept>;

/** Lists of leads, as the popup shows them: from the Worker, and from what it said before. */
export interface Leads {
  kept(list: ListName): Promise<LeadsAnswer | null>;
  fresh(list: ListName): Promise<LeadsAnswer>;
  /** Nothing of a search is kept. */
  search(text: string): Promise<LeadsAnswer>;
  forgetAll(): Promise<void>;
}

export function leads(deps: {
  store: Store;
  client: Pick<Client, "bestLeads" | "wokenLeads" | "searchLeads">;
  now: () => number;
  connection: () => Promise<Connection | null>;
  membership: Pick<Membership, "mayBeLead" | "isReady">;
  noteAnswer: (failure: Failure | null) => void;
}): Leads {
  const { store, client, now, connection, membership, noteAnswer } = deps;
  const lists = shelf<Kept>({ store, prefix: "leads:", schema: Kept, now });

  async function ask(
    call: (to: Connection) => Promise<Answer<{ items: LeadBrief[] }>>,
    list: ListName | null,
  ): Promise<LeadsAnswer> {
    const to = await connection();
    if (to === null) return { state: "not_connected" };
    const from = lists.life();
    const answer = await call(to);
    noteAnswer(answer.ok ? null : answer.failure);
    if (answer.ok) {
      const book: Kept = { state: "known", items: answer.value.items, at: now() };
      if (list !== null) void lists.keep([list], book, from);
      return { ...book, trouble: null };
    }
    const { failure } = answer;
    if (failure.kind === "signed_out") return { state: "refused" };
    const isOffline = failure.kind === "offline";
    const old = list === null ? null : await lists.recall(list);
    if (old !== null) return { ...old, trouble: isOffline ? "offline" : "error" };
    return isOffline ? { state: "offline" } : { state: "error", message: sentence(failure) };
  }

  return {
    async kept(list) {
      if ((await connection()) === null) return null;
      const book = await lists.recall(list);
      return book === null ? null : { ...book, trouble: null };
    },
    fresh: (list) => ask(list === "best" ? client.bestLeads : client.wokenLeads, list),
    async search(text) {
      // A whole address that is no lead's leaves the browser for nobody, whoever typed it.
      const isWhole = /\.[^.]{2,}$/.test(partsOf(text)?.domain ?? "") && (await connection()) !== null;
      if (isWhole && !(await membership.mayBeLead(await hashedKey(text))))
        return (await membership.isReady())
          ? { state: "known", items: [], at: now(), trouble: null }
          : { state: "offline" };
      return ask((to) => client.searchLeads(to, text.slice(0, 100)), null);
    },
    forgetAll: lists.forgetAll,
  };
}
