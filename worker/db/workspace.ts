import { sql } from "drizzle-orm";
import { insertRows } from "./bulk.ts";
import { emptyFilter } from "./filter.ts";
import { query, type Statement } from "./run.ts";
import {
  accounts,
  arrivals,
  attributes,
  claims,
  conflicts,
  content,
  contentRequests,
  contentUses,
  cooled,
  creditDays,
  credits,
  currentVerdicts,
  deadLetters,
  dealChanges,
  deals,
  drift,
  eventKinds,
  filterNewcomers,
  filterParts,
  goodLeads,
  heat,
  identities,
  importChunks,
  importMappings,
  importSteps,
  imports,
  jobs,
  leadEntries,
  leadKeys,
  leads,
  linkUses,
  meetingItems,
  mergeMoves,
  merges,
  ownDomains,
  people,
  personas,
  rejections,
  replies,
  replyRecipients,
  scorecards,
  seen,
  seenCounts,
  sequences,
  snapshots,
  stageChanges,
  standings,
  statementKeys,
  statements,
  teams,
  tokens,
  touches,
  unmappedEvents,
  verdicts,
  workspace,
  writeKeys,
} from "./schema.ts";

/** A whole workspace at once: filled, and emptied. Every table in the order of writing: whoever is pointed at first. */
const tables = {
  goodLeads,
  ownDomains,
  teams,
  people,
  tokens,
  writeKeys,
  personas,
  scorecards,
  content,
  accounts,
  leads,
  leadKeys,
  touches,
  statements,
  statementKeys,
  claims,
  sequences,
  stageChanges,
  verdicts,
  snapshots,
  seen,
  replies,
  replyRecipients,
  meetingItems,
  contentUses,
  contentRequests,
  dealChanges,
  deals,
  arrivals,
  rejections,
  eventKinds,
  unmappedEvents,
} as const;
type Name = keyof typeof tables;
const names: readonly Name[] = Object.keys(tables).filter((name): name is Name => name in tables);

/** Rows for every table that is written; what triggers keep (heat, current verdicts, counters) follows from them. */
export type WorkspaceRows = { [Each in Name]: (typeof tables)[Each]["$inferInsert"][] };

/** Statements that write all rows. What is there already stays as it is. */
export const fillWorkspace = (rows: WorkspaceRows): Statement[] =>
  names.flatMap((name) => insertRows(tables[name], rows[name]));

/** Statements that write people, their tokens and write keys, as `fillWorkspace` does. */
export const fillStaff = (
  staff: WorkspaceRows["people"],
  theirs: WorkspaceRows["tokens"],
  keys: WorkspaceRows["writeKeys"],
): Statement[] => [
  ...insertRows(people, staff),
  ...insertRows(tokens, theirs),
  ...insertRows(writeKeys, keys),
];

/** What follows from those, and what imports and merges keep. */
const derived = [
  heat,
  currentVerdicts,
  seenCounts,
  attributes,
  conflicts,
  mergeMoves,
  merges,
  importSteps,
  importChunks,
  importMappings,
  imports,
  cooled,
  creditDays,
  credits,
  deadLetters,
  drift,
  identities,
  jobs,
  linkUses,
  standings,
  leadEntries,
];

type None = Record<never, never>;

/** Statements that delete everything but the workspace's own row and its sentences of what a good lead is. */
export const emptyWorkspace = (): Statement[] =>
  // The filter's at the end: what goes before is noted there.
  [...derived, ...names.toReversed().map((name) => tables[name]), filterNewcomers, filterParts]
    .filter((table) => table !== goodLeads)
    .map((table): Statement => query<None, never>(() => sql`delete from ${table}`)({}))
    .concat(emptyFilter({}));

/** One row where there is any lead. */
export const anyLead = query<None, { id: string }>(() => sql`select ${leads.id} as id from ${leads} limit 1`);

/** Weeks begin on Monday. */
export const nameWorkspace = query<{ name: string; timeZone: string }, never>(
  (p) => sql`
    update ${workspace} set name = ${p("name")}, time_zone = ${p("timeZone")}, first_day = 1
    where ${workspace.id} = 1`,
);

/** The lead with an address and its newest touch, nulls where there is none; and whether there is any lead or person (1, 0). */
export const whoIsHere = query<
  { email: string },
  { leadId: string | null; lastAt: number | null; anybody: number }
>(
  (p) => sql`
    select found.id as "leadId",
      (select max(${touches.at}) from ${touches} where ${touches.leadId} = found.id) as "lastAt",
      (exists (select 1 from ${leads}) or exists (select 1 from ${people})) as anybody
    from (
      select (
        select ${leadKeys.leadId} from ${leadKeys}
        where ${leadKeys.kind} = 'email' and ${leadKeys.value} = ${p("email")}
      ) as id
    ) as found`,
);
