import { sql } from "drizzle-orm";
import { sha256 } from "../hash.ts";
import { query } from "./run.ts";
import { conflicts } from "./schema.ts";

/** A lead, and the key (`kind:value`) that led to it. */
export interface Named {
  leadId: string;
  key: string;
}

export interface ConflictWrite {
  id: string;
  leadA: string;
  keyA: string;
  leadB: string;
  keyB: string;
  at: number;
  importId: string | null;
  row: number | null;
}

/** That two leads may be one person, and the row of an import that says so. The id is the same whichever comes first. */
export async function conflictOf(
  one: Named,
  other: Named,
  said: Pick<ConflictWrite, "at" | "importId" | "row">,
): Promise<ConflictWrite> {
  const [a, b] = one.leadId < other.leadId ? [one, other] : [other, one];
  const id = (await sha256(`${a.leadId} ${b.leadId}`)).slice(0, 32);
  return { id, leadA: a.leadId, keyA: a.key, leadB: b.leadId, keyB: b.key, ...said };
}

/** Conflicts, a JSON list of ConflictWrite; gives the new ones. A pair is listed once, whatever was decided of it. */
export const writeConflicts = query<{ conflicts: string }, { id: string }>(
  (p) => sql`
    insert into ${conflicts} (id, lead_a, key_a, lead_b, key_b, at, import_id, row)
    select c.value ->> 'id', c.value ->> 'leadA', c.value ->> 'keyA', c.value ->> 'leadB', c.value ->> 'keyB',
      c.value ->> 'at', c.value ->> 'importId', c.value ->> 'row'
    from json_each(${p("conflicts")}) as c where true
    on conflict do nothing returning id`,
);

/** What an import said that is rolled back, as far as nobody has decided it. */
export const dropConflicts = query<{ importId: string }, never>(
  (p) =>
    sql`delete from ${conflicts} where ${conflicts.importId} = ${p("importId")} and ${conflicts.state} = 'open'`,
);
