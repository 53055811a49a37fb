import { sql } from "drizzle-orm";
import type { SequenceWord, TouchDraft } from "../../shared/domain/tracking/touch.ts";
import { leadWith } from "./keys.ts";
import { query } from "./run.ts";
import { arrivals, people, rejections, sequences, touches, unmappedEvents } from "./schema.ts";

/** Touches that came as messages: written where their key leads, counted as they came, each once. */

/** A touch as it came. Who it belongs to is looked up when it is written: the lead with the key, else the visitor. */
export interface MessageTouch extends TouchDraft {
  /** `kind:value`. */
  readonly via: string;
  /** Whose it is where no lead has the key. */
  readonly visitor: string;
  readonly keyId: string;
  /** UTC ms. */
  readonly receivedAt: number;
}

type Param = { touches: string };

/** Touches in, a JSON list of MessageTouch; those that are here change nothing. Heat follows by trigger. */
export const writeMessageTouches = query<Param, never>(
  (p) => sql`
    insert into ${touches} (id, lead_id, at, kind, direction, channel, title, url, campaign, content, person_id, details, via)
    select t.value ->> 'id', coalesce(${leadWith(sql`t.value ->> 'via'`)}, t.value ->> 'visitor'), t.value ->> 'at',
      t.value ->> 'kind', t.value ->> 'direction', t.value ->> 'channel', t.value ->> 'title', t.value ->> 'url',
      t.value ->> 'campaign', t.value ->> 'content',
      (select ${people.id} from ${people} where ${people.email} = t.value ->> 'person'),
      t.value ->> 'details', t.value ->> 'via'
    from json_each(${p("touches")}) as t where true
    on conflict do nothing`,
);

/** Those of the list that are not here yet: a message that comes again counts no more than it did. */
const fresh = (p: (name: keyof Param) => unknown) => sql`
  json_each(${p("touches")}) as t where not exists (select 1 from ${touches} where ${touches.id} = t.value ->> 'id')`;

/** What came, by day, key and campaign. Before the touches are written: after, none of them is new. */
export const countArrivals = query<Param, never>(
  (p) => sql`
    insert into ${arrivals} (day, key_id, channel, campaign, content, touches, last_at, hours, newest)
    select day, key_id, channel, campaign, content, touches, last_at, json_object(hour, touches),
      (select json_group_array(value) from (select value from json_each(ids) order by key desc limit 20))
    from (
      select date(t.value ->> 'receivedAt' / 1000, 'unixepoch') as day, t.value ->> 'keyId' as key_id,
        t.value ->> 'channel' as channel, coalesce(t.value ->> 'campaign', '') as campaign,
        coalesce(t.value ->> 'content', '') as content,
        strftime('%H', t.value ->> 'receivedAt' / 1000, 'unixepoch') as hour,
        count(*) as touches, max(t.value ->> 'receivedAt') as last_at, json_group_array(t.value ->> 'id') as ids
      from ${fresh(p)} group by 1, 2, 3, 4, 5, 6)
    where true
    on conflict do update set touches = touches + excluded.touches, last_at = max(last_at, excluded.last_at),
      hours = (select json_set(hours, '$."' || key || '"', coalesce(hours ->> ('$."' || key || '"'), 0) + value)
        from json_each(excluded.hours)),
      newest = (select json_group_array(value) from (
        select value from json_each(excluded.newest) union all select value from json_each(arrivals.newest) limit 20))`,
);

/** Events that no table names. Likewise before the touches are written. */
export const countUnmapped = query<Param, never>(
  (p) => sql`
    insert into ${unmappedEvents} (name, event, touches, last_at, key_id)
    select lower(t.value ->> 'unmapped'), t.value ->> 'unmapped', count(*), max(t.value ->> 'receivedAt'), t.value ->> 'keyId'
    from ${fresh(p)} and t.value ->> 'unmapped' is not null
    group by 1
    on conflict do update set touches = touches + excluded.touches, last_at = max(last_at, excluded.last_at)`,
);

/** Mails that machines opened: kept, and counted as what marketing must not count. Likewise before they are written. */
export const countMachines = query<Param, never>(
  (p) => sql`
    insert into ${rejections} (day, key_id, reason, messages, last_at, hours)
    select date(t.value ->> 'receivedAt' / 1000, 'unixepoch'), t.value ->> 'keyId', 'machine_open', count(*),
      max(t.value ->> 'receivedAt'),
      json_object(strftime('%H', t.value ->> 'receivedAt' / 1000, 'unixepoch'), count(*))
    from ${fresh(p)} and t.value ->> 'kind' = 'machine_open'
    group by 1, 2, strftime('%H', t.value ->> 'receivedAt' / 1000, 'unixepoch')
    on conflict do update set messages = messages + excluded.messages, last_at = max(last_at, excluded.last_at),
      hours = (select json_set(hours, '$."' || key || '"', coalesce(hours ->> ('$."' || key || '"'), 0) + value)
        from json_each(excluded.hours))`,
);

/** The newest word on a place in a sequence; whose it is follows from the key, as with touches. */
export interface SequenceWrite extends SequenceWord {
  readonly via: string;
  readonly visitor: string;
  readonly at: number;
  readonly messageId: string;
}

/** Places in sequences, a JSON list of SequenceWrite. */
export const writeSequences = query<{ sequences: string }, never>(
  (p) => sql`
    insert into ${sequences} (lead_id, via, name, state, at, message_id, next_at)
    select coalesce(${leadWith(sql`s.value ->> 'via'`)}, s.value ->> 'visitor'), s.value ->> 'via', s.value ->> 'name',
      s.value ->> 'state', s.value ->> 'at', s.value ->> 'messageId', s.value ->> 'nextAt'
    from json_each(${p("sequences")}) as s where true
    on conflict (lead_id, via, name) do update set state = excluded.state, at = excluded.at,
      message_id = excluded.message_id, next_at = excluded.next_at
    where (excluded.at, excluded.message_id) > (sequences.at, sequences.message_id)`,
);
