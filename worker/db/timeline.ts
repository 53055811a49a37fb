import { sql } from "drizzle-orm";
import type { Place } from "../cursor.ts";
import type { TouchRow } from "./insight.ts";
import { query, type Statement } from "./run.ts";
import { credits, leadKeys, leads, statementKeys, statements, touches } from "./schema.ts";
import { standsFor } from "./standing.ts";

/**
 * A page of a lead's history. What it reads grows with the page and not with the history: a page of one channel looks
 * through `SCAN` touches at most, and says how far it came.
 */

export const PAGE = 50;
/** Touches that a page of one channel looks through. */
export const SCAN = 200;
/** Visitors of one lead, and things said of one visitor, that are looked at for when it was first known. */
const FEW = 20;

export interface TimelineTouchRow extends TouchRow {
  content: string | null;
  via: string | null;
}

export interface CreditRow {
  milestone: "lead" | "mql" | "good" | "bad" | "won";
  firstId: string | null;
  lastId: string | null;
}

export interface TimelineRow {
  id: string;
  createdAt: number;
  /** Up to one more than a page. */
  touches: TimelineTouchRow[];
  /** The last of those looked through where there may be more beyond it; of one channel only. */
  edge: Place | null;
  /** Of the newest `SCAN` touches and of all credits; the first page only. */
  channels: string[];
  credits: CreditRow[];
  /** When each visitor (`anonymous:…`) was first said to be a known person, UTC ms. */
  joined: Record<string, number>;
}

interface Params {
  id: string;
  at: number;
  before: string;
  channel: string | null;
  scan: number;
  /** 1 where there is more to look through than a page. */
  edge: number;
  /** 1 for the first page. */
  first: number;
}

type Packed = { id: string; createdAt: number } & Record<
  "touches" | "channels" | "credits" | "joined",
  string
> & { edge: string | null };

const page = query<Params, Packed>((p) => {
  const older = sql`${touches.leadId} = ${leads.id} and (${touches.at}, ${touches.id}) < (${p("at")}, ${p("before")})
    order by ${touches.at} desc, ${touches.id} desc`;
  const few = sql.raw(`${FEW}`);
  return sql`
    select ${leads.id} as id, ${leads.createdAt} as "createdAt",
      (select json_group_array(json_object('id', id, 'at', at, 'kind', kind, 'channel', channel,
          'direction', direction, 'title', title, 'url', url, 'campaign', campaign, 'content', content, 'via', via))
        from (select * from (select * from ${touches} where ${older} limit ${p("scan")})
          where ${p("channel")} is null or channel = ${p("channel")}
          limit ${sql.raw(`${PAGE + 1}`)})) as touches,
      (select json_object('at', at, 'id', id) from (select at, id from ${touches} where ${older}
        limit ${p("edge")} offset ${sql.raw(`${SCAN - 1}`)})) as edge,
      (select json_group_array(distinct channel) from (
        select channel from (select channel from ${touches} where ${touches.leadId} = ${leads.id}
          order by ${touches.at} desc limit ${p("first")} * ${sql.raw(`${SCAN}`)})
        union all select ${credits.firstChannel} from ${credits} where ${credits.leadId} = ${leads.id} and ${p("first")}
        union all select ${credits.lastChannel} from ${credits} where ${credits.leadId} = ${leads.id} and ${p("first")})
        where channel is not null) as channels,
      (select json_group_array(json_object('milestone', milestone, 'firstId', first_id, 'lastId', last_id))
        from ${credits} where ${credits.leadId} = ${leads.id}) as credits,
      (select json_group_object(key, at) from (
        select key, (select min(s.at)
          from (select statement_id from ${statementKeys} where ${statementKeys.key} = visitors.key limit ${few}) as k
          join ${statements} as s on s.id = k.statement_id where s.kind <> 'apart') as at
        from (select kind || ':' || value as key from ${leadKeys}
          where ${leadKeys.leadId} = ${leads.id} and kind = 'anonymous' limit ${few}) as visitors)
        where at is not null) as joined
    from ${leads} where ${leads.id} = ${standsFor(sql`${p("id")}`)}`;
});

/**
 * The history of the lead that stands for an id, from a place on (null: from the newest), of one channel or of all;
 * no row where there is no such lead.
 */
export const timeline = (id: string, from: Place | null, channel: string | null): Statement<Packed> =>
  page({
    id,
    at: from?.at ?? Number.MAX_SAFE_INTEGER,
    before: from?.id ?? "",
    channel,
    scan: channel === null ? PAGE + 1 : SCAN,
    edge: channel === null ? 0 : 1,
    first: from === null ? 1 : 0,
  });

/** The row with its lists as lists. */
export const unpackTimeline = (row: Packed): TimelineRow => ({
  ...row,
  touches: JSON.parse(row.touches),
  edge: row.edge === null ? null : JSON.parse(row.edge),
  channels: JSON.parse(row.channels),
  credits: JSON.parse(row.credits),
  joined: JSON.parse(row.joined),
});
