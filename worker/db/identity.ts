import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { Birth } from "../../shared/domain/identity/join.ts";
import type { Said } from "../../shared/domain/identity/said.ts";
import type { Facts, Kept } from "../tracking/facts.ts";
import type { Shown } from "../tracking/fields.ts";
import { ownNames } from "./credits.ts";
import { isKey } from "./keys.ts";
import { type Lead, onTop } from "./merges.ts";
import { query } from "./run.ts";
import {
  accounts,
  conflicts,
  heat,
  identities,
  leadKeys,
  leads,
  linkUses,
  mergeMoves,
  merges,
  statementKeys,
  statements,
  turns,
} from "./schema.ts";

/** What is known of who is who: read all at once, and told whether it is still so. What changes it is in turns.ts. */

/** A key and all that is known of it by itself. */
export interface KeyState {
  readonly key: string;
  /** Whose it is now; null where nobody's. */
  readonly leadId: string | null;
  /** Whether others than messages say so. */
  readonly isBase: boolean;
  readonly birth: Birth | null;
  readonly said: Said;
}

export type LeadState = Shown;

/** Two leads that messages have made one. */
export interface AutoMerge {
  readonly id: string;
  readonly into: string;
  /** As it was. */
  readonly from: Lead;
  /** Whether no other merge is built on it. */
  readonly isTop: boolean;
  /** The keys that it moved. */
  readonly keys: readonly string[];
}

/** A conflict that messages have made. */
export interface ConflictState {
  readonly id: string;
  readonly leadA: string;
  readonly keyA: string;
  readonly leadB: string;
  readonly keyB: string;
  readonly at: number;
  readonly messageId: string;
  readonly state: "open" | "merged" | "apart";
}

/** Everything that may change, or be changed, with what is said of some keys. */
export interface Component {
  /** How many keys, statements and leads were looked at. */
  readonly nodes: number;
  readonly keys: readonly KeyState[];
  readonly statements: readonly Kept[];
  readonly leads: readonly LeadState[];
  readonly merges: readonly AutoMerge[];
  /** What others than messages said of leads, those among them that were made one with another. */
  readonly bases: ReadonlyMap<string, Said>;
  readonly conflicts: readonly ConflictState[];
  /** Who followed the links that are spoken of. */
  readonly uses: ReadonlyMap<string, string>;
  /** Which of the visitors that were asked about have never had touches. */
  readonly cold: ReadonlySet<string>;
}

/** Under which what others than messages said of a lead is kept. */
export const baseKey = (leadId: string): string => `${BASE}${leadId}`;
const BASE = "base:";

/** JSON of many values by name: a function takes 32 arguments. */
function objectOf(values: Readonly<Record<string, SQL>>): SQL {
  const entries = Object.entries(values);
  const pairs = (from: number, prefix: string) =>
    sql.join(
      entries.slice(from, from + 15).map(([name, value]) => sql`${sql.raw(`'${prefix}${name}'`)}, ${value}`),
      sql`, `,
    );
  let object = sql`json_object(${pairs(0, "")})`;
  for (let from = 15; from < entries.length; from += 15)
    object = sql`json_set(${object}, ${pairs(from, "$.")})`;
  return object;
}

const leadObject = () => {
  const columns = Object.entries(getTableColumns(leads)).map(([key, column]): [string, SQL] => [
    key,
    sql`${column}`,
  ]);
  return objectOf({
    ...Object.fromEntries(columns),
    ...ownNames,
    shownSource: sql`${leads.source}`,
    shownCampaign: sql`${leads.campaign}`,
    accountDomain: sql`(select ${accounts.domain} from ${accounts} where ${accounts.id} = ${leads.accountId})`,
  });
};

const list = (item: SQL, order: SQL, from: SQL) =>
  sql`json((select json_group_array(${item} order by ${order}) ${from}))`;

/** As many keys, statements and leads as are looked at together: nobody has so many. */
export const MOST_NODES = 10_000;

type Asked = Record<"keys" | "visitors" | "links", string>;

const nodes = (what: "key" | "said" | "lead") => sql`crowd.what = ${sql.raw(`'${what}'`)}`;

/** JSON of all that hangs together with some keys, by statements or by being one lead's. */
const component = (p: (name: keyof Asked) => SQL) => sql`
  (with recursive
    crowd(what, id) as (
      select 'key', value from json_each(${p("keys")})
      union
      select 'said', k.statement_id from crowd join ${statementKeys} as k on ${nodes("key")} and k.key = crowd.id
      union
      select 'key', named.value from crowd
        join ${statements} as s on ${nodes("said")} and s.id = crowd.id, json_each(s.keys) as named
      union
      select 'lead', own.lead_id from crowd
        join ${leadKeys} as own on ${nodes("key")} and ${isKey(sql`own`, sql`crowd.id`)}
      union
      select 'key', own.kind || ':' || own.value from crowd
        join ${leadKeys} as own on ${nodes("lead")} and own.lead_id = crowd.id
      limit ${sql.raw(`${MOST_NODES}`)}),
    behind(id) as (
      select id from crowd where ${nodes("lead")}
      union
      select m.from_id from behind
        join ${merges} as m on m.into_id = behind.id and m.undone_at is null and m.person_id = '')
  select json_object(
    'nodes', (select count(*) from crowd),
    'keys', ${list(
      sql`json_array(crowd.id, own.lead_id, own.said, i.born_at, i.born_by, json(i.said))`,
      sql`crowd.id`,
      sql`from crowd
        left join ${leadKeys} as own on ${isKey(sql`own`, sql`crowd.id`)}
        left join ${identities} as i on i.key = crowd.id
        where ${nodes("key")}`,
    )},
    'statements', ${list(
      sql`json_object('id', s.id, 'kind', s.kind, 'keys', json(s.keys), 'at', s.at, 'messageId', s.message_id)`,
      sql`s.id`,
      sql`from crowd join ${statements} as s on s.id = crowd.id where ${nodes("said")}`,
    )},
    'leads', ${list(leadObject(), sql`${leads.id}`, sql`from ${leads} where ${leads.id} in (select id from behind)`)},
    'merges', ${list(
      sql`json_object('id', m.id, 'into', m.into_id, 'from', m.undo -> '$.from', 'isTop', ${onTop(sql`m`)} is null,
        'keys', json((select json_group_array(row_id order by row_id) from ${mergeMoves}
          where merge_id = m.id and place = 'lead_keys')))`,
      sql`m.at desc, m.id desc`,
      sql`from behind join ${merges} as m on m.from_id = behind.id and m.undone_at is null and m.person_id = ''`,
    )},
    'bases', ${list(
      sql`json_array(behind.id, json(i.said))`,
      sql`behind.id`,
      sql`from behind join ${identities} as i on i.key = ${sql.raw(`'${BASE}'`)} || behind.id`,
    )},
    'conflicts', ${list(
      sql`json_object('id', c.id, 'leadA', c.lead_a, 'keyA', c.key_a, 'leadB', c.lead_b, 'keyB', c.key_b, 'at', c.at,
        'messageId', c.message_id, 'state', c.state)`,
      sql`c.id`,
      sql`from behind join ${conflicts} as c on c.lead_a = behind.id and c.message_id is not null`,
    )},
    'uses', ${list(
      sql`json_array(u.link_id, u.via)`,
      sql`u.link_id`,
      sql`from json_each(${p("links")}) as asked join ${linkUses} as u on u.link_id = asked.value`,
    )},
    'cold', ${list(
      sql`asked.value`,
      sql`asked.value`,
      sql`from json_each(${p("visitors")}) as asked
        where not exists (select 1 from ${heat} where ${heat.leadId} = asked.value)`,
    )}))`;

/** Whether anything of what is said (JSON lists) is not known yet. */
const isNews = (p: (name: "statements" | "births" | "words" | "followed") => SQL) => sql`
  (exists (
    select 1 from json_each(${p("statements")}) as n left join ${statements} as s on s.id = n.value ->> 'id'
    where s.id is null or (n.value ->> 'at', n.value ->> 'messageId') < (s.at, s.message_id))
  or exists (
    select 1 from json_each(${p("births")}) as n left join ${identities} as i on i.key = n.value ->> 'key'
    where i.key is null or (n.value ->> 'at', n.value ->> 'messageId') < (i.born_at, i.born_by))
  or exists (
    select 1 from json_each(${p("words")}) as n, json_each(n.value -> 1) as w
    left join ${identities} as i on i.key = n.value ->> 0
    where i.key is null or not exists (
      select 1 from json_each(i.said) as k
      where k.key = w.key and (k.value ->> 1, k.value ->> 2) >= (w.value ->> 1, w.value ->> 2)))
  or exists (
    select 1 from json_each(${p("followed")}) as n
    where not exists (select 1 from ${linkUses} as u where u.link_id = n.value ->> 'linkId')))`;

type News = Record<"statements" | "births" | "words" | "followed", string>;

/** What hangs together with what is said, as JSON; no row where nothing of it is news. */
export const readNews = query<Asked & News, { text: string }>(
  (p) =>
    sql`select ${component((name) => sql`${p(name)}`)} as text where ${isNews((name) => sql`${p(name)}`)}`,
);

/** The same in any case. */
export const readComponent = query<Asked, { text: string }>(
  (p) => sql`select ${component((name) => sql`${p(name)}`)} as text`,
);

/**
 * The first of a transaction that changes who is who: it fails whole where anything has changed since it was read.
 * Only those wait for each other who speak of the same people.
 */
export const stillSo = query<Asked & { text: string }, never>(
  (p) => sql`
    insert into ${turns} (id, serial)
    select 0, null where ${component((name) => sql`${p(name)}`)} is not ${p("text")}`,
);

/** How the database says that somebody else was faster. */
export const isTooLate = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("turns.serial");

/** @param visitors ids of visitors that may have touches */
export const askedOf = (facts: Facts, more: readonly string[], visitors: readonly string[]): Asked => ({
  keys: JSON.stringify([...new Set([...facts.keys, ...more])]),
  visitors: JSON.stringify(visitors),
  links: JSON.stringify([...facts.followed.keys()]),
});

export const newsOf = ({ statements, births, words, followed }: Facts): News => ({
  statements: JSON.stringify([...statements.values()]),
  births: JSON.stringify([...births.values()]),
  words: JSON.stringify([...words]),
  followed: JSON.stringify([...followed.values()]),
});

interface Raw {
  nodes: number;
  keys: [
    key: string,
    leadId: string | null,
    said: 0 | 1 | null,
    at: number | null,
    by: string | null,
    words: Said | null,
  ][];
  statements: Kept[];
  leads: LeadState[];
  merges: (Omit<AutoMerge, "isTop"> & { isTop: 0 | 1 })[];
  bases: [leadId: string, said: Said][];
  conflicts: ConflictState[];
  uses: [linkId: string, via: string][];
  cold: string[];
}

export function parseComponent(text: string): Component {
  const raw: Raw = JSON.parse(text);
  return {
    ...raw,
    keys: raw.keys.map(([key, leadId, said, at, by, words]) => ({
      key,
      leadId,
      isBase: said === 0,
      birth: at === null || by === null ? null : { key, at, messageId: by },
      said: words ?? {},
    })),
    merges: raw.merges.map((merge) => ({ ...merge, isTop: merge.isTop === 1 })),
    bases: new Map(raw.bases),
    uses: new Map(raw.uses),
    cold: new Set(raw.cold),
  };
}
