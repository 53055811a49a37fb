import { sql } from "drizzle-orm";
import { query, type Statement } from "./run.ts";
import { credits, leads } from "./schema.ts";

/**
 * What brought a lead to each milestone. Triggers keep it (migrations/0009_credits.sql) for whatever is inserted; the
 * view due_credits says what it must be.
 */

const renew = query<{ leads: string }, never>(
  (p) => sql`insert into due_credits (lead_id) select value from json_each(${p("leads")})`,
);

/**
 * The credits of some leads (a JSON list of ids) made anew, for when touches, stages, verdicts or deals change hands,
 * or touches go. Writes nothing where nothing changed.
 */
export const rebuildCredits = (params: { leads: string }): Statement<never>[] => [renew(params)];

const followed = (column: "firstChannel" | "firstCampaign") => sql`
  (select ${credits[column]} from ${credits} where ${credits.leadId} = ${leads.id} and ${credits.milestone} = 'lead')`;

/**
 * What somebody has said of where a lead came from, and not what its first touch says: null where nobody has. A lead
 * that is written with null there follows its first touch again, at once.
 */
export const ownNames = {
  source: sql`nullif(${leads.source}, ${followed("firstChannel")})`,
  campaign: sql`nullif(${leads.campaign}, ${followed("firstCampaign")})`,
};
