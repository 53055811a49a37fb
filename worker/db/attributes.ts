import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { attributes } from "./schema.ts";

/** What is known of a custom attribute of leads or deals. */
export type AttributeRecord = typeof attributes.$inferSelect;

export const allAttributes = query<Record<never, never>, AttributeRecord>(
  () => sql`
    select ${attributes.name} as name, ${attributes.type} as type, ${attributes.afterContact} as "afterContact",
      ${attributes.createdAt} as "createdAt"
    from ${attributes} order by ${attributes.name}`,
);

/** What attributes are taken for, a JSON list of AttributeRecord. */
export const writeAttributes = query<{ attributes: string }, never>(
  (p) => sql`
    insert into ${attributes} (name, type, after_contact, created_at)
    select a.value ->> 'name', a.value ->> 'type', a.value ->> 'afterContact', a.value ->> 'createdAt'
    from json_each(${p("attributes")}) as a where true
    on conflict (name) do update set type = excluded.type, after_contact = excluded.after_contact`,
);

/** Names of those that sales fills in after contact. */
export const afterContactNames = query<Record<never, never>, { name: string }>(
  () => sql`select ${attributes.name} as name from ${attributes} where ${attributes.afterContact} = 1`,
);
