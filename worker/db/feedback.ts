import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { currentVerdicts, seen, snapshots, stageChanges, tokens, verdicts } from "./schema.ts";

export interface MyVerdictRow {
  id: string;
  verdict: "good" | "bad" | "withdrawn";
  reason: string | null;
  note: string | null;
  at: number;
}

interface AsHolder {
  tokenHash: string;
}

/** The current verdict of the token's holder on a lead. */
export const myVerdict = query<{ leadId: string } & AsHolder, MyVerdictRow>(
  (p) => sql`
    select ${verdicts.id} as id, ${verdicts.verdict} as verdict, ${verdicts.reason} as reason,
      ${verdicts.note} as note, ${verdicts.at} as at
    from ${currentVerdicts}
    join ${verdicts} on ${verdicts.id} = ${currentVerdicts.verdictId}
    where ${currentVerdicts.leadId} = ${p("leadId")}
      and ${currentVerdicts.personId} = (
        select ${tokens.personId} from ${tokens} where ${tokens.hash} = ${p("tokenHash")})`,
);

export interface ReplyRow {
  at: number;
  from: string;
  text: string;
}

/** Whether a verdict is here already. */
export const verdictById = query<{ id: string }, { id: string; leadId: string; personId: string }>(
  (p) => sql`
    select ${verdicts.id} as id, ${verdicts.leadId} as "leadId", ${verdicts.personId} as "personId"
    from ${verdicts} where ${verdicts.id} = ${p("id")}`,
);

export interface StageChangeRow {
  id: string;
  cause: string;
  personId: string | null;
  restores: string | null;
}

export const lastStageChange = query<{ leadId: string }, StageChangeRow>(
  (p) => sql`
    select ${stageChanges.id} as id, ${stageChanges.cause} as cause, ${stageChanges.personId} as "personId",
      ${stageChanges.restores} as restores
    from ${stageChanges} where ${stageChanges.leadId} = ${p("leadId")}
    order by ${stageChanges.at} desc, ${stageChanges.id} desc limit 1`,
);

export interface VerdictWrite {
  id: string;
  leadId: string;
  personId: string;
  verdict: "good" | "bad" | "withdrawn";
  reason: string | null;
  group: "not_now" | "not_a_fit" | "not_counted" | null;
  note: string | null;
  at: number;
  claimedAt: number | null;
  receivedAt: number;
  score: number | null;
  band: string | null;
  scorecard: number | null;
  persona: string | null;
  site: string;
  goodLead: number;
  contact: "before" | "after";
  source: string | null;
  campaign: string | null;
}

/** One verdict; the same id again changes nothing. Counters follow by trigger. */
export const writeVerdict = query<VerdictWrite, never>(
  (p) => sql`
    insert into ${verdicts} (id, lead_id, person_id, verdict, reason, reason_group, note, at, claimed_at,
      received_at, score, band, scorecard, persona, site, good_lead, contact, source, campaign)
    values (${p("id")}, ${p("leadId")}, ${p("personId")}, ${p("verdict")}, ${p("reason")}, ${p("group")},
      ${p("note")}, ${p("at")}, ${p("claimedAt")}, ${p("receivedAt")}, ${p("score")}, ${p("band")},
      ${p("scorecard")}, ${p("persona")}, ${p("site")}, ${p("goodLead")}, ${p("contact")}, ${p("source")},
      ${p("campaign")})
    on conflict do nothing`,
);

export interface SnapshotWrite {
  id: string;
  leadId: string;
  at: number;
  cause: "verdict" | "stage";
  facts: string;
}

export const writeSnapshot = query<SnapshotWrite, never>(
  (p) => sql`
    insert into ${snapshots} (id, lead_id, at, cause, facts)
    values (${p("id")}, ${p("leadId")}, ${p("at")}, ${p("cause")}, ${p("facts")})
    on conflict do nothing`,
);

export interface StageChangeWrite {
  id: string;
  leadId: string;
  from: string;
  to: string;
  at: number;
  since: number;
  cause: "verdict" | "person" | "import" | "deal" | "rule";
  personId: string | null;
  reason: string | null;
  restores: string | null;
}

/** A change of stage; the lead follows by trigger. */
export const writeStageChange = query<StageChangeWrite, never>(
  (p) => sql`
    insert into ${stageChanges} (id, lead_id, "from", "to", at, since, cause, person_id, reason, restores)
    values (${p("id")}, ${p("leadId")}, ${p("from")}, ${p("to")}, ${p("at")}, ${p("since")}, ${p("cause")},
      ${p("personId")}, ${p("reason")}, ${p("restores")})
    on conflict do nothing`,
);

export interface SeenWrite {
  leadId: string;
  personId: string;
  day: string;
  at: number;
  score: number | null;
  band: string | null;
  scorecard: number | null;
  persona: string | null;
  site: string;
  contact: "before" | "after";
  source: string | null;
  campaign: string | null;
}

/** Once a rep, lead and day; gives a row when it was new. */
export const writeSeen = query<SeenWrite, { day: string }>(
  (p) => sql`
    insert into ${seen} (lead_id, person_id, day, at, score, band, scorecard, persona, site, contact, source, campaign)
    values (${p("leadId")}, ${p("personId")}, ${p("day")}, ${p("at")}, ${p("score")}, ${p("band")},
      ${p("scorecard")}, ${p("persona")}, ${p("site")}, ${p("contact")}, ${p("source")}, ${p("campaign")})
    on conflict do nothing returning day`,
);
