import { type SQL, sql } from "drizzle-orm";
import { leadWith } from "./keys.ts";
import { query } from "./run.ts";
import {
  claims,
  contentRequests,
  contentUses,
  deals,
  heat,
  leadKeys,
  leads,
  merges,
  seen,
  stageChanges,
  touches,
  turns,
  verdicts,
} from "./schema.ts";
import { seenDays } from "./seen.ts";

/** Claims as people decide them. How they come about is in worker/tracking. */

export interface ClaimRow
  extends Pick<
    typeof claims.$inferSelect,
    "id" | "via" | "key" | "leadId" | "at" | "messageId" | "said" | "state"
  > {
  /** Where the visitor is known as somebody already, a key of theirs. */
  known: string | null;
}

export const claimById = query<{ id: string }, ClaimRow>(
  (p) => sql`
    select ${claims.id} as id, ${claims.via} as via, ${claims.key} as key, ${claims.leadId} as "leadId",
      ${claims.at} as at, ${claims.messageId} as "messageId", ${claims.said} as said, ${claims.state} as state,
      (select k.kind || ':' || k.value from ${leadKeys} as k
        where k.lead_id = ${leadWith(sql`${claims.via}`)} and k.kind not in ('anonymous', 'sha256')
        order by k.kind = 'user' desc, k.kind = 'email' desc, k.kind, k.value limit 1) as known
    from ${claims} where ${claims.id} = ${p("id")}`,
);

interface Decision {
  id: string;
  state: "confirmed" | "refused";
  at: number;
  personId: string;
}

/** A person's word on a claim. Fails, and the whole transaction with it, where somebody else was faster. */
export const decideClaim = query<Decision, never>(
  (p) => sql`
    update ${claims} set state = ${p("state")}, how = 'person', person_id = ${p("personId")}, decided_at = ${p("at")},
      via = iif(state = 'open', via, null)
    where id = ${p("id")}`,
);

/** How the database says that decideClaim came too late. */
export const isDecided = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("claims.via");

/** Those of some leads (a JSON list of ids) that nobody knows but who claimed to be them, none of whom is still to be heard. */
const nobodies = (ids: unknown) => sql`
  (select l.id from ${leads} as l where l.id in (select value from json_each(${ids}))
    and l.verified = 0 and l.owner_id is null
    and not exists (select 1 from ${claims} as c where c.lead_id = l.id and c.state <> 'refused')
    and not exists (select 1 from ${touches} as t where t.lead_id = l.id)
    and not exists (select 1 from ${verdicts} as v where v.lead_id = l.id)
    and not exists (select 1 from ${stageChanges} as s where s.lead_id = l.id)
    and not exists (select 1 from ${deals} as d where d.lead_id = l.id)
    and not exists (select 1 from ${contentUses} as u where u.lead_id = l.id)
    and l.id not in (select r.lead_id from ${contentRequests} as r)
    and not exists (select 1 from ${merges} as m where m.into_id = l.id and m.undone_at is null))`;

type Leads = { leads: string };
const forget = (from: SQL) =>
  query<Leads, never>((p) => sql`delete from ${from} where lead_id in ${nobodies(p("leads"))}`);

const forgetRest = [
  query<Leads, never>(
    (p) => sql`delete from ${seen} where day in ${seenDays} and lead_id in ${nobodies(p("leads"))}`,
  ),
  forget(sql`${leadKeys}`),
  forget(sql`${heat}`),
  query<Leads, never>((p) => sql`delete from ${leads} where id in ${nobodies(p("leads"))}`),
  query<Leads, never>(
    (p) => sql`
      update ${claims} set lead_id = null
      where lead_id in (select value from json_each(${p("leads")}))
        and not exists (select 1 from ${leads} as l where l.id = claims.lead_id)`,
  ),
  // Whoever is writing for these leads right now reads again.
  query<Record<never, never>, never>(() => sql`update ${turns} set serial = serial + 1 where id = 1`),
] as const;

/** Leads (a JSON list of ids) go, with their keys, where they were made of claims alone and all of these are refused or gone. */
export const forgetUnknown = (params: Leads) => forgetRest.map((forget) => forget(params));
