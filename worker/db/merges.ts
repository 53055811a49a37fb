import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { ownNames } from "./credits.ts";
import { query } from "./run.ts";
import {
  conflicts,
  dealChanges,
  deals,
  leads,
  merges,
  people,
  replyRecipients,
  seen,
  stageChanges,
  verdicts,
} from "./schema.ts";
import { seenDays } from "./seen.ts";
import { standsForAll } from "./standing.ts";

/** Merges as they are kept. What they move is in moves.ts; merging.ts puts both into one transaction. */

export type Lead = typeof leads.$inferSelect;

/** What merging fills in, and parting takes back where nobody has changed it since. */
export const filledFields = [
  "email",
  "mailKind",
  "name",
  "title",
  "company",
  "domain",
  "accountId",
  "source",
  "campaign",
  "ownerId",
  "attributes",
  "optedOut",
  "verified",
  "createdAt",
  "updatedAt",
] as const satisfies (keyof Lead)[];
export type Filled = Pick<Lead, (typeof filledFields)[number]>;

/** All that parting needs besides the rows noted in merge_moves. */
export interface Undo {
  /** The lead that is no more, as it was. */
  from: Lead;
  /** The lead that stayed, as it was, and as the merge left what it fills in. */
  into: Lead;
  after: Filled;
  /** The change that put the lead that stayed where it stood, if any did. */
  lastChange: string | null;
  /** Deals that moved, with the account that they were at. */
  deals: [id: string, accountId: string | null][];
  /** What one lead cannot hold twice is set aside. */
  standIns: (typeof deals.$inferSelect)[];
  standInChanges: (typeof dealChanges.$inferSelect)[];
  seen: (typeof seen.$inferSelect)[];
  recipients: (typeof replyRecipients.$inferSelect)[];
  /** Conflicts that the merge settles, as they were. */
  conflicts: Pick<typeof conflicts.$inferSelect, "id" | "state" | "personId" | "decidedAt">[];
}

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);

const leadsBy = (columns: Record<string, SQL | SQLiteColumn>) =>
  query<{ ids: string }, Lead>(
    (p) => sql`
      select ${list(Object.entries(columns).map(([key, column]) => sql`${column} as ${sql.identifier(key)}`))}
      from ${leads} where ${leads.id} in (select value from json_each(${p("ids")}))`,
  );

/** Leads as they are, by a JSON list of ids; where one only follows its first touch, source and campaign are null. */
export const leadsAsTheyAre = leadsBy({ ...getTableColumns(leads), ...ownNames });

/** The same with source and campaign as they show. */
export const leadsAsTheyShow = leadsBy(getTableColumns(leads));

/** Rows as a list of objects by the schema's names; functions take 32 arguments, so at most 16 columns. */
const packed = (columns: Record<string, SQLiteColumn>, rows: SQL) => {
  const pairs = Object.entries(columns).flatMap(([key, column]) => [
    sql.raw(`'${key}'`),
    sql.identifier(column.name),
  ]);
  return sql`json((select json_group_array(json_object(${sql.join(pairs, sql`, `)})) ${rows}))`;
};

/** Whether a lead is still as it was read. Touches and verdicts of meanwhile that change nothing here move with it. */
const asRead = (lead: SQL) => sql`
  exists (select 1 from ${leads} as l where l.id = ${lead} ->> 'id' and l.updated_at = ${lead} ->> 'updatedAt'
    and l.stage = ${lead} ->> 'stage' and l.stage_since = ${lead} ->> 'stageSince'
    and l.first_contact_at is ${lead} ->> 'firstContactAt'
    and l.good = ${lead} ->> 'good' and l.bad = ${lead} ->> 'bad')`;

// A real deal takes the place of what a list of leads said; of two such lists, that of the lead that stays holds.
const surplus = sql`
  from ${deals} as d where d.lead_id in (m.kept, m.gone) and d.stand_in = 1
    and not exists (select 1 from ${deals} as o where o.lead_id = d.lead_id and o.stand_in = 0)
    and (exists (select 1 from ${deals} as r where r.lead_id in (m.kept, m.gone) and r.stand_in = 0)
      or (d.lead_id = m.gone and exists (select 1 from ${deals} as k where k.lead_id = m.kept and k.stand_in = 1)))`;
const seenTwice = sql`
  from ${seen} as s where s.day in ${seenDays} and s.lead_id = m.gone and exists (
    select 1 from ${seen} as k where k.day = s.day and k.lead_id = m.kept and k.person_id = s.person_id)`;
const answeredTwice = sql`
  from ${replyRecipients} as r
  where r.verdict_id in (select v.id from ${verdicts} as v where v.lead_id = m.gone) and r.lead_id = m.gone
    and exists (select 1 from ${replyRecipients} as k where k.person_id = r.person_id and k.lead_id = m.kept
      and k.at = r.at and k.reply_id = r.reply_id)`;
const isOneNow = (lead: SQL) =>
  sql`(${lead} in ${standsForAll(sql`m.kept`)} or ${lead} in ${standsForAll(sql`m.gone`)})`;

export interface MergeWrite {
  id: string;
  into: string;
  from: string;
  at: number;
  personId: string;
  /** JSON of Undo's `from`, `into` and `after`. */
  undo: string;
  /** 1 where it is certain already that both leads are as they were read. */
  guarded: number;
}

/**
 * The first of a merge: that it is one, and what parting will need. Fails, and the whole transaction with it, where one
 * of the two is no longer as it was read.
 */
export const writeMerge = query<MergeWrite, never>((p) => {
  const { id, state, personId, decidedAt } = conflicts;
  return sql`
    insert into ${merges} (id, into_id, from_id, at, person_id, undo)
    select ${p("id")},
      iif(${p("guarded")} or (${asRead(sql`m.told -> 'into'`)} and ${asRead(sql`m.told -> 'from'`)}), m.kept, null),
      m.gone, ${p("at")}, ${p("personId")}, json_set(m.told,
        '$.into.stage', l.stage, '$.into.stageSince', l.stage_since, '$.into.firstContactAt', l.first_contact_at,
        '$.lastChange', (select id from ${stageChanges} as c where c.lead_id = m.kept order by c.at desc, c.id desc limit 1),
        '$.deals', json((select json_group_array(json_array(a.id, a.account_id)) from ${deals} as a
          where a.lead_id = m.gone and a.id not in (select d.id ${surplus}))),
        '$.standIns', ${packed(getTableColumns(deals), surplus)},
        '$.standInChanges', ${packed(
          getTableColumns(dealChanges),
          sql`from ${dealChanges} where deal_id in (select d.id ${surplus})`,
        )},
        '$.seen', ${packed(getTableColumns(seen), seenTwice)},
        '$.recipients', ${packed(getTableColumns(replyRecipients), answeredTwice)},
        '$.conflicts', ${packed(
          { id, state, personId, decidedAt },
          sql`from ${conflicts} where state <> 'merged' and ${isOneNow(sql`lead_a`)} and ${isOneNow(sql`lead_b`)}`,
        )})
    from (select ${p("into")} as kept, ${p("from")} as gone, ${p("undo")} as told) as m
    left join ${leads} as l on l.id = m.kept`;
});

/** How the database says that writeMerge or writeParting came too late. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("merges.into_id");

/** Every conflict between leads that are one now. */
export const settleConflicts = query<{ id: string; into: string; at: number; personId: string }, never>(
  (p) => {
    const all = standsForAll(sql`${p("into")}`);
    return sql`
      update ${conflicts} set state = 'merged', person_id = ${p("personId")}, decided_at = ${p("at")},
        merge_id = ${p("id")}
      where state <> 'merged' and lead_a in ${all} and lead_b in ${all}`;
  },
);

/** They stand as before the merge, from Undo's list. */
export const reopenConflicts = query<{ id: string; conflicts: string }, never>(
  (p) => sql`
    update ${conflicts} set state = was.value ->> 'state', person_id = was.value ->> 'personId',
      decided_at = was.value ->> 'decidedAt', merge_id = null
    from json_each(${p("conflicts")}) as was
    where conflicts.id = was.value ->> 'id' and conflicts.merge_id = ${p("id")}`,
);

export interface MergeRow {
  id: string;
  intoId: string;
  fromId: string;
  at: number;
  /** Who merged them; empty: messages did. */
  personId: string;
  undoneAt: number | null;
  undo: string;
}

export const mergeById = query<{ id: string }, MergeRow>(
  (p) => sql`
    select id, into_id as "intoId", from_id as "fromId", at, person_id as "personId", undone_at as "undoneAt", undo
    from ${merges} where id = ${p("id")}`,
);

/** The newest of the merges that stand and were built on merge `m`: its id. It must be undone before `m` can be. */
export const onTop = (m: SQL) => sql`(
  with recursive later(id, into_id, at) as (
    select ${m}.id, ${m}.into_id, ${m}.at
    union select l.id, l.into_id, l.at from later join ${merges} as l
      on l.undone_at is null and l.at > later.at and later.into_id in (l.into_id, l.from_id))
  select id from later where id <> ${m}.id order by at desc, id desc limit 1)`;

/**
 * The first of parting. Fails, and the whole transaction with it, where the merge is undone already, another is built
 * on it, or the lead that stayed is no longer as it was read. The record then forgets what the leads said.
 */
export const writeParting = query<{ id: string; at: number; personId: string; updatedAt: number }, never>(
  (p) => sql`
    update ${merges} set undone_at = ${p("at")}, undone_by = ${p("personId")}, undo = '{}',
      into_id = iif(undone_at is null and ${onTop(sql`merges`)} is null and exists (
        select 1 from ${leads} as l where l.id = merges.into_id and l.updated_at = ${p("updatedAt")}), into_id, null)
    where id = ${p("id")}`,
);

/** A lead, or who it was before a merge, as JSON of `{id, name, email, company}`. */
const who = (id: SQL) => sql`
  coalesce(
    (select json_object('id', l.id, 'name', l.name, 'email', l.email, 'company', l.company)
      from ${leads} as l where l.id = ${id}),
    (select json_object('id', g.from_id, 'name', g.undo ->> '$.from.name', 'email', g.undo ->> '$.from.email',
        'company', g.undo ->> '$.from.company')
      from ${merges} as g where g.from_id = ${id} and g.undone_at is null),
    json_object('id', ${id}, 'name', null, 'email', null, 'company', null))`;

export interface MergeListed {
  id: string;
  at: number;
  by: string | null;
  undoneAt: number | null;
  undoneBy: string | null;
  into: string;
  from: string;
  first: string | null;
}

const listed = (which: SQL) => sql`
  select m.id as id, m.at as at, maker.name as "by", m.undone_at as "undoneAt", undoer.name as "undoneBy",
    ${who(sql`m.into_id`)} as "into", ${who(sql`m.from_id`)} as "from",
    iif(m.undone_at is null, ${onTop(sql`m`)}, null) as first
  from ${which} as m
  left join ${people} as maker on maker.id = m.person_id
  left join ${people} as undoer on undoer.id = m.undone_by
  order by m.at desc, m.id desc`;

/** The newest 100. */
export const listMerges = query<Record<never, never>, MergeListed>(() =>
  listed(sql`(select * from ${merges} order by id desc limit 100)`),
);

/** The merge that must be undone before this one can be. */
export const mergeOnTop = query<{ id: string }, MergeListed>((p) =>
  listed(
    sql`(select t.* from ${merges} as b join ${merges} as t on t.id = ${onTop(sql`b`)} where b.id = ${p("id")})`,
  ),
);
