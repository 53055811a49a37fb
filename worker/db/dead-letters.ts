import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { deadLetters, writeKeys } from "./schema.ts";

/** Messages of the queue that could not be written, until somebody decides. */

export type DeadLetterWrite = typeof deadLetters.$inferSelect;

/** Put one aside; put aside again, it says how it failed last. */
export const writeDeadLetter = query<DeadLetterWrite, never>(
  (p) => sql`
    insert into ${deadLetters} (id, at, key_id, messages, attempts, error, body)
    values (${p("id")}, ${p("at")}, ${p("keyId")}, ${p("messages")}, ${p("attempts")}, ${p("error")}, ${p("body")})
    on conflict (id) do update set attempts = excluded.attempts, error = excluded.error`,
);

/** The newest, with as much of each as a person reads; `key` is the write key's name. Ids begin with the time. */
export const listDeadLetters = query<
  Record<never, never>,
  Omit<DeadLetterWrite, "keyId"> & { key: string | null }
>(
  () => sql`
    select ${deadLetters.id} as id, ${deadLetters.at} as at, ${writeKeys.name} as "key",
      ${deadLetters.messages} as messages, ${deadLetters.attempts} as attempts, ${deadLetters.error} as error,
      substr(${deadLetters.body}, 1, 2000) as body
    from ${deadLetters} left join ${writeKeys} on ${writeKeys.id} = ${deadLetters.keyId}
    order by ${deadLetters.id} desc limit 100`,
);

export const deadLetterById = query<{ id: string }, { body: string }>(
  (p) => sql`select ${deadLetters.body} as body from ${deadLetters} where ${deadLetters.id} = ${p("id")}`,
);

/** It was tried once more, in vain. */
export const noteAttempt = query<{ id: string; error: string }, never>(
  (p) => sql`
    update ${deadLetters} set attempts = attempts + 1, error = ${p("error")} where ${deadLetters.id} = ${p("id")}`,
);

export const dropDeadLetter = query<{ id: string }, { id: string }>(
  (p) => sql`delete from ${deadLetters} where ${deadLetters.id} = ${p("id")} returning id`,
);
