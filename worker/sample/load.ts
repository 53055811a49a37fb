import { sql } from "drizzle-orm";
import { insertRows } from "../db/bulk.ts";
import { type Database, query, type Statement } from "../db/run.ts";
import {
  accounts,
  content,
  contentRequests,
  contentUses,
  currentVerdicts,
  dealChanges,
  deals,
  goodLeads,
  heat,
  leadKeys,
  leads,
  meetingItems,
  ownDomains,
  people,
  personas,
  replies,
  replyRecipients,
  scorecards,
  seen,
  seenCounts,
  snapshots,
  stageChanges,
  teams,
  tokens,
  touches,
  verdicts,
  workspace,
} from "../db/schema.ts";
import { writeTouches } from "../db/touches.ts";
import { forgetWhoSaw } from "../jobs/seen.ts";
import { generate, type SampleRows } from "./generate.ts";
import { TIME_ZONE } from "./history.ts";
import { ADA_RESTS, adasNewest } from "./story.ts";

/** `loaded`: it was written now. `kept`: it was there. `other`: somebody's own leads are there; nothing was done. */
export type SampleOutcome = "loaded" | "kept" | "other";

type None = Record<never, never>;

const whatIsHere = query<None, { ada: string | null; lastAt: number | null; leads: number }>(
  () => sql`
    select
      (select ${leadKeys.leadId} from ${leadKeys}
        where kind = 'email' and value = 'ada@analytical.example') as ada,
      (select max(${touches.at}) from ${touches} where lead_id = (
        select ${leadKeys.leadId} from ${leadKeys}
        where kind = 'email' and value = 'ada@analytical.example')) as "lastAt",
      exists (select 1 from ${leads}) as leads`,
);

const nameWorkspace = query<{ name: string; timeZone: string }, never>(
  (p) => sql`
    update ${workspace} set name = ${p("name")}, time_zone = ${p("timeZone")}, first_day = 1 where id = 1`,
);

/** What the sample fills, in the order of writing: whoever is pointed at goes first. */
const tables = {
  goodLeads,
  ownDomains,
  teams,
  people,
  tokens,
  personas,
  scorecards,
  content,
  accounts,
  leads,
  leadKeys,
  touches,
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
} satisfies Record<keyof SampleRows, unknown>;
type Name = keyof typeof tables;
const names: readonly Name[] = Object.keys(tables).filter((name): name is Name => name in tables);

/**
 * Write the sample workspace, all of it or nothing. Where it is there already, only Ada is kept busy: she asks for
 * her demo today, however old the sample is. `fresh` empties the workspace first.
 * @param db needs some 100 queries in one invocation
 */
export async function loadSample(
  db: Database,
  now: number,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<SampleOutcome> {
  const [here] = await db.all(whatIsHere({}));
  if (!fresh && here?.ada) {
    if ((here.lastAt ?? 0) < now - ADA_RESTS)
      await db.batch([writeTouches({ touches: JSON.stringify(adasNewest(here.ada, now)) })]);
    return "kept";
  }
  if (!fresh && here?.leads) return "other";
  const { rows } = await generate(now);
  await db.batch([
    ...(fresh ? emptied() : []),
    nameWorkspace({ name: "Sample workspace", timeZone: TIME_ZONE }),
    ...names.flatMap((name) => statements(name, rows)),
  ]);
  await forgetWhoSaw(db, now);
  return "loaded";
}

const statements = (name: Name, rows: SampleRows): Statement[] => insertRows(tables[name], rows[name]);

/** Every row that the sample can have led to, whoever points goes first; the sentences of a good lead stay. */
const emptied = (): Statement[] =>
  [heat, currentVerdicts, seenCounts, ...names.toReversed().map((name) => tables[name])]
    .filter((table) => table !== goodLeads)
    .map((table) => query<None, never>(() => sql`delete from ${table}`)({}));
