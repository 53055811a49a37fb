import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { leadKeys, mergeMoves } from "./schema.ts";

/** Two leads by the keys that a decision on them is kept under. */

export interface HeldKey {
  leadId: string;
  /** `kind:value`. */
  key: string;
  /** Whether the merge that was asked about gave it to the lead. */
  isMoved: 0 | 1;
}

/** The keys of some leads (a JSON list of ids) that prove who somebody is. @param mergeId empty: none is asked about */
export const keysOfLeads = query<{ leads: string; mergeId: string }, HeldKey>(
  (p) => sql`
    select k.lead_id as "leadId", k.kind || ':' || k.value as key, exists (
      select 1 from ${mergeMoves} as m
      where m.merge_id = ${p("mergeId")} and m.place = 'lead_keys' and m.row_id = k.kind || ':' || k.value) as "isMoved"
    from ${leadKeys} as k
    where k.lead_id in (select value from json_each(${p("leads")})) and k.kind not in ('anonymous', 'sha256')
    order by k.kind, k.value`,
);
