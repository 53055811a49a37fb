import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { touches } from "./schema.ts";

/** A touch to write. `id` is the sender's own; one that is here already changes nothing. */
export interface TouchWrite {
  id: string;
  leadId: string;
  at: number;
  kind: string;
  direction: "theirs" | "ours";
  channel: string;
  title: string;
  url: string | null;
  campaign: string | null;
  personId: string | null;
  /** What else its sender said of it, JSON. */
  details?: string | null;
}

/** Touches in, a JSON list of TouchWrite. Heat and first contact follow by trigger, in the same transaction. */
export const writeTouches = query<{ touches: string }, never>(
  (p) => sql`
    insert into ${touches} (id, lead_id, at, kind, direction, channel, title, url, campaign, person_id, details)
    select t.value ->> 'id', t.value ->> 'leadId', t.value ->> 'at', t.value ->> 'kind', t.value ->> 'direction',
      t.value ->> 'channel', t.value ->> 'title', t.value ->> 'url', t.value ->> 'campaign', t.value ->> 'personId',
      t.value ->> 'details'
    from json_each(${p("touches")}) as t where true
    on conflict do nothing`,
);

/** Whose some touches are, by their ids, a JSON list. */
export const leadsOfTouches = query<{ ids: string }, { id: string; leadId: string }>(
  (p) => sql`
    select ${touches.id} as id, ${touches.leadId} as "leadId"
    from json_each(${p("ids")}) as wanted join ${touches} on ${touches.id} = wanted.value`,
);

/** When some leads (a JSON list of ids) were first in touch; those never in touch are left out. */
export const firstTouches = query<{ leads: string }, { leadId: string; at: number }>(
  (p) => sql`
    select leadId as "leadId", at from (
      select wanted.value as leadId, (
        select ${touches.at} from ${touches} where ${touches.leadId} = wanted.value
        order by ${touches.at}, ${touches.id} limit 1) as at
      from json_each(${p("leads")}) as wanted)
    where at is not null`,
);
