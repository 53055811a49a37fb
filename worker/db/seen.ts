import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { currentVerdicts, seen, seenCounts } from "./schema.ts";

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
