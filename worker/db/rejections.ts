import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { rejections } from "./schema.ts";

/** What a key's messages were left out for, and how many of them. */
export interface Rejection {
  /** Empty where the key is not known. */
  readonly keyId: string;
  readonly reason: string;
  readonly messages: number;
  /** When the last of them came, UTC ms. */
  readonly at: number;
  readonly sample: string | null;
}

/** Count messages that were left out, a JSON list of Rejection: a row a day, key and reason. */
export const countRejections = query<{ rejections: string }, never>(
  (p) => sql`
    insert into ${rejections} (day, key_id, reason, messages, last_at, hours, sample)
    select date(r.value ->> 'at' / 1000, 'unixepoch'), r.value ->> 'keyId', r.value ->> 'reason', r.value ->> 'messages',
      r.value ->> 'at',
      json_object(strftime('%H', r.value ->> 'at' / 1000, 'unixepoch'), r.value ->> 'messages'), r.value ->> 'sample'
    from json_each(${p("rejections")}) as r where true
    on conflict do update set messages = messages + excluded.messages, last_at = max(last_at, excluded.last_at),
      hours = (select json_set(hours, '$."' || key || '"', coalesce(hours ->> ('$."' || key || '"'), 0) + value)
        from json_each(excluded.hours)),
      sample = coalesce(excluded.sample, sample)`,
);
