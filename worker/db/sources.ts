import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { arrivals, deadLetters, rejections, unmappedEvents, writeKeys } from "./schema.ts";

/** What has arrived lately, from counters alone: neither touches nor leads are read. */

/** The days that are looked at, and the two hours that touch the last sixty minutes, each by its day and its name. */
export interface Lately {
  /** The first day. */
  since: string;
  day: string;
  /** `$."13"`: where the hour is in `hours`. */
  hour: string;
  dayBefore: string;
  hourBefore: string;
}

interface Counts {
  days30: number;
  lastAt: number;
  /** What came in the clock's hour that goes on, and in the one before. */
  thisHour: number;
  hourBefore: number;
}

const inHours = (p: (name: keyof Lately) => unknown) => sql`
  sum(iif(day = ${p("day")}, coalesce(hours ->> ${p("hour")}, 0), 0)) as "thisHour",
  sum(iif(day = ${p("dayBefore")}, coalesce(hours ->> ${p("hourBefore")}, 0), 0)) as "hourBefore"`;

/** Touches by day, key and channel. */
export const recentArrivals = query<Lately, Counts & { day: string; keyId: string; channel: string }>(
  (p) => sql`
    select day, ${arrivals.keyId} as "keyId", channel, sum(touches) as days30, max(${arrivals.lastAt}) as "lastAt",
      ${inHours(p)}
    from ${arrivals} where day >= ${p("since")} group by 1, 2, 3`,
);

/** What was left out, by key and reason, with the newest sample. */
export const recentRejections = query<
  Lately,
  Counts & { keyId: string; reason: string; sample: string | null }
>(
  (p) => sql`
    select ${rejections.keyId} as "keyId", reason, sum(messages) as days30, max(${rejections.lastAt}) as "lastAt", sample,
      ${inHours(p)}
    from ${rejections} where day >= ${p("since")} group by 1, 2 order by days30 desc`,
);

type None = Record<never, never>;

/** Every write key, those that hold no longer, too. */
export const keyNames = query<
  None,
  { id: string; name: string; kind: "public" | "server"; revokedAt: number | null; expiresAt: number | null }
>(
  () => sql`
    select id, name, kind, ${writeKeys.revokedAt} as "revokedAt", ${writeKeys.expiresAt} as "expiresAt"
    from ${writeKeys} order by ${writeKeys.createdAt} limit 1000`,
);

/** Strangers can invent as many names as they like: beyond these, nobody looks for the most frequent. */
const NAMES = 5000;

export const mostUnmapped = query<None, { name: string; event: string; touches: number; lastAt: number }>(
  () => sql`
    select name, event, touches, ${unmappedEvents.lastAt} as "lastAt" from (select * from ${unmappedEvents} limit ${NAMES})
      as unmapped_events
    order by touches desc, name limit 100`,
);

/** How many dead letters there are (a thousand stand for all that are more), and when the newest was put aside. */
export const waitingLetters = query<None, { waiting: number; lastAt: number | null }>(
  () => sql`
    select count(*) as waiting, max(at) as "lastAt" from (
      select at from ${deadLetters} order by id desc limit 1000)`,
);
