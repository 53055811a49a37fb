import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { deals, importSteps, leads } from "./schema.ts";

/** Leads of an import with one source and a day of first contact in UTC; near the turn of a month in quarters of an hour. */
export interface TotalRow {
  source: string | null;
  /** An instant in it, UTC ms. */
  at: number;
  leads: number;
  won: number;
}

const QUARTER = 900_000;

/** Each lead that an import wrote is counted once. Won is who has a won deal. */
export const importTotals = query<{ importId: string }, TotalRow>(
  (p) => sql`
    with brought as (
      select distinct l.value as id from ${importSteps}, json_each(${importSteps.leads}) as l
      where ${importSteps.importId} = ${p("importId")}),
    dated as (
      select ${leads.source} as source, ${leads.createdAt} as at,
        exists (select 1 from ${deals} where ${deals.leadId} = ${leads.id} and ${deals.outcome} = 'won') as won,
        strftime('%d', ${leads.createdAt} / 1000, 'unixepoch') = '01'
          or strftime('%d', ${leads.createdAt} / 1000, 'unixepoch', '+1 day') = '01' as turns
      from brought join ${leads} on ${leads.id} = brought.id)
    select source as source, min(at) as at, count(*) as leads, sum(won) as won
    from dated group by source, at / iif(turns, ${sql.raw(`${QUARTER}`)}, ${sql.raw(`${86_400_000}`)}), turns`,
);

/** The rows that a step refused, of the steps after one, the next few that refused any. */
export const refusedAfter = query<{ importId: string; after: number }, { step: number; refused: string }>(
  (p) => sql`
    select ${importSteps.step} as step, ${importSteps.refused} as refused from ${importSteps}
    where ${importSteps.importId} = ${p("importId")} and ${importSteps.step} > ${p("after")}
      and ${importSteps.refused} <> '[]'
    order by ${importSteps.step} limit 20`,
);
