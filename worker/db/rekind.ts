import { sql } from "drizzle-orm";
import { rebuildHeat } from "./heat.ts";
import { query, type Statement } from "./run.ts";
import { heat, jobs, touches } from "./schema.ts";

/** Past touches of kind `other` as what marketing takes their event for by now: see worker/jobs/rekind.ts. */

const JOB = "rekind";

interface Pass {
  /** Tells one pass from the next. */
  pass: string;
}
interface Place extends Pass {
  /** The lead (or visitor) up to whom it is done. */
  after: string;
}

/** The pass that is going on; none where everything is done. */
export const currentPass = query<object, { cursor: string }>(
  () => sql`select ${jobs.cursor} as cursor from ${jobs} where ${jobs.name} = ${JOB}`,
);
export const readPlace = (cursor: string): Place => JSON.parse(cursor);

/** A new pass from the beginning, in place of any other. */
export const startPass = query<Pass, never>(
  (p) => sql`
    insert into ${jobs} (name, cursor) values (${JOB}, json_object('pass', ${p("pass")}, 'after', ''))
    on conflict (name) do update set cursor = excluded.cursor`,
);

/** How far the pass has come. One that has begun anew meanwhile stays where it is. */
const move = query<Place, never>(
  (p) => sql`
    update ${jobs} set cursor = json_set(cursor, '$.after', ${p("after")})
    where ${jobs.name} = ${JOB} and cursor ->> 'pass' = ${p("pass")}`,
);
export const endPass = query<Pass, never>(
  (p) => sql`delete from ${jobs} where ${jobs.name} = ${JOB} and cursor ->> 'pass' = ${p("pass")}`,
);

/** The next leads after one, and whether any touch of theirs is of no known kind: their heat tells. */
export const nextLeads = query<{ after: string; most: number }, { leadId: string; hasOthers: 0 | 1 }>(
  (p) => sql`
    select ${heat.leadId} as "leadId", ${heat.kinds} -> '$.other' is not null as "hasOthers"
    from ${heat} where ${heat.leadId} > ${p("after")} order by ${heat.leadId} limit ${p("most")}`,
);

/** What the touches of no known kind are called that some leads (a JSON list) have from messages. */
export const otherTitles = query<{ leads: string }, { title: string }>(
  (p) => sql`
    select distinct ${touches.title} as title
    from json_each(${p("leads")}) as l join ${touches} on ${touches.leadId} = l.value
    where ${touches.kind} = 'other' and ${touches.direction} = 'theirs' and ${touches.via} is not null`,
);

const rekind = query<{ leads: string; kinds: string }, never>(
  (p) => sql`
    update ${touches} set kind = k.value ->> 'kind', direction = k.value ->> 'direction'
    from json_each(${p("kinds")}) as k
    where ${touches.leadId} in (select value from json_each(${p("leads")}))
      and ${touches.kind} = 'other' and ${touches.direction} = 'theirs' and ${touches.via} is not null
      and ${touches.title} = k.value ->> 'title'`,
);

/** @param kinds a JSON list of `{title, kind, direction}` */
export const rekindTouches = (leads: string, kinds: string, place: Place): Statement<never>[] => [
  rekind({ leads, kinds }),
  ...rebuildHeat({ leads }),
  move(place),
];
export const moveOn = (place: Place): Statement<never> => move(place);
