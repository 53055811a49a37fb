import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { heatFrom, warmthIn, warmthOf } from "./heat.ts";
import { query, type Statement } from "./run.ts";
import {
  arrivals,
  claims,
  cooled,
  deadLetters,
  jobs,
  leads,
  linkUses,
  rejections,
  touches,
  unmappedEvents,
  workspace,
} from "./schema.ts";

/** What ages out, a slice at a time: see worker/jobs/retention.ts. */

/** Where the job goes on, and how long what is kept. */
export const retentionState = query<
  { job: string },
  { cursor: string | null; anonymousDays: number; detailsDays: number }
>(
  (p) => sql`
    select (select ${jobs.cursor} from ${jobs} where ${jobs.name} = ${p("job")}) as cursor,
      ${workspace.anonymousDays} as "anonymousDays", ${workspace.detailsDays} as "detailsDays"
    from ${workspace} where ${workspace.id} = 1`,
);

export const writeCursor = query<{ job: string; cursor: string }, never>(
  (p) => sql`
    insert into ${jobs} (name, cursor) values (${p("job")}, ${p("cursor")})
    on conflict (name) do update set cursor = excluded.cursor`,
);

/** A touch's place, as JSON: `[lead, at, id]`. */
const placeOf = sql`json_array(t.lead_id, t.at, t.id)`;

/**
 * The next touches from before a time, as JSON `[lead, at, id]`, after such a place: from one lead it goes on to the
 * next without reading over the later ones. Of each lead its first touch may be among them though it is later.
 */
export const touchesBefore = query<{ after: string; before: number; most: number }, { place: string }>(
  (p) => sql`
    with recursive walk(n, place) as (
      select 0, ${p("after")}
      union all
      select n + 1, coalesce(
        (select ${placeOf} from ${touches} as t
          where t.lead_id = place ->> 0 and (t.at, t.id) > (place ->> 1, place ->> 2) and t.at < ${p("before")}
          order by t.at, t.id limit 1),
        (select ${placeOf} from ${touches} as t
          where t.lead_id > place ->> 0 order by t.lead_id, t.at, t.id limit 1))
      from walk where place is not null and n < ${p("most")})
    select place from walk where n > 0 and place is not null`,
);

const among = (places: unknown) => sql`
  (${touches.leadId}, ${touches.at}, ${touches.id}) in (
    select value ->> 0, value ->> 1, value ->> 2 from json_each(${places}))`;

type Places = { places: string };

/** The heat of visitors' touches at such places (a JSON list) is kept by itself; then they can go. */
const cool = query<Places, never>(
  (p) => sql`
    insert into ${cooled} (lead_id, via, kinds)
    select lead_id, coalesce(via, ''), json_group_object(key, json_array(n, first, last, s7, s30, s90) order by key)
    from (${warmthOf(among(p("places")), [touches.leadId, touches.via])}) where true
    group by lead_id, via
    on conflict (lead_id, via) do update set kinds = ${heatFrom(sql`
      ${warmthIn(sql`json_each(cooled.kinds) as e`, sql`true`)}
      union all ${warmthIn(sql`json_each(excluded.kinds) as e`, sql`true`)}`)}`,
);
const dropTouches = query<Places, never>((p) => sql`delete from ${touches} where ${among(p("places"))}`);
/** Visitors' touches go, by their places. Who has become a lead meanwhile keeps them: they are elsewhere by then. */
export const coolTouches = (params: Places): Statement<never>[] => [cool(params), dropTouches(params)];

const bare = sql`substr(${touches.url}, 1, instr(replace(${touches.url}, '#', '?') || '?', '?') - 1)`;

/** What touches said beyond what happened goes: the details, and what stands behind the path of an address. */
export const dropDetails = query<Places, never>(
  (p) => sql`
    update ${touches} set details = null, url = ${bare}
    where ${among(p("places"))} and (details is not null or url <> ${bare})`,
);

/** A table in slices of its primary key, whose columns are all text. Places in it are JSON lists of them. */
function slices(table: SQLiteTable, columns: readonly SQLiteColumn[]) {
  const key = sql.join([...columns], sql`, `);
  const at = (place: unknown) =>
    sql.join(
      columns.map((_, index) => sql`${place} ->> ${sql.raw(`${index}`)}`),
      sql`, `,
    );
  return {
    /** Of the first slice, and beyond the last. */
    start: JSON.stringify(columns.map(() => "")),
    end: JSON.stringify(columns.map(() => "\u{10ffff}")),
    /** The last row of the slice of `most` rows after a place; none where fewer are left. */
    next: query<{ after: string; most: number }, { place: string }>(
      (p) => sql`
        select json_array(${key}) as place from ${table} where (${key}) > (${at(p("after"))})
        order by ${key} limit 1 offset ${p("most")} - 1`,
    ),
    /** Whether a row is in the slice. */
    has: (p: (name: "after" | "until") => unknown) => sql`
      (${key}) > (${at(p("after"))}) and (${key}) <= (${at(p("until"))})`,
  };
}

/** A slice, and the time (UTC ms) or day before which rows go. */
export interface Slice {
  after: string;
  until: string;
  before: number;
}
const day = (time: unknown) => sql`date(${time} / 1000, 'unixepoch')`;

/** One kind of rows: their slices, and what becomes of those of a slice that are too old. */
export interface Aging {
  readonly start: string;
  readonly end: string;
  readonly next: (params: { after: string; most: number }) => Statement<{ place: string }>;
  readonly write: (slice: Slice) => Statement<never>;
}

const aging = (
  table: SQLiteTable,
  columns: readonly SQLiteColumn[],
  change: (has: SQL, p: (name: keyof Slice) => unknown) => SQL,
): Aging => {
  const { has, ...slice } = slices(table, columns);
  return { ...slice, write: query<Slice, never>((p) => change(has(p), p)) };
};

/** The hours of past days; the days' sums stay. */
export const oldHours = aging(
  arrivals,
  [arrivals.day, arrivals.keyId, arrivals.channel, arrivals.campaign, arrivals.content],
  (has, p) => sql`
    update ${arrivals} set hours = '{}' where ${has} and hours <> '{}' and ${arrivals.day} < ${day(p("before"))}`,
);

export const oldRejections = aging(
  rejections,
  [rejections.day, rejections.keyId, rejections.reason],
  (has, p) => sql`delete from ${rejections} where ${has} and ${rejections.day} < ${day(p("before"))}`,
);

export const oldEvents = aging(
  unmappedEvents,
  [unmappedEvents.name],
  (has, p) => sql`delete from ${unmappedEvents} where ${has} and ${unmappedEvents.lastAt} < ${p("before")}`,
);

export const expiredLinks = aging(
  linkUses,
  [linkUses.linkId],
  (has, p) => sql`delete from ${linkUses} where ${has} and ${linkUses.expiresAt} < ${p("before")}`,
);

export const oldLetters = aging(
  deadLetters,
  [deadLetters.id],
  (has, p) => sql`delete from ${deadLetters} where ${has} and ${deadLetters.at} < ${p("before")}`,
);

/** Claims that nobody has confirmed. */
const stale = (has: SQL, p: (name: keyof Slice) => unknown) => sql`
  ${has} and ${claims.state} <> 'confirmed' and ${claims.lastAt} < ${p("before")}`;

export const oldClaims = aging(
  claims,
  [claims.id],
  (has, p) => sql`delete from ${claims} where ${stale(has, p)}`,
);

/** Leads that such claims of a slice may have made, and of whom nobody has said anything else. */
export const claimedLeads = query<Slice, { id: string }>(
  (p) => sql`
    select ${leads.id} as id from ${leads}
    where ${leads.id} in (select ${claims.leadId} from ${claims} where ${stale(slices(claims, [claims.id]).has(p), p)})
      and ${leads.verified} = 0 and ${leads.name} is null and ${leads.title} is null and ${leads.company} is null
      and ${leads.attributes} = '{}' and ${leads.optedOut} = 0`,
);
