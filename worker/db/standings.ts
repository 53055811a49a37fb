import { type SQL, sql } from "drizzle-orm";
import type { Wanted } from "../../shared/domain/search/words.ts";
import { type LeadRow, leadColumns } from "./leads.ts";
import { query, type Statement } from "./run.ts";
import {
  accounts,
  heat,
  importSteps,
  imports,
  jobs,
  leadEntries,
  leadKeys,
  leads,
  people,
  standings,
  tokens,
  touches,
} from "./schema.ts";

/** Lists of leads from `standings`, whatever the number of leads; and how those are kept. */

/** A lead of a list, with what its score and the score's change are made of. */
export interface StandingRow extends LeadRow {
  /** As it was kept; null where it belongs into no list of good leads, or was not looked at yet. */
  value: number | null;
  wokenAt: number | null;
  /** Any key but the address; null where there is none, or an address. */
  otherKey: string | null;
  /** Its newest 20 touches, JSON; null where nobody asked for them. */
  recent: string | null;
}

/** Whoever holds the token. */
const holder = (tokenHash: unknown) =>
  sql`(select ${tokens.personId} from ${tokens} where ${tokens.hash} = ${tokenHash})`;

/** The leads of `chosen`, rows of `lead_id, warm`: with their touches where that is 1. */
const shown = (chosen: SQL) => sql`
  select ${leadColumns}, ${people.name} as "ownerName", ${standings.value} as value, ${standings.wokenAt} as "wokenAt",
    iif(${leads.email} is null, (select k.kind || ':' || k.value from ${leadKeys} as k
      where k.lead_id = ${leads.id} limit 1), null) as "otherKey",
    iif(chosen.warm, (
      select json_group_array(json_object('id', id, 'at', at, 'kind', kind, 'direction', direction)) from (
        select * from ${touches} where ${touches.leadId} = ${leads.id}
        order by ${touches.at} desc, ${touches.id} desc limit 20)), null) as recent
  from (${chosen}) as chosen
  join ${leads} on ${leads.id} = chosen.lead_id
  left join ${standings} on ${standings.leadId} = ${leads.id}
  left join ${heat} on ${heat.leadId} = ${leads.id}
  left join ${accounts} on ${accounts.id} = ${leads.accountId}
  left join ${people} on ${people.id} = ${leads.ownerId}`;

/** Of the token's holder's leads and of nobody's those that come first by a column of an index: rows `from` to `to`. */
const firstOf = (
  tokenHash: unknown,
  by: SQL,
  [from, to]: [number, number],
  warm: 0 | 1,
  and: SQL = sql``,
) => {
  const ofOwner = (owner: SQL) => sql`
    select * from (select lead_id, ${sql.raw(`${warm}`)} as warm from ${standings}
      where owner_id = ${owner} and ${by} is not null ${and} order by ${by} desc
      limit ${sql.raw(`${to - from}`)} offset ${sql.raw(`${from}`)})`;
  return sql`${ofOwner(holder(tokenHash))} union all ${ofOwner(sql`''`)}`;
};

interface Mine {
  tokenHash: string;
}

/** The 30 that stood best of the holder's, and the 30 of nobody's; the first 10 of each with their touches. */
export const bestStanding = query<Mine, StandingRow>((p) => {
  const best = (rows: [number, number], warm: 0 | 1) => firstOf(p("tokenHash"), sql`value`, rows, warm);
  return shown(sql`${best([0, 10], 1)} union all ${best([10, 30], 0)}`);
});

/** The 10 of the holder's that woke up last since a time, and the 10 of nobody's. */
export const wokenSince = query<Mine & { since: number }, StandingRow>((p) =>
  shown(firstOf(p("tokenHash"), sql`woken_at`, [0, 10], 1, sql`and woken_at >= ${p("since")}`)),
);

/** A range of texts that begin with one: no pattern, so that no letter means anything else. */
const begins = (column: SQL, text: unknown) =>
  sql`${column} >= ${text} and ${column} < ${text} || char(0x10ffff)`;

/** Entries of one beginning that are looked at. */
const LOOKED_AT = 150;

const found = query<
  Mine & Record<"phrase" | "longest" | "other" | "another" | "address", string | null>,
  StandingRow
>((p) => {
  const has = (word: unknown) => sql`instr(' ' || entry, ' ' || ${word}) > 0`;
  return shown(
    sql`
      select hit.lead_id, 0 as warm from (
        select lead_id from (select * from ${leadEntries} where ${begins(sql`entry`, p("phrase"))} limit ${sql.raw(`${LOOKED_AT}`)})
        union
        select lead_id from (select * from ${leadEntries} where ${begins(sql`entry`, p("longest"))} limit ${sql.raw(`${LOOKED_AT}`)})
          where ${has(p("other"))} and ${has(p("another"))}
        union
        select lead_id from (select lead_id, entries from ${standings}
          where owner_id = ${holder(p("tokenHash"))} and value is not null order by value desc limit 100)
          where instr(entries, '"' || ${p("phrase")}) > 0
        union
        select lead_id from (select lead_id from ${leadKeys}
          where kind = 'email' and ${begins(sql`value`, p("address"))} limit 20)
      ) as hit
      left join ${standings} as s on s.lead_id = hit.lead_id
      order by s.value desc, hit.lead_id limit 20`,
  );
});

/**
 * The 20 that stand best among those found. Of a beginning that more than 150 entries have, the first 150 are looked
 * at, by the alphabet, and the 100 best of the holder's own: who types on finds the others.
 */
export const leadsFound = (
  { phrase, longest, others: [other = "", another = ""], address }: Wanted,
  { tokenHash }: Mine,
) => found({ tokenHash, phrase: phrase || null, longest, other, another, address });

/** What is kept of a lead, and what has to be known to say it anew. */
export interface StandRow extends LeadRow {
  standing: 0 | 1;
  standingOwner: string | null;
  value: number | null;
  wokenAt: number | null;
  entries: string | null;
  /** The lead's own touches: the first after a time (of a recycled one: after it was), and the last before it. */
  backAt: number | null;
  beforeAt: number | null;
}

const own = sql`direction = 'theirs' and kind <> 'machine_open'`;

/** Leads by their ids (a JSON list) and how they stand; whether they were away is told of those back since a time. */
export const standRows = query<{ ids: string; since: number }, StandRow>((p) => {
  const start = sql`iif(${leads.stage} = 'recycled', max(${leads.stageSince}, ${p("since")}), ${p("since")})`;
  const after = sql`
    from (select * from ${touches} where lead_id = ${leads.id} and at > ${start} order by at limit 100) where ${own}`;
  return sql`
    select ${leadColumns}, null as "ownerName", ${standings.leadId} is not null as standing,
      ${standings.ownerId} as "standingOwner", ${standings.value} as value, ${standings.wokenAt} as "wokenAt",
      ${standings.entries} as entries, (select min(at) ${after}) as "backAt",
      iif(exists (select 1 ${after}), (
        select max(at) from (
          select * from ${touches} where lead_id = ${leads.id} and at <= ${start} order by at desc limit 100)
        where ${own}), null) as "beforeAt"
    from json_each(${p("ids")}) as wanted
    join ${leads} on ${leads.id} = wanted.value
    left join ${standings} on ${standings.leadId} = ${leads.id}
    left join ${heat} on ${heat.leadId} = ${leads.id}
    left join ${accounts} on ${accounts.id} = ${leads.accountId}`;
});

/**
 * How a lead stands now. `entries` and `gone`: what it is found by, and no more; `before`, JSON: what was kept when it
 * was read, null where nothing was.
 */
export interface StandWrite {
  id: string;
  ownerId: string;
  value: number | null;
  wokenAt: number | null;
  entries: string[];
  gone: string[];
  before: string | null;
}

/** Whether a lead of the list is there, and nobody has written how it stands since it was read. */
const holds = sql`
  exists (select 1 from ${leads} where id = w.value ->> 'id')
  and (select s.entries from ${standings} as s where s.lead_id = w.value ->> 'id') is w.value ->> 'before'`;
const writeStanding = query<{ list: string }, never>(
  (p) => sql`
    insert into ${standings} (lead_id, owner_id, value, woken_at, entries)
    select w.value ->> 'id', w.value ->> 'ownerId', w.value ->> 'value', w.value ->> 'wokenAt', w.value ->> 'entries'
    from json_each(${p("list")}) as w where ${holds}
    on conflict (lead_id) do update set owner_id = excluded.owner_id, value = excluded.value,
      woken_at = excluded.woken_at, entries = excluded.entries`,
);
const dropEntries = query<{ list: string }, never>(
  (p) => sql`
    delete from ${leadEntries} where (entry, lead_id) in (
      select e.value, w.value ->> 'id' from json_each(${p("list")}) as w, json_each(w.value, '$.gone') as e
      where ${holds})`,
);
const writeEntries = query<{ list: string }, never>(
  (p) => sql`
    insert into ${leadEntries} (entry, lead_id)
    select e.value, w.value ->> 'id' from json_each(${p("list")}) as w, json_each(w.value, '$.entries') as e
    where ${holds} on conflict do nothing`,
);

/** Statements that write a list of leads. Of those that are gone, or were written meanwhile, nothing is written. */
export const writeStandings = (list: readonly StandWrite[]): Statement<never>[] => {
  const params = { list: JSON.stringify(list) };
  return [dropEntries(params), writeEntries(params), writeStanding(params)];
};

/** The leads that some keys (a JSON list of `kind:value`) lead to. */
export const leadsWithKeys = query<{ keys: string }, { id: string }>(
  (p) => sql`
    select distinct k.lead_id as id from json_each(${p("keys")}) as w join ${leadKeys} as k
    on k.kind = substr(w.value, 1, instr(w.value, ':') - 1) and k.value = substr(w.value, instr(w.value, ':') + 1)`,
);

/** The next step of an import whose leads nobody has looked at, the oldest import first. */
export const nextStep = query<object, { importId: string; step: number; leads: string }>(
  () => sql`
    select i.id as "importId", s.step as step, s.leads as leads
    from ${imports} as i join ${importSteps} as s on s.import_id = i.id and s.step = i.stood + 1
    where i.stood < i.step order by i.id limit 1`,
);
export const stoodUntil = query<{ importId: string; step: number }, never>(
  (p) => sql`update ${imports} set stood = ${p("step")} where id = ${p("importId")}`,
);

/** The next leads after one, by id. */
export const leadsAfter = query<{ after: string; most: number }, { id: string }>(
  (p) => sql`select id from ${leads} where id > ${p("after")} order by id limit ${p("most")}`,
);

const JOB = "standings";
export const standingsPlace = query<object, { cursor: string }>(
  () => sql`select cursor from ${jobs} where name = ${JOB}`,
);
export const moveStandings = query<{ cursor: string }, never>(
  (p) => sql`
    insert into ${jobs} (name, cursor) values (${JOB}, ${p("cursor")})
    on conflict (name) do update set cursor = excluded.cursor`,
);
