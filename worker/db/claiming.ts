import { type SQL, sql } from "drizzle-orm";
import type { MailKind } from "../../shared/domain/facts.ts";
import type { Said } from "../../shared/domain/identity/said.ts";
import { leadWith } from "./keys.ts";
import { jsonLists } from "./lists.ts";
import { query, type Statement } from "./run.ts";
import { claims, leadKeys, leads, touches } from "./schema.ts";

/**
 * Claims as they come. All of it in statements that look nothing up before: whether an address is known makes no
 * difference that could be seen from outside.
 */

/** Open ones that one visitor may have. */
export const MOST_CLAIMS = 5;

/** What one visitor claims of one key; of several times the first and the last. */
export interface ClaimWrite {
  readonly id: string;
  readonly via: string;
  readonly visitor: string;
  readonly key: string;
  readonly at: number;
  readonly messageId: string;
  readonly lastAt: number;
  readonly receivedAt: number;
  readonly said: Said;
  /** The lead to make where nobody has this address; null where the key is none. */
  readonly lead: ClaimedLead | null;
}

export interface ClaimedLead {
  readonly id: string;
  readonly email: string;
  readonly hash: string;
  readonly mailKind: MailKind;
  readonly domain: string | null;
}

/** Of two lists of words the newer of each field, in the order of the fields; see shared/domain/identity/said.ts. */
const newest = (one: SQL, other: SQL) => sql`
  (select json_group_object(field, json(word) order by field) from (
    select field, word from (
      select key as field, value as word,
        row_number() over (partition by key order by value ->> 1 desc, value ->> 2 desc) as place
      from (select key, value from json_each(${one}) union all select key, value from json_each(${other})))
    where place = 1 order by field limit 100))`;

type Claims = { claims: string };

/** What a visitor claims who is not known to be that lead already. */
const upsertClaims = query<Claims, never>(
  (p) => sql`
    insert into ${claims} (id, via, visitor, key, lead_id, at, message_id, last_at, received_at, said)
    select c.value ->> 'id', c.value ->> 'via', c.value ->> 'visitor', c.value ->> 'key',
      ${leadWith(sql`c.value ->> 'key'`)}, c.value ->> 'at', c.value ->> 'messageId', c.value ->> 'lastAt',
      c.value ->> 'receivedAt', ${newest(sql`c.value -> 'said'`, sql`'{}'`)}
    from json_each(${p("claims")}) as c
    where (${leadWith(sql`c.value ->> 'via'`)} is null
        or ${leadWith(sql`c.value ->> 'via'`)} is not ${leadWith(sql`c.value ->> 'key'`)})
      and (select count(*) from ${claims} as o
        where o.via = c.value ->> 'via' and o.state = 'open' and o.id <> c.value ->> 'id'
          and (o.at, o.message_id) < (c.value ->> 'at', c.value ->> 'messageId')) < ${sql.raw(`${MOST_CLAIMS}`)}
    on conflict (id) do update set
      at = min(claims.at, excluded.at),
      message_id = iif((excluded.at, excluded.message_id) < (claims.at, claims.message_id),
        excluded.message_id, claims.message_id),
      last_at = max(claims.last_at, excluded.last_at), received_at = max(claims.received_at, excluded.received_at),
      lead_id = excluded.lead_id, said = ${newest(sql`claims.said`, sql`excluded.said`)}
    where (excluded.at, excluded.message_id) < (claims.at, claims.message_id) or excluded.last_at > claims.last_at
      or excluded.lead_id is not claims.lead_id or ${newest(sql`claims.said`, sql`excluded.said`)} <> claims.said`,
);

/** The open claims beyond the first few of a visitor are not kept. */
const dropSurplus = query<Claims, never>(
  (p) => sql`
    delete from ${claims} where id in (
      select id from (
        select o.id as id, row_number() over (partition by o.via order by o.at, o.message_id, o.id) as place
        from ${claims} as o
        where o.state = 'open' and o.via in (select c.value ->> 'via' from json_each(${p("claims")}) as c))
      where place > ${sql.raw(`${MOST_CLAIMS}`)})`,
);

/** Where nobody has a claimed address, it is a lead's that says nothing else. It makes no account. */
const makeLeads = query<Claims, never>(
  (p) => sql`
    insert into ${leads} (id, email, mail_kind, domain, verified, created_at, updated_at, stage_since)
    select c.value ->> '$.lead.id', c.value ->> '$.lead.email', c.value ->> '$.lead.mailKind',
      c.value ->> '$.lead.domain', 0, c.value ->> 'at', c.value ->> 'receivedAt', c.value ->> 'at'
    from json_each(${p("claims")}) as c
    where c.value ->> '$.lead.id' is not null and ${leadWith(sql`c.value ->> 'key'`)} is null
      and exists (select 1 from ${claims} as o where o.id = c.value ->> 'id' and o.state = 'open')
    on conflict do nothing`,
);
const giveKeys = query<Claims, never>(
  (p) => sql`
    insert into ${leadKeys} (kind, value, lead_id, said)
    select k.value ->> 0, k.value ->> 1, c.value ->> '$.lead.id', 1
    from json_each(${p("claims")}) as c
    join ${leads} as l on l.id = c.value ->> '$.lead.id' and l.verified = 0
    join json_each(json_array(json_array('email', c.value ->> '$.lead.email'), json_array('sha256', c.value ->> '$.lead.hash'))) as k
    where true
    on conflict do nothing`,
);
const findLeads = query<Claims, never>(
  (p) => sql`
    update ${claims} set lead_id = ${leadWith(sql`claims.key`)}
    where id in (select c.value ->> 'id' from json_each(${p("claims")}) as c)
      and lead_id is not ${leadWith(sql`claims.key`)}`,
);
/** Such a lead is there since it was first claimed. */
const dateLeads = query<Claims, never>(
  (p) => sql`
    update ${leads} set created_at = c.value ->> 'at', stage_since = iif(stage = 'inquiry', c.value ->> 'at', stage_since)
    from json_each(${p("claims")}) as c
    where leads.id = ${leadWith(sql`c.value ->> 'key'`)} and leads.verified = 0 and leads.created_at > c.value ->> 'at'
      and exists (select 1 from ${claims} as o where o.id = c.value ->> 'id')`,
);

/** Kinds of touches by which somebody asks for something. */
const asks = [
  "demo_request",
  "form",
  "trial",
  "sign_up",
  "webinar_signup",
  "download",
  "chat",
  "purchase",
] as const;
const asking = sql.raw(asks.map((kind) => `'${kind}'`).join());
export const isAsk = (kind: string): boolean => asks.some((ask) => ask === kind);

/** As many touches of a visitor are looked through for what it asked for. */
const LOOKED_THROUGH = sql.raw("50");

/** What some visitors (a JSON list of `[key, id]`) asked for last, beside what they claim. */
const noteAsks = query<{ visitors: string }, never>(
  (p) => sql`
    with asked as materialized (
      select v.value ->> 0 as via, (
        select json_array(kind, title) from (
          select t.kind, t.title, t.at, t.id from ${touches} as t
          where t.lead_id = coalesce(${leadWith(sql`v.value ->> 0`)}, v.value ->> 1)
          order by t.at desc, t.id desc limit ${LOOKED_THROUGH})
        where kind in (${asking}) order by at desc, id desc limit 1) as ask
      from json_each(${p("visitors")}) as v)
    update ${claims} set kind = asked.ask ->> 0, title = asked.ask ->> 1 from asked
    where claims.via = asked.via and claims.state = 'open' and asked.ask is not null
      and (claims.kind, claims.title) is not (asked.ask ->> 0, asked.ask ->> 1)`,
);

/**
 * Claims in, after the touches that came with them.
 * @param visitors `[key, id]` of those who claim or ask for something
 */
export const writeClaims = (
  list: readonly ClaimWrite[],
  visitors: readonly (readonly [key: string, id: string])[],
): Statement[] => [
  ...jsonLists(list).flatMap((claims) =>
    [upsertClaims, dropSurplus, makeLeads, giveKeys, findLeads, dateLeads].map((write) => write({ claims })),
  ),
  ...jsonLists(visitors).map((visitors) => noteAsks({ visitors })),
];
