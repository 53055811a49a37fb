import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { currentVerdicts, mergeMoves, merges, seen, seenCounts } from "./schema.ts";

/** Every day of `seen`, as a list: with it, what was seen of one lead is found without reading the rest. */
export const seenDays = sql`(
  with recursive days(day) as (
    select min(${seen.day}) from ${seen}
    union all
    select (select min(${seen.day}) from ${seen} where ${seen.day} > days.day) from days where days.day is not null)
  select day from days where day is not null)`;

/** Add what was seen before a day (`YYYY-MM-DD`) to the counts: leads by day and slice, and how many are judged. */
export const countSeenBefore = query<{ before: string }, never>(
  (p) => sql`
    insert into ${seenCounts} (day, band, scorecard, persona, site, contact, source, campaign, seen, judged)
    select day, coalesce(band, ''), coalesce(scorecard, 0), coalesce(persona, ''), site, contact,
      coalesce(source, ''), coalesce(campaign, ''), count(distinct lead_id),
      count(distinct iif(exists (
        select 1 from ${currentVerdicts} as c where c.lead_id = s.lead_id and c.verdict <> 'withdrawn'), lead_id, null))
    from ${seen} as s where day < ${p("before")}
    group by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict do update set seen = seen_counts.seen + excluded.seen, judged = seen_counts.judged + excluded.judged`,
);

export const deleteSeenBefore = query<{ before: string }, never>(
  (p) => sql`delete from ${seen} where ${seen.day} < ${p("before")}`,
);

/** What merges noted of it: the same days, and no longer. */
export const forgetMergedSeen = (params: { before: string }) => [dropMoves(params), dropAside(params)];
const dropMoves = query<{ before: string }, never>(
  (p) => sql`
    delete from ${mergeMoves}
    where merge_id in (select ${merges.id} from ${merges}) and place = 'seen' and row_id < ${p("before")}`,
);
const dropAside = query<{ before: string }, never>(
  (p) => sql`
    update ${merges} set undo = json_set(undo, '$.seen', (
      select json_group_array(json(value)) from json_each(undo, '$.seen') where value ->> 'day' >= ${p("before")}))
    where exists (select 1 from json_each(undo, '$.seen') where value ->> 'day' < ${p("before")})`,
);
