import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { eventKinds, people, unmappedEvents } from "./schema.ts";

/** What marketing takes events for. Names are in lower case. */

export interface EventKindRow {
  name: string;
  kind: string;
  direction: "theirs" | "ours";
  /** Who said so. */
  by: string | null;
  at: number;
}

/** They all go into the configuration. */
export const MOST_EVENT_KINDS = 500;

/** The newest first. */
export const listEventKinds = query<object, EventKindRow>(
  () => sql`
    select ${eventKinds.name} as name, ${eventKinds.kind} as kind, ${eventKinds.direction} as direction,
      ${people.name} as "by", ${eventKinds.at} as at
    from ${eventKinds} left join ${people} on ${people.id} = ${eventKinds.personId}
    order by ${eventKinds.at} desc, ${eventKinds.name} desc limit ${MOST_EVENT_KINDS}`,
);

export const writeEventKind = query<
  { name: string; kind: string; direction: string; personId: string; at: number },
  never
>(
  (p) => sql`
    insert into ${eventKinds} (name, kind, direction, person_id, at)
    values (${p("name")}, ${p("kind")}, ${p("direction")}, ${p("personId")}, ${p("at")})
    on conflict (name) do update set kind = excluded.kind, direction = excluded.direction,
      person_id = excluded.person_id, at = excluded.at
    where (kind, direction) is not (excluded.kind, excluded.direction)`,
);

/** Takes back what some names (a JSON list) were taken for. */
export const deleteEventKinds = query<{ names: string }, never>(
  (p) =>
    sql`delete from ${eventKinds} where ${eventKinds.name} in (select value from json_each(${p("names")}))`,
);

/** Events that no table names: those that came most, then the newest. */
export const listUnmapped = query<object, { name: string; event: string; touches: number; lastAt: number }>(
  () => sql`
    select ${unmappedEvents.name} as name, ${unmappedEvents.event} as event, ${unmappedEvents.touches} as touches,
      ${unmappedEvents.lastAt} as "lastAt"
    from ${unmappedEvents} order by ${unmappedEvents.touches} desc, ${unmappedEvents.lastAt} desc, ${unmappedEvents.name}
    limit 1000`,
);

/** Some names (a JSON list) that are unmapped no longer. */
export const deleteUnmapped = query<{ names: string }, never>(
  (p) => sql`
    delete from ${unmappedEvents} where ${unmappedEvents.name} in (select value from json_each(${p("names")}))`,
);
