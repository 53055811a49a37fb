import { getDomain } from "tldts";
import type { Me } from "../../shared/contract/index.ts";
import { type Accounts, accounts } from "./accounts.ts";
import type { ChipsAnswer, Delivery } from "./answers.ts";
import { type Asking, asking } from "./asking.ts";
import type { Blobs } from "./blobs.ts";
import { type Chips, chips } from "./chips.ts";
import type { Client, Connection, Failure } from "./client.ts";
import { type ConnectionKeeper, connectionKeeper } from "./connection.ts";
import { deliver } from "./delivery.ts";
import { type Insights, insights } from "./insights.ts";
import { type Leads, leads } from "./leads.ts";
import { type Membership, membership } from "./membership.ts";
import { type Outbox, outbox } from "./outbox.ts";
import type { Item, Outcome } from "./outgoing.ts";
import type { Store } from "./store.ts";
import { strings } from "./strings.ts";

/** The parts tied to one another: the connection, what waits, what is known, and what is asked by hand. */
export function parts(deps: {
  store: Store;
  /** Outlives the background, not the browser. */
  session: Pick<Store, "get" | "set">;
  blobs: Blobs;
  client: Client;
  preset: Connection | null;
  now: () => number;
  random: () => number;
  wakeAt: (at: number | null) => void;
  /** The sign-in, the workspace or the number of those waiting may have changed. */
  onChange: () => void;
  onDelivery: (delivery: Delivery) => void;
  /** What was answered before may be otherwise now: whoever is shown is to be asked for again. */
  onNews: () => void;
}): {
  connection: ConnectionKeeper;
  waiting: Outbox;
  known: Insights;
  companies: Accounts;
  asks: Asking;
  members: Membership;
  lists: Leads;
  inLists: Chips;
  chipsOf(emails: readonly string[]): Promise<ChipsAnswer>;
} {
  const { store, session, blobs, client, preset, now, random, wakeAt, onChange, onDelivery, onNews } = deps;

  const connection = connectionKeeper({
    store,
    client,
    preset,
    now,
    forget: async () => {
      await known.forgetAll();
      await companies.forgetAll();
      await members.forget();
      await lists.forgetAll();
      await inLists.forgetAll();
    },
    onChange,
  });

  const waiting = outbox({
    store,
    now,
    random,
    wakeAt,
    send,
    recipient: async () => {
      const to = await connection.current();
      return to && { address: to.address, person: (await connection.me())?.person.id ?? null };
    },
    onChange: (delivery) => {
      if (delivery !== null) onDelivery(delivery);
      onChange();
    },
  });

  const noteAnswer = (failure: Failure | null): void => {
    connection.noteAnswer(failure);
    // The Worker was heard just now: what waits has a chance again.
    if (failure === null) void waiting.flush(true);
  };

  const surelyMe = async (): Promise<Me | null> => {
    const told = await connection.me();
    if (told !== null) return told;
    await connection.refresh();
    return connection.me();
  };

  const members = membership({
    blobs,
    client,
    now,
    connection: connection.current,
    noteAnswer: connection.noteAnswer,
    onNewcomers: onNews,
  });

  const known = insights({
    store,
    client,
    now,
    connection: connection.current,
    me: connection.me,
    surelyMe,
    membership: members,
    noteAnswer,
    given: waiting.given,
    registrable: getDomain,
    onNews,
  });

  const inLists = chips({
    client,
    memory: session,
    now,
    connection: connection.current,
    me: surelyMe,
    membership: members,
    known,
    noteAnswer,
  });

  /** The same of people by their addresses. */
  async function chipsOf(emails: readonly string[]): Promise<ChipsAnswer> {
    const rows = await inLists.rows(emails.map((email) => ({ key: null, tenant: null, email })));
    return (
      rows &&
      emails.map((email, index) => {
        const row = rows[index];
        return { email, chip: row ? { score: row.score, band: row.band } : null };
      })
    );
  }

  const companies = accounts({
    store,
    client,
    now,
    connection: connection.current,
    me: surelyMe,
    membership: members,
    chips: chipsOf,
    noteAnswer,
    registrable: getDomain,
  });

  const lists = leads({
    store,
    client,
    now,
    connection: connection.current,
    membership: members,
    noteAnswer,
  });

  const asks = asking({ client, connection: connection.current, noteAnswer, outdated: known.outdated });

  async function send(item: Item): Promise<Outcome> {
    const to = await connection.current();
    if (to === null) return { state: "closed", problem: strings.notConnected, after: null };
    const { outcome, failure } = await deliver(client, to, item);
    connection.noteAnswer(failure);
    const { what } = item;
    if (outcome.state === "taken" && what.kind === "verdict") {
      await inLists.outdated(what.body.leadId);
      if (outcome.counts) await known.noteVerdict(what.about, what.body, outcome.counts, outcome.stage);
    }
    // Nobody needs to read that the sight of a lead was refused.
    if (outcome.state === "refused" && what.kind === "seen")
      return { state: "taken", counts: null, stage: null };
    return outcome;
  }

  return { connection, waiting, known, companies, asks, members, lists, inLists, chipsOf };
}
