import { uuidv7 } from "uuidv7";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import { ensureAccounts } from "../db/accounts.ts";
import type { Config } from "../db/config.ts";
import {
  askedOf,
  type Component,
  isTooLate,
  MOST_NODES,
  newsOf,
  parseComponent,
  readComponent,
  readNews,
  stillSo,
} from "../db/identity.ts";
import { type LeadWrite, writeLeads } from "../db/leads.ts";
import { jsonLists } from "../db/lists.ts";
import { type Lead, mergeById } from "../db/merges.ts";
import { asTold, merging, parting } from "../db/merging.ts";
import { rankAccounts } from "../db/ranking.ts";
import { refreshFirstContact } from "../db/rollback.ts";
import { BusyError, type Database, LimitError, type Statement } from "../db/run.ts";
import { refresh, writeHands, writeOpen, writeSaid } from "../db/turns.ts";
import { sha256 } from "../hash.ts";
import { accountsFor } from "../intake/accounts.ts";
import { noteLeads } from "../standings.ts";
import type { Facts } from "./facts.ts";
import { rowOf } from "./fields.ts";
import type { World } from "./homes.ts";
import type { Parting, Word } from "./leads.ts";
import { type Plan, planOf } from "./plan.ts";
import { visitorId } from "./visitors.ts";

/** What belongs into the transaction in which the facts are written. */
export interface Also {
  /** Before anything else. */
  readonly first?: readonly Statement[];
  /** After everybody is who they are. */
  readonly last?: readonly Statement[];
  /** Who says so; empty: messages do. */
  readonly personId?: string;
}

/** In letters: a text this long goes into the database once as a parameter, and comes out of it once. */
const MOST_TEXT = 800_000;
/** How often it is tried where others are writing of the same people at the same time. */
const TRIES = 40;

/**
 * Take what is said of who is who for true, and write what follows from it: whose the keys are, and with them touches,
 * claims and sequences, what is known of the leads, which of them are one, and who disagrees. What is known already
 * writes nothing.
 * @param more keys that are to be looked at, too, though nothing new is said of them
 */
export async function believe(
  db: Database,
  config: Pick<Config, "scorecard">,
  facts: Facts,
  { first = [], last = [], personId = "" }: Also = {},
  more: readonly string[] = [],
): Promise<void> {
  const hashes = new Map<string, string>();
  const visitors = new Map<string, string>();
  await learn([...facts.keys, ...more], hashes, visitors);
  const asked = askedOf(facts, [...more, ...hashes.values()], [...visitors.values()]);
  let turn = db;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const read = more.length > 0 ? readComponent(asked) : readNews({ ...asked, ...newsOf(facts) });
    const [found] = await turn.all(read);
    if (!found) {
      await batch(turn, [...first, ...last]);
      return;
    }
    const { text } = found;
    const was = parseComponent(text);
    if (text.length > MOST_TEXT || was.nodes >= MOST_NODES) {
      await inParts(turn, config, facts, { first, last, personId }, more);
      return;
    }
    await learn(
      was.keys.map(({ key }) => key),
      hashes,
      visitors,
    );
    const plan = planOf(was, facts, worldOf(hashes, visitors));
    const guard = stillSo({ ...asked, text });
    const isDone = plan.partings.length === 0;
    const statements = isDone
      ? [guard, ...first, ...(await statementsOf(plan, was, personId)), ...last]
      : [guard, ...(await partingStatements(turn, plan, was, personId))];
    if (turn.left < statements.length + 2) turn = turn.forJob();
    try {
      await turn.batch(statements);
    } catch (error) {
      if (!isTooLate(error)) throw error;
      turn = turn.forJob();
      await soon(tries);
      continue;
    }
    if (isDone) {
      await rank(turn, config, plan);
      return;
    }
  }
  throw new BusyError(`Others were faster ${TRIES} times`);
}

const batch = async (db: Database, statements: readonly Statement[]): Promise<void> => {
  if (statements.length > 0) await db.batch(statements);
};

/** Wait a moment, so that those who want the same do not meet again. */
const soon = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(200, 4 * tries ** 2)));

/** Work out what keys are called elsewhere. */
async function learn(
  keys: readonly string[],
  hashes: Map<string, string>,
  visitors: Map<string, string>,
): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const kind = kindOf(key);
      if (kind === "email" && !hashes.has(key))
        hashes.set(key, `sha256:${await sha256(key.slice("email:".length))}`);
      if (kind === anonymousKind && !visitors.has(key)) visitors.set(key, await visitorId(key));
    }),
  );
}

const worldOf = (hashes: ReadonlyMap<string, string>, visitors: ReadonlyMap<string, string>): World => {
  const known = (from: ReadonlyMap<string, string>) => (key: string) => {
    const value = from.get(key);
    if (value === undefined) throw new Error(`Nobody has learned what ${key} is called elsewhere`);
    return value;
  };
  return { now: Date.now(), newId: uuidv7, hashOf: known(hashes), visitorOf: known(visitors) };
};

/** Too much at once: in two parts. What is too much by itself is no person; it is left out. */
async function inParts(
  db: Database,
  config: Pick<Config, "scorecard">,
  facts: Facts,
  also: Required<Also>,
  more: readonly string[],
): Promise<void> {
  const job = db.forJob();
  if (facts.size > 1) {
    const [one, other] = facts.halves();
    await believe(job, config, one, { personId: also.personId });
    await believe(job, config, other, also);
  } else if (more.length > 0) throw new LimitError("Too many hang together with these leads");
  else await batch(job, [...also.first, ...also.last]);
}

const leadWrites = (writes: readonly LeadWrite[]): Statement[] =>
  jsonLists(writes).map((leads) => writeLeads({ leads }));

async function statementsOf(plan: Plan, was: Component, personId: string): Promise<Statement[]> {
  const now = Date.now();
  const open = await writeOpen(plan, now);
  const accounts = await accountsFor([...plan.newLeads, ...plan.changed], () => uuidv7());
  const rows = new Map<string, Lead>(was.leads.map((lead) => [lead.id, lead]));
  const merges = plan.merges.flatMap(({ into, from }) => {
    // Each merge into a lead begins with what the one before it has left.
    const { after, statements } = merging({ into: rows.get(into.id) ?? into, from }, personId, now, true);
    rows.set(into.id, { ...(rows.get(into.id) ?? into), ...after });
    return statements;
  });
  const changed = plan.changed.map((write) => {
    const row = rows.get(write.id);
    const knownAt = row?.updatedAt ?? write.knownAt;
    return {
      ...write,
      knownAt,
      ownerId: row?.ownerId ?? write.ownerId,
      updatedAt: Math.max(now, (knownAt ?? 0) + 1),
    };
  });
  return [
    ...writeSaid(plan, now),
    ...open.first,
    ...jsonLists(accounts).map((accounts) => ensureAccounts({ accounts })),
    ...leadWrites(plan.newLeads),
    ...writeHands(plan),
    ...merges,
    ...refresh(plan),
    ...leadWrites(changed),
    ...open.last,
  ];
}

async function partingStatements(
  db: Database,
  plan: Plan,
  was: Component,
  personId: string,
): Promise<Statement[]> {
  const now = Date.now();
  const parted = await Promise.all(plan.partings.map((each) => partStatements(db, each, was, personId, now)));
  const writes = parted.flatMap(({ writes }) => writes);
  const accounts = await accountsFor(writes, () => uuidv7());
  return [
    ...writeSaid(plan, now),
    ...parted.flatMap(({ statements }) => statements),
    ...jsonLists(accounts).map((accounts) => ensureAccounts({ accounts })),
    ...leadWrites(writes),
    refreshFirstContact({ leads: JSON.stringify(writes.map(({ id }) => id)) }),
  ];
}

async function partStatements(
  db: Database,
  { merge, into, from }: Parting,
  was: Component,
  personId: string,
  now: number,
): Promise<{ statements: Statement[]; writes: LeadWrite[] }> {
  const [row] = await db.all(mergeById({ id: merge.id }));
  const lead = was.leads.find(({ id }) => id === merge.into);
  if (!row || row.undoneAt !== null || !lead) return { statements: [], writes: [] };
  const { shownSource: source, shownCampaign: campaign, accountDomain: _, ...own } = lead;
  const parted = parting(row, asTold(own, { source, campaign }, JSON.parse(row.undo).after), personId, now);
  const write = (id: string, kept: Pick<Lead, "updatedAt" | "ownerId" | "createdAt">, word: Word) =>
    rowOf(
      word.told,
      { id, knownAt: kept.updatedAt, ownerId: kept.ownerId, createdAt: word.createdAt ?? kept.createdAt },
      now,
    );
  return {
    statements: parted.statements,
    writes: [write(merge.into, parted.into, into), write(merge.from.id, parted.from, from)],
  };
}

/** Who is best at an account may have changed with what is known of its leads. */
async function rank(db: Database, { scorecard }: Pick<Config, "scorecard">, plan: Plan): Promise<void> {
  const ids = [...plan.newLeads, ...plan.changed].map(({ id }) => id);
  noteLeads(ids);
  if (ids.length > 0) await rankAccounts(db, ids, scorecard, Date.now());
}
