import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { goodLeads, ownDomains, workspace } from "./schema.ts";

/** Change what is given; null leaves as it is. */
export const writeWorkspace = query<
  {
    name: string | null;
    timeZone: string | null;
    firstDay: number | null;
    reasons: string | null;
    anonymousDays: number | null;
    detailsDays: number | null;
    trustedCrms: string | null;
    driftReports: 0 | 1 | null;
  },
  never
>(
  (p) => sql`
    update ${workspace} set
      name = coalesce(${p("name")}, name), time_zone = coalesce(${p("timeZone")}, time_zone),
      first_day = coalesce(${p("firstDay")}, first_day), reasons = coalesce(${p("reasons")}, reasons),
      anonymous_days = coalesce(${p("anonymousDays")}, anonymous_days),
      details_days = coalesce(${p("detailsDays")}, details_days),
      trusted_crms = coalesce(${p("trustedCrms")}, trusted_crms),
      drift_reports = coalesce(${p("driftReports")}, drift_reports)
    where id = 1`,
);

/** A new sentence under the next version, unless it is the one that stands. */
export const writeGoodLead = query<{ text: string; at: number }, never>(
  (p) => sql`
    insert into ${goodLeads} (version, text, at)
    select version + 1, ${p("text")}, ${p("at")} from ${goodLeads}
    where version = (select max(version) from ${goodLeads}) and text <> ${p("text")}`,
);

/** The own domains are these, a JSON list, and no others. */
export const keepOwnDomains = query<{ domains: string }, never>(
  (p) => sql`
    delete from ${ownDomains}
    where ${ownDomains.domain} not in (select value from json_each(${p("domains")}))`,
);

export const addOwnDomains = query<{ domains: string }, never>(
  (p) => sql`
    insert into ${ownDomains} (domain) select value from json_each(${p("domains")}) where true
    on conflict do nothing`,
);
