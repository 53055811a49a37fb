import { type SQL, sql } from "drizzle-orm";
import { leadKeys } from "./schema.ts";

/** Keys as one text, `kind:value`, and the rows that they are in. */

/** That a row of `lead_keys` is of a key. */
export const isKey = (row: SQL, key: SQL) => sql`
  (${row}.kind = substr(${key}, 1, instr(${key}, ':') - 1) and ${row}.value = substr(${key}, instr(${key}, ':') + 1))`;

/** The lead that has a key; null where none has. */
export const leadWith = (key: SQL) =>
  sql`(select held.lead_id from ${leadKeys} as held where ${isKey(sql`held`, key)})`;
