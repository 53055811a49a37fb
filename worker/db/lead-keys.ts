import { sql } from "drizzle-orm";
import type { KeyParams } from "./leads.ts";
import { query } from "./run.ts";
import { leadKeys, leads } from "./schema.ts";

/** A lead, and whose a key is; nothing where there is no such lead. */
export const keyHolder = query<KeyParams & { leadId: string }, { verified: number; holder: string | null }>(
  (p) => sql`
    select ${leads.verified} as verified,
      (select held.lead_id from ${leadKeys} as held
        where held.kind = ${p("kind")} and held.value = ${p("value")}) as holder
    from ${leads} where ${leads.id} = ${p("leadId")}`,
);

/** Give a lead a key, where nobody has it. */
export const keepKey = query<KeyParams & { leadId: string }, never>(
  (p) => sql`
    insert into ${leadKeys} (kind, value, lead_id)
    select ${p("kind")}, ${p("value")}, ${leads.id} from ${leads} where ${leads.id} = ${p("leadId")}
    on conflict do nothing`,
);
