import { sql } from "drizzle-orm";
import type { BestRow, DealRow } from "./accounts.ts";
import type { MyVerdictRow, ReplyRow } from "./feedback.ts";
import { type KeyParams, type LeadRow, leadColumns } from "./leads.ts";
import { query } from "./run.ts";
import {
  accounts,
  claims,
  contentUses,
  currentVerdicts,
  deals,
  heat,
  leadKeys,
  leads,
  people,
  replies,
  replyRecipients,
  sequences,
  tokens,
  touches,
  verdicts,
} from "./schema.ts";

export interface TouchRow {
  id: string;
  at: number;
  kind: string;
  channel: string;
  direction: "theirs" | "ours";
  title: string;
  url: string | null;
  campaign: string | null;
}

/** An open claim, and the heat of the visitor who made it. */
export interface ClaimRow {
  id: string;
  at: number;
  kind: string | null;
  title: string | null;
  heat: string | null;
}

export interface SequenceRow {
  name: string;
  since: number;
  nextAt: number | null;
}

/** Everything that the panel shows of a lead, as the database has it. */
export interface InsightRow {
  lead: LeadRow;
  /** The newest 20, newest first. */
  touches: TouchRow[];
  first: Pick<TouchRow, "id" | "at" | "channel" | "title"> | null;
  /** The token holder's current verdict. */
  mine: MyVerdictRow | null;
  /** The newest 3 to the token's holder, newest first. */
  replies: ReplyRow[];
  /** The candidates for the best leads of the account, this lead among them. */
  best: BestRow[];
  deal: DealRow | null;
  /** Ids of content used for this lead. */
  used: string[];
  /** The newest 3 that are open, newest first. */
  claims: ClaimRow[];
  /** Those it is in, the 2 that moved last, newest first. */
  sequences: SequenceRow[];
}

type Packed = LeadRow & Record<Exclude<keyof InsightRow, "lead">, string | null>;

/**
 * One statement, because each statement of its own would look the key and the token up again: rows read are
 * what the panel costs. Lists come as JSON. A row of `json_each` counts as a row read, a position of a list does not.
 */
export const insightByKey = query<KeyParams & { tokenHash: string }, Packed>(
  (p) => sql`
    select ${leadColumns}, owner.name as "ownerName",
      (select json_group_array(json_object('id', id, 'at', at, 'kind', kind, 'channel', channel,
          'direction', direction, 'title', title, 'url', url, 'campaign', campaign))
        from (select * from ${touches} where ${touches.leadId} = ${leads.id}
          order by ${touches.at} desc, ${touches.id} desc limit 20)) as touches,
      (select json_object('id', id, 'at', at, 'channel', channel, 'title', title)
        from ${touches} where ${touches.leadId} = ${leads.id}
        order by ${touches.at}, ${touches.id} limit 1) as first,
      (select json_object('id', v.id, 'verdict', v.verdict, 'reason', v.reason, 'note', v.note, 'at', v.at)
        from ${currentVerdicts} as c join ${verdicts} as v on v.id = c.verdict_id
        where c.lead_id = ${leads.id} and c.person_id = holder.person_id) as mine,
      (select json_group_array(json_object('at', r.at, 'from', r.author, 'text', r.text))
        from (select * from ${replyRecipients}
          where ${replyRecipients.personId} = holder.person_id and ${replyRecipients.leadId} = ${leads.id}
          order by ${replyRecipients.at} desc limit 3) as mine
        join ${replies} as r on r.id = mine.reply_id) as replies,
      (select json_group_array(json_object('id', l.id, 'email', l.email, 'mailKind', l.mail_kind, 'name', l.name,
          'title', l.title, 'company', l.company, 'domain', l.domain, 'source', l.source,
          'campaign', l.campaign, 'attributes', l.attributes, 'optedOut', l.opted_out, 'verified', l.verified,
          'createdAt', l.created_at, 'stage', l.stage, 'heat', h.kinds, 'accountId', l.account_id))
        from (values (0), (1), (2), (3)) as place
        join ${leads} as l on l.id = ${accounts.best} ->> place.column1
        left join ${heat} as h on h.lead_id = l.id) as best,
      (select json_object('amount', amount, 'currency', currency, 'stage', stage)
        from ${deals} where ${deals.accountId} = ${accounts.id} and ${deals.outcome} = 'open' limit 1) as deal,
      (select json_group_array(content_id)
        from (select ${contentUses.contentId} from ${contentUses}
          where ${contentUses.leadId} = ${leads.id} limit 4)) as used,
      (select json_group_array(json_object('id', c.id, 'at', c.last_at, 'kind', c.kind, 'title', c.title,
          'heat', h.kinds))
        from (select * from ${claims} where ${claims.leadId} = ${leads.id} and ${claims.state} = 'open'
          order by ${claims.lastAt} desc limit 3) as c
        left join ${heat} as h on h.lead_id = c.visitor) as claims,
      (select json_group_array(json_object('name', name, 'since', at, 'nextAt', next_at))
        from (select * from ${sequences} where ${sequences.leadId} = ${leads.id} and ${sequences.state} = 'in'
          order by ${sequences.at} desc limit 2)) as sequences
    from ${leadKeys}
    join ${leads} on ${leads.id} = ${leadKeys.leadId}
    left join ${tokens} as holder on holder.hash = ${p("tokenHash")}
    left join ${heat} on ${heat.leadId} = ${leads.id}
    left join ${accounts} on ${accounts.id} = ${leads.accountId}
    left join ${people} as owner on owner.id = ${leads.ownerId}
    where ${leadKeys.kind} = ${p("kind")} and ${leadKeys.value} = ${p("value")}`,
);

const list = <Item>(json: string | null): Item[] => (json === null ? [] : JSON.parse(json));
const maybe = <Item>(json: string | null): Item | null => (json === null ? null : JSON.parse(json));

/** The row with its lists as lists. */
export function unpackInsight(row: Packed): InsightRow {
  return {
    lead: row,
    touches: list<TouchRow>(row.touches),
    first: maybe(row.first),
    mine: maybe(row.mine),
    replies: list<ReplyRow>(row.replies).sort((a, b) => b.at - a.at),
    best: list(row.best),
    deal: maybe(row.deal),
    used: list(row.used),
    claims: list<ClaimRow>(row.claims).sort((a, b) => b.at - a.at),
    sequences: list<SequenceRow>(row.sequences).sort((a, b) => b.since - a.since),
  };
}
