import { sql } from "drizzle-orm";
import type { FeedbackFilters } from "../../../shared/contract/replies.ts";
import type { ReportSeen, ReportVerdict, SeenCount } from "../../../shared/domain/feedback/slices.ts";
import { addDays } from "../../../shared/domain/feedback/week.ts";
import type { Config } from "../../db/config.ts";
import { type Database, query } from "../../db/run.ts";
import {
  currentVerdicts,
  leads,
  meetingItems,
  replyRecipients,
  seen,
  seenCounts,
  verdicts,
} from "../../db/schema.ts";
import { dayOf, dayTeller, startOfDay } from "../../zone.ts";

/** How far a report looks back where nobody says: 13 weeks. */
const DEFAULT_DAYS = 91;

/** The first and the last day of a report, in the workspace's zone; both are in it. */
export interface Span {
  from: string;
  to: string;
}

export function spanOf(filters: Pick<FeedbackFilters, "from" | "to">, timeZone: string, now: number): Span {
  const to = filters.to ?? dayOf(now, timeZone);
  return { from: filters.from ?? addDays(to, 1 - DEFAULT_DAYS), to };
}

type VerdictRow = Omit<ReportVerdict, "day" | "lead"> & {
  name: string | null;
  title: string | null;
  company: string | null;
};

/** The current verdicts given from `since` on and before `until`, UTC ms. */
const verdictsBetween = query<{ since: number; until: number }, VerdictRow>(
  (p) => sql`
    select ${verdicts.id} as id, ${verdicts.leadId} as "leadId", ${verdicts.personId} as "repId",
      ${verdicts.at} as at, ${verdicts.verdict} as verdict, ${verdicts.reason} as reason,
      ${verdicts.group} as "group", ${verdicts.note} as note, ${verdicts.score} as score,
      ${verdicts.band} as band, ${verdicts.scorecard} as scorecard, ${verdicts.persona} as persona,
      ${verdicts.site} as site, ${verdicts.contact} as contact, ${verdicts.source} as source,
      ${verdicts.campaign} as campaign, ${leads.name} as name, ${leads.title} as title, ${leads.company} as company
    from ${currentVerdicts}
    join ${verdicts} on ${verdicts.id} = ${currentVerdicts.verdictId}
    join ${leads} on ${leads.id} = ${verdicts.leadId}
    where ${currentVerdicts.at} >= ${p("since")} and ${currentVerdicts.at} < ${p("until")}
      and ${currentVerdicts.verdict} <> 'withdrawn'
    order by ${currentVerdicts.at}`,
);

const seenBetween = query<Span, ReportSeen>(
  (p) => sql`
    select ${seen.leadId} as "leadId", ${seen.personId} as "repId", ${seen.day} as day, ${seen.band} as band,
      ${seen.scorecard} as scorecard, ${seen.persona} as persona, ${seen.site} as site,
      ${seen.contact} as contact, ${seen.source} as source, ${seen.campaign} as campaign
    from ${seen} where ${seen.day} >= ${p("from")} and ${seen.day} <= ${p("to")}`,
);

const seenCountsBetween = query<Span, SeenCount>(
  (p) => sql`
    select ${seenCounts.day} as day, nullif(${seenCounts.band}, '') as band,
      nullif(${seenCounts.scorecard}, 0) as scorecard, nullif(${seenCounts.persona}, '') as persona,
      nullif(${seenCounts.site}, '') as site, ${seenCounts.contact} as contact,
      nullif(${seenCounts.source}, '') as source, nullif(${seenCounts.campaign}, '') as campaign,
      ${seenCounts.seen} as seen, ${seenCounts.judged} as judged
    from ${seenCounts} where ${seenCounts.day} >= ${p("from")} and ${seenCounts.day} <= ${p("to")}`,
);

/** All that was said and seen in a span. */
export interface FeedbackRows {
  verdicts: ReportVerdict[];
  seen: ReportSeen[];
  counts: SeenCount[];
}

function withDays(rows: readonly VerdictRow[], timeZone: string): ReportVerdict[] {
  const dayOf = dayTeller(timeZone);
  return rows.map(({ name, title, company, ...row }) => ({
    ...row,
    day: dayOf(row.at),
    lead: { name, title, company },
  }));
}

const instants = ({ from, to }: Span, timeZone: string) => ({
  since: startOfDay(from, timeZone),
  until: startOfDay(addDays(to, 1), timeZone),
});

export async function feedbackRows(db: Database, { timeZone }: Config, span: Span): Promise<FeedbackRows> {
  const [judged, sighted, counts] = await db.batch([
    verdictsBetween(instants(span, timeZone)),
    seenBetween(span),
    seenCountsBetween(span),
  ]);
  return { verdicts: withDays(judged, timeZone), seen: sighted, counts };
}

/** The current verdicts of a span. */
export async function verdictsOf(db: Database, { timeZone }: Config, span: Span): Promise<ReportVerdict[]> {
  return withDays(await db.all(verdictsBetween(instants(span, timeZone))), timeZone);
}

export interface MarkRow {
  verdictId: string;
  replied: number;
  inMeeting: number;
}

/** Which verdicts, of a JSON list of ids, were answered or stand on the meeting's list. */
export const marksOf = query<{ ids: string }, MarkRow>(
  (p) => sql`
    select wanted.value as "verdictId",
      exists (select 1 from ${replyRecipients} where ${replyRecipients.verdictId} = wanted.value) as replied,
      exists (select 1 from ${meetingItems} where ${meetingItems.verdictId} = wanted.value) as "inMeeting"
    from json_each(${p("ids")}) as wanted`,
);
