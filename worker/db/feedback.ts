import { type Placeholder, sql } from "drizzle-orm";
import { query } from "./run.ts";
import { currentVerdicts, leads, seen, snapshots, stageChanges, tokens, verdicts } from "./schema.ts";

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

/** What was read before a verdict was weighed: where its lead stood, and the rep's current verdict on it. */
export interface VerdictRests {
  stage: string;
  stageSince: number;
  mine: string | null;
}

/**
 * One verdict; gives a row when it was written. Not when its id is here already, nor when what it rests on has
 * changed since it was read. Counters follow by trigger.
 */
export const writeVerdict = query<VerdictWrite & VerdictRests, { id: string }>(
  (p) => sql`
    insert into ${verdicts} (id, lead_id, person_id, verdict, reason, reason_group, note, at, claimed_at,
      received_at, score, band, scorecard, persona, site, good_lead, contact, source, campaign)
    select ${p("id")}, ${p("leadId")}, ${p("personId")}, ${p("verdict")}, ${p("reason")}, ${p("group")},
      ${p("note")}, ${p("at")}, ${p("claimedAt")}, ${p("receivedAt")}, ${p("score")}, ${p("band")},
      ${p("scorecard")}, ${p("persona")}, ${p("site")}, ${p("goodLead")}, ${p("contact")}, ${p("source")},
      ${p("campaign")}
    where exists (select 1 from ${leads} where ${leads.id} = ${p("leadId")}
        and ${leads.stage} = ${p("stage")} and ${leads.stageSince} = ${p("stageSince")})
      and ${p("mine")} is (select ${currentVerdicts.verdictId} from ${currentVerdicts}
        where ${currentVerdicts.leadId} = ${p("leadId")} and ${currentVerdicts.personId} = ${p("personId")})
    on conflict do nothing returning id`,
);

/** What follows from a verdict is written only where that was, by this very request. */
const whereWritten = (p: (name: "id" | "at") => Placeholder) => sql`
  where exists (select 1 from ${verdicts} where ${verdicts.id} = ${p("id")} and ${verdicts.receivedAt} = ${p("at")})`;

export interface SnapshotWrite {
  id: string;
  leadId: string;
  at: number;
  cause: "verdict" | "stage";
  facts: string;
}

/** The facts behind a verdict, under its id and at its time of receipt. */
export const writeSnapshot = query<SnapshotWrite, never>(
  (p) => sql`
    insert into ${snapshots} (id, lead_id, at, cause, facts)
    select ${p("id")}, ${p("leadId")}, ${p("at")}, ${p("cause")}, ${p("facts")} ${whereWritten(p)}
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

/** The change of stage that a verdict makes, under its id and at its time of receipt; the lead follows by trigger. */
export const writeStageChange = query<StageChangeWrite, never>(
  (p) => sql`
    insert into ${stageChanges} (id, lead_id, "from", "to", at, since, cause, person_id, reason, restores)
    select ${p("id")}, ${p("leadId")}, ${p("from")}, ${p("to")}, ${p("at")}, ${p("since")}, ${p("cause")},
      ${p("personId")}, ${p("reason")}, ${p("restores")} ${whereWritten(p)}
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

/** Once a rep, lead that is here, and day; gives a row when it was new. */
export const writeSeen = query<SeenWrite, { day: string }>(
  (p) => sql`
    insert into ${seen} (lead_id, person_id, day, at, score, band, scorecard, persona, site, contact, source, campaign)
    select ${leads.id}, ${p("personId")}, ${p("day")}, ${p("at")}, ${p("score")}, ${p("band")},
      ${p("scorecard")}, ${p("persona")}, ${p("site")}, ${p("contact")}, ${p("source")}, ${p("campaign")}
    from ${leads} where ${leads.id} = ${p("leadId")}
    on conflict do nothing returning day`,
);
