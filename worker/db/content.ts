import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { content, contentRequests, contentUses, leads } from "./schema.ts";

/** One use, of a lead that is here; gives a row when it was new. */
export const writeUse = query<
  { id: string; contentId: string; leadId: string; personId: string; at: number },
  { id: string }
>(
  (p) => sql`
    insert into ${contentUses} (id, content_id, lead_id, person_id, at)
    select ${p("id")}, ${p("contentId")}, ${leads.id}, ${p("personId")}, ${p("at")}
    from ${leads} where ${leads.id} = ${p("leadId")}
    on conflict do nothing returning id`,
);

/** What was missing for a lead that is here; gives a row when it was new. */
export const writeRequest = query<
  {
    id: string;
    leadId: string;
    personId: string;
    at: number;
    text: string;
    persona: string | null;
    stage: string;
  },
  { id: string }
>(
  (p) => sql`
    insert into ${contentRequests} (id, lead_id, person_id, at, text, persona, stage)
    select ${p("id")}, ${leads.id}, ${p("personId")}, ${p("at")}, ${p("text")}, ${p("persona")}, ${p("stage")}
    from ${leads} where ${leads.id} = ${p("leadId")}
    on conflict do nothing returning id`,
);

export interface ContentRow {
  id: string;
  title: string;
  url: string;
  kind: string;
  personas: string;
  stages: string;
  uses: number;
  lastUsedAt: number | null;
}

export const listContent = query<Record<never, never>, ContentRow>(
  () => sql`
    select ${content.id} as id, ${content.title} as title, ${content.url} as url, ${content.kind} as kind,
      ${content.personas} as personas, ${content.stages} as stages, ${content.uses} as uses,
      ${content.lastUsedAt} as "lastUsedAt"
    from ${content} order by ${content.uses} desc, ${content.title} limit 500`,
);

export interface RequestRow {
  id: string;
  at: number;
  text: string;
  persona: string | null;
  stage: string;
  lead: string | null;
}

export const listRequests = query<Record<never, never>, RequestRow>(
  () => sql`
    select ${contentRequests.id} as id, ${contentRequests.at} as at, ${contentRequests.text} as text,
      ${contentRequests.persona} as persona, ${contentRequests.stage} as stage, ${leads.name} as lead
    from ${contentRequests} left join ${leads} on ${leads.id} = ${contentRequests.leadId}
    order by ${contentRequests.at} desc limit 200`,
);
