import { type SQL, sql } from "drizzle-orm";
import { sha256 } from "../hash.ts";
import { query } from "./run.ts";
import { conflicts, deals, heat, imports, leadKeys, leads, merges, people } from "./schema.ts";
import { standsFor, standsForAll } from "./standing.ts";

/** A lead, and the key (`kind:value`) that led to it. */
export interface Named {
  leadId: string;
  key: string;
}

export interface ConflictWrite {
  id: string;
  leadA: string;
  keyA: string;
  leadB: string;
  keyB: string;
  at: number;
  importId: string | null;
  row: number | null;
}

/** That two leads may be one person, and the row of an import that says so. The id is the same whichever comes first. */
export async function conflictOf(
  one: Named,
  other: Named,
  said: Pick<ConflictWrite, "at" | "importId" | "row">,
): Promise<ConflictWrite> {
  const [a, b] = one.leadId < other.leadId ? [one, other] : [other, one];
  const id = (await sha256(`${a.leadId} ${b.leadId}`)).slice(0, 32);
  return { id, leadA: a.leadId, keyA: a.key, leadB: b.leadId, keyB: b.key, ...said };
}

/** Conflicts, a JSON list of ConflictWrite; gives the new ones. A pair is listed once, whatever was decided of it. */
export const writeConflicts = query<{ conflicts: string }, { id: string }>(
  (p) => sql`
    insert into ${conflicts} (id, lead_a, key_a, lead_b, key_b, at, import_id, row)
    select c.value ->> 'id', c.value ->> 'leadA', c.value ->> 'keyA', c.value ->> 'leadB', c.value ->> 'keyB',
      c.value ->> 'at', c.value ->> 'importId', c.value ->> 'row'
    from json_each(${p("conflicts")}) as c where true
    on conflict do nothing returning id`,
);

/** What an import said that is rolled back, as far as nobody has decided it. */
export const dropConflicts = query<{ importId: string }, never>(
  (p) =>
    sql`delete from ${conflicts} where ${conflicts.importId} = ${p("importId")} and ${conflicts.state} = 'open'`,
);

/** How many at once. */
export const MOST_LISTED = 100;

export interface ConflictListed {
  id: string;
  at: number;
  row: number | null;
  importId: string | null;
  importName: string | null;
  by: string | null;
  decidedAt: number | null;
  /** JSON of SideRow. */
  a: string;
  b: string;
}

/** A lead of a conflict, as it is now. */
export interface SideRow {
  id: string;
  name: string | null;
  email: string | null;
  title: string | null;
  company: string | null;
  source: string | null;
  campaign: string | null;
  owner: string | null;
  stage: string;
  createdAt: number;
  keys: string[];
  touches: number;
  lastTouchAt: number | null;
  verdicts: number;
  deals: number;
  said: string;
}

const side = (id: SQL, said: SQL) => sql`
  (select json_object('id', l.id, 'name', l.name, 'email', l.email, 'title', l.title, 'company', l.company,
      'source', l.source, 'campaign', l.campaign, 'owner', o.name, 'stage', l.stage, 'createdAt', l.created_at,
      'verdicts', l.good + l.bad, 'said', ${said},
      'keys', (select json_group_array(k.kind || ':' || k.value order by k.kind, k.value)
        from (select * from ${leadKeys} where ${leadKeys.leadId} = l.id and ${leadKeys.kind} <> 'sha256' limit 50) as k),
      'touches', (select coalesce(sum(e.value ->> 0), 0) from ${heat} as h, json_each(h.kinds) as e where h.lead_id = l.id),
      'lastTouchAt', (select max(e.value ->> 2) from ${heat} as h, json_each(h.kinds) as e where h.lead_id = l.id))
    from ${leads} as l left join ${people} as o on o.id = l.owner_id where l.id = ${id})`;

/** How many deals a side has: an argument more than a function takes. */
const dealsOf = (id: SQL) => sql`(select count(*) from ${deals} as d where d.lead_id = ${id})`;

/**
 * Conflicts in one state between leads that stand: who was merged into another since is that other now. A pair that is
 * one lead by now is left out, so is one that somebody has said is two people, under whatever ids.
 */
export const listConflicts = query<{ state: "open" | "apart" }, ConflictListed>((p) => {
  const [allA, allB] = [standsForAll(sql`n.a`), standsForAll(sql`n.b`)];
  return sql`
    select n.id as id, n.at as at, n.row as row, i.id as "importId", i.name as "importName", decider.name as "by",
      n.decided_at as "decidedAt",
      json_set(${side(sql`n.a`, sql`n.key_a`)}, '$.deals', ${dealsOf(sql`n.a`)}) as a,
      json_set(${side(sql`n.b`, sql`n.key_b`)}, '$.deals', ${dealsOf(sql`n.b`)}) as b
    from (
      select c.*, row_number() over (partition by min(c.a, c.b), max(c.a, c.b) order by c.at, c.id) as place
      from (
        select *, ${standsFor(sql`lead_a`)} as a, ${standsFor(sql`lead_b`)} as b
        from ${conflicts} where state = ${p("state")} order by at, id limit 1000) as c
      where c.a <> c.b) as n
    left join ${imports} as i on i.id = n.import_id
    left join ${people} as decider on decider.id = n.person_id
    where n.place = 1 and (${p("state")} = 'apart' or not exists (
      select 1 from ${conflicts} as x where x.state = 'apart' and (
        (x.lead_a in ${allA} and x.lead_b in ${allB}) or (x.lead_a in ${allB} and x.lead_b in ${allA}))))
    order by n.at, n.id limit ${sql.raw(`${MOST_LISTED + 1}`)}`;
});

export interface ConflictRow {
  id: string;
  state: "open" | "merged" | "apart";
  /** The merge that settled it, and which lead that left. */
  mergeId: string | null;
  intoId: string | null;
  /** The leads that stand for its two now; null where one is gone. */
  a: string | null;
  b: string | null;
  /** As it was written. */
  leadA: string;
  leadB: string;
}

export const conflictById = query<{ id: string }, ConflictRow>(
  (p) => sql`
    select c.id as id, c.state as state, c.merge_id as "mergeId", m.into_id as "intoId", c.lead_a as "leadA",
      c.lead_b as "leadB", ${standsFor(sql`c.lead_a`)} as a, ${standsFor(sql`c.lead_b`)} as b
    from ${conflicts} as c left join ${merges} as m on m.id = c.merge_id where c.id = ${p("id")}`,
);

/** Somebody says that they are two people (`apart`), or takes that back (`open`). Gives a row where it was not merged. */
export const decideConflict = query<
  { id: string; state: "open" | "apart"; personId: string | null; at: number | null },
  { id: string }
>(
  (p) => sql`
    update ${conflicts} set state = ${p("state")}, person_id = ${p("personId")}, decided_at = ${p("at")}
    where id = ${p("id")} and state <> 'merged' returning id`,
);
