import type { Reading } from "../../shared/domain/imports/reading.ts";
import { type AccountRow, accountsByDomain } from "../db/accounts.ts";
import { dealsById, dealsOfLeads, type KnownDeal } from "../db/deals.ts";
import { type LeadRow, saidLeadsByKeys } from "../db/leads.ts";
import type { Database } from "../db/run.ts";
import { changesOfLeads, type KnownChange } from "../db/stages.ts";
import { firstTouches, leadsOfTouches } from "../db/touches.ts";
import { mailOf } from "../domains.ts";
import { type Stranger, strangersAmong } from "../intake/strangers.ts";
import type { Row } from "./rows.ts";

/** All that the database knows of what some rows speak of. */
export interface Known {
  /** Which lead a key (`kind:value`) leads to. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly leads: ReadonlyMap<string, LeadRow>;
  /** Deals of these leads, and those that rows name by their ids. */
  readonly deals: ReadonlyMap<string, KnownDeal>;
  /** By lead, oldest first. */
  readonly changes: ReadonlyMap<string, readonly KnownChange[]>;
  /** Touches that rows name by their ids, and whose they are. */
  readonly touches: ReadonlyMap<string, string>;
  /** When each lead was first in touch. */
  readonly firstTouch: ReadonlyMap<string, number>;
  /** By domain. */
  readonly accounts: ReadonlyMap<string, AccountRow>;
  /** To be made one with the known leads that rows name them with: their keys lead to those already. */
  readonly strangers: readonly Stranger[];
}

/** One trip for what is known of the rows' keys and ids, another for the past of the leads that are known. */
export async function readKnown(db: Database, reading: Reading, rows: readonly Row[]): Promise<Known> {
  const isTouches = reading.kind === "touches";
  const keys = saidLeadsByKeys({ keys: JSON.stringify(rows.flatMap((row) => row.keys)) });
  const ids = JSON.stringify(rows.flatMap(({ thing }) => thing ?? []));
  const domains = JSON.stringify(saysHistory(reading) ? domainsOf(rows) : []);
  const first = { found: [] as (LeadRow & { key: string })[], deals: [] as KnownDeal[] };
  let accounts: AccountRow[] = [];
  let touches: { id: string; leadId: string }[] = [];
  if (isTouches) [first.found, touches] = await db.batch([keys, leadsOfTouches({ ids })]);
  else if (reading.kind === "deals")
    [first.found, accounts, first.deals] = await db.batch([
      keys,
      accountsByDomain({ domains }),
      dealsById({ ids }),
    ]);
  else if (domains !== "[]") [first.found, accounts] = await db.batch([keys, accountsByDomain({ domains })]);
  else first.found = await db.all(keys);

  const leads = new Map(first.found.map((row) => [row.id, row]));
  const known = { leads: JSON.stringify([...leads.keys()]) };
  let deals: KnownDeal[] = [];
  let changes: KnownChange[] = [];
  let firsts: { leadId: string; at: number }[] = [];
  if (leads.size > 0 && isTouches)
    [changes, firsts] = await db.batch([changesOfLeads(known), firstTouches(known)]);
  else if (leads.size > 0 && reading.kind === "deals")
    [changes, deals, firsts] = await db.batch([
      changesOfLeads(known),
      dealsOfLeads(known),
      firstTouches(known),
    ]);
  else if (leads.size > 0) [changes, deals] = await db.batch([changesOfLeads(known), dealsOfLeads(known)]);
  const idOf = new Map(first.found.map(({ key, id }) => [key, id]));
  const strangers = strangersAmong(
    rows.map(({ keys }) => keys.flatMap(({ key }) => leads.get(idOf.get(key) ?? "") ?? [])),
  );
  const admitted = new Map(strangers.map(({ from, into }) => [from, into]));
  return {
    idOf: new Map([...idOf].map(([key, id]) => [key, admitted.get(id) ?? id])),
    strangers,
    leads,
    deals: new Map([...first.deals, ...deals].map((deal) => [deal.id, deal])),
    changes: Map.groupBy(changes, ({ leadId }) => leadId),
    touches: new Map(touches.map(({ id, leadId }) => [id, leadId])),
    firstTouch: new Map(firsts.map(({ leadId, at }) => [leadId, at])),
    accounts: new Map(accounts.map((account) => [account.domain, account])),
  };
}

/** Whether rows may move leads along their path, for which the facts of then are kept. */
const saysHistory = ({ kind, stage, columns }: Reading): boolean =>
  kind === "deals" ||
  (kind === "leads" &&
    ((stage !== null && stage !== "inquiry") ||
      columns.some(({ to }) => to === "stage" || to === "outcome")));

const domainsOf = (rows: readonly Row[]): string[] => [
  ...new Set(rows.flatMap(({ said }) => mailOf(said?.lead.email ?? null).accountDomain ?? [])),
];
