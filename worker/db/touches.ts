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
}

/** Touches in, a JSON list of TouchWrite. Heat and first contact follow by trigger, in the same transaction. */
export const writeTouches = query<{ touches: string }, never>(
  (p) => sql`
    insert into ${touches} (id, lead_id, at, kind, direction, channel, title, url, campaign, person_id)
    select t.value ->> 'id', t.value ->> 'leadId', t.value ->> 'at', t.value ->> 'kind', t.value ->> 'direction',
      t.value ->> 'channel', t.value ->> 'title', t.value ->> 'url', t.value ->> 'campaign', t.value ->> 'personId'
    from json_each(${p("touches")}) as t where true
    on conflict do nothing`,
);
