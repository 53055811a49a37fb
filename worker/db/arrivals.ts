import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { arrivals, leads, touches } from "./schema.ts";

/** As many as are shown. */
export const MOST_ARRIVALS = 20;

export interface ArrivalRow {
  id: string;
  at: number;
  kind: string;
  title: string;
  url: string | null;
  channel: string;
  /** The lead's name or address; null of a visitor. */
  who: string | null;
}

/**
 * The newest touches that came with a key (null: with any), the last one first: of today and yesterday (`since`, a day
 * in UTC), as far as the counted rows still name them.
 */
export const newestArrivals = query<{ keyId: string | null; since: string }, ArrivalRow>(
  (p) => sql`
    select t.id as id, t.at as at, t.kind as kind, t.title as title, t.url as url, t.channel as channel,
      coalesce(nullif(l.name, ''), l.email) as who
    from (
      select * from ${arrivals}
      where ${arrivals.day} >= ${p("since")} and (${p("keyId")} is null or ${arrivals.keyId} = ${p("keyId")})
      order by ${arrivals.lastAt} desc limit ${sql.raw(`${MOST_ARRIVALS}`)}) as a
    join json_each(a.newest) as newest
    join ${touches} as t on t.id = newest.value
    left join ${leads} as l on l.id = t.lead_id
    order by a.last_at desc, newest.key limit ${sql.raw(`${MOST_ARRIVALS}`)}`,
);
