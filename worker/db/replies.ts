import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { currentVerdicts, leads, meetingItems, replies, replyRecipients, verdicts } from "./schema.ts";

/** Of verdicts, those that stand. */
const standing = sql`${currentVerdicts} on ${currentVerdicts.verdictId} = ${verdicts.id}
  and ${currentVerdicts.leadId} = ${verdicts.leadId} and ${currentVerdicts.personId} = ${verdicts.personId}
  and ${currentVerdicts.verdict} <> 'withdrawn'`;

/** A verdict that is to be answered. */
export interface AnsweredRow {
  id: string;
  leadName: string | null;
  leadEmail: string | null;
}

/** A verdict that stands: its rep has neither changed nor withdrawn it. */
export const verdictToAnswer = query<{ id: string }, AnsweredRow>(
  (p) => sql`
    select ${verdicts.id} as id, ${leads.name} as "leadName", ${leads.email} as "leadEmail"
    from ${verdicts}
    join ${standing}
    join ${leads} on ${leads.id} = ${verdicts.leadId}
    where ${verdicts.id} = ${p("id")}`,
);

export interface ReplyWrite {
  id: string;
  at: number;
  personId: string;
  author: string;
  text: string;
  verdictId: string | null;
  reason: string | null;
  about: string;
  reached: number;
}

/** A reply; gives a row when it was new. */
export const writeReply = query<ReplyWrite, { id: string }>(
  (p) => sql`
    insert into ${replies} (id, at, person_id, author, text, verdict_id, reason, about, reached)
    values (${p("id")}, ${p("at")}, ${p("personId")}, ${p("author")}, ${p("text")}, ${p("verdictId")}, ${p("reason")},
      ${p("about")}, ${p("reached")})
    on conflict do nothing returning id`,
);

/** Whom it reaches, from a JSON list of verdict ids: the rep of each, beside the lead of each. Nobody new on a retry. */
export const writeRecipients = query<{ replyId: string; at: number; verdictIds: string }, never>(
  (p) => sql`
    insert into ${replyRecipients} (person_id, lead_id, at, reply_id, verdict_id)
    select ${verdicts.personId}, ${verdicts.leadId}, ${p("at")}, ${p("replyId")}, ${verdicts.id}
    from json_each(${p("verdictIds")}) as wanted
    join ${verdicts} on ${verdicts.id} = wanted.value
    join ${replies} on ${replies.id} = ${p("replyId")} and ${replies.at} = ${p("at")}
    where true
    on conflict do nothing`,
);

export interface ReplyListed {
  id: string;
  at: number;
  from: string;
  text: string;
  about: string;
  reached: number;
}

/** The newest replies of all. */
export const listReplies = query<Record<never, never>, ReplyListed>(
  () => sql`
    select ${replies.id} as id, ${replies.at} as at, ${replies.author} as "from", ${replies.text} as text,
      ${replies.about} as about, ${replies.reached} as reached
    from ${replies}
    order by ${replies.at} desc limit 100`,
);

export const putMeetingItem = query<{ verdictId: string; personId: string; at: number }, never>(
  (p) => sql`
    insert into ${meetingItems} (verdict_id, person_id, at)
    values (${p("verdictId")}, ${p("personId")}, ${p("at")}) on conflict do nothing`,
);

export const deleteMeetingItem = query<{ verdictId: string }, never>(
  (p) => sql`delete from ${meetingItems} where ${meetingItems.verdictId} = ${p("verdictId")}`,
);

export interface MeetingRow {
  verdictId: string;
  addedAt: number;
  at: number;
  leadId: string;
  name: string | null;
  title: string | null;
  company: string | null;
  score: number | null;
  band: string | null;
  verdict: "good" | "bad";
  reason: string | null;
  note: string | null;
  campaign: string | null;
}

export const listMeeting = query<Record<never, never>, MeetingRow>(
  () => sql`
    select ${meetingItems.verdictId} as "verdictId", ${meetingItems.at} as "addedAt", ${verdicts.at} as at,
      ${verdicts.leadId} as "leadId", ${leads.name} as name, ${leads.title} as title, ${leads.company} as company,
      ${verdicts.score} as score, ${verdicts.band} as band, ${verdicts.verdict} as verdict,
      ${verdicts.reason} as reason, ${verdicts.note} as note, ${verdicts.campaign} as campaign
    from ${meetingItems}
    join ${verdicts} on ${verdicts.id} = ${meetingItems.verdictId}
    join ${standing}
    join ${leads} on ${leads.id} = ${verdicts.leadId}
    order by ${meetingItems.at} limit 200`,
);
