import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { isKey } from "./keys.ts";
import { filledFields } from "./merges.ts";
import { query } from "./run.ts";
import {
  accounts,
  claims,
  contentRequests,
  contentUses,
  cooled,
  currentVerdicts,
  deals,
  leadKeys,
  leads,
  mergeMoves,
  merges,
  replyRecipients,
  seen,
  sequences,
  snapshots,
  stageChanges,
  touches,
  verdicts,
} from "./schema.ts";
import { seenDays } from "./seen.ts";

/** What a merge moves from one lead to the other, and what follows from it. Each row is noted, so that it can go back. */

const quoted = (text: string) => sql.raw(`'${text}'`);

type Note = (p: (name: "id" | "from") => Placeholder) => SQL;

const ofLead =
  (place: string, table: SQL, id = "id"): Note =>
  (p) =>
    sql`select ${p("id")}, ${quoted(place)}, ${sql.raw(id)} from ${table} where lead_id = ${p("from")}`;

/** Those that came by a key of the lead's go where the key goes. */
const ownTouches: Note = (p) => sql`
  select ${p("id")}, 'touches', t.id from ${touches} as t
  where t.lead_id = ${p("from")} and (t.via is null or not exists (
    select 1 from ${leadKeys} as k where ${isKey(sql`k`, sql`t.via`)} and k.lead_id = t.lead_id))`;

const dealsOfUndo: Note = (p) => sql`
  select ${p("id")}, 'deals', value ->> 0 from ${merges} as m, json_each(m.undo, '$.deals') where m.id = ${p("id")}`;

/** What was seen of both leads on one day was set aside when the merge was written. */
const seenOnce: Note = (p) => sql`
  select ${p("id")}, 'seen', s.day || '|' || s.person_id from ${seen} as s
  where s.day in ${seenDays} and s.lead_id = ${p("from")} and not exists (
    select 1 from ${merges} as m, json_each(m.undo, '$.seen') as aside where m.id = ${p("id")}
      and aside.value ->> 'day' = s.day and aside.value ->> 'personId' = s.person_id)`;

const note = (notes: readonly Note[]) =>
  query<{ id: string; from: string }, never>(
    (p) => sql`
      insert into ${mergeMoves} (merge_id, place, row_id)
      ${sql.join(
        notes.map((each) => each(p)),
        sql` union all `,
      )}`,
  );

// D1 takes five at once.
const notes = [
  note([
    ofLead("lead_keys", sql`${leadKeys}`, "kind || ':' || value"),
    ownTouches,
    ofLead("verdicts", sql`${verdicts}`),
    ofLead("stage_changes", sql`${stageChanges}`),
    dealsOfUndo,
  ]),
  note([
    ofLead("content_uses", sql`${contentUses}`),
    ofLead("content_requests", sql`${contentRequests}`),
    seenOnce,
  ]),
];

/** Note which rows move. Snapshots and replies go with the verdict, or the change of stage, that they belong to. */
export const noteMoves = (params: { id: string; from: string }) => notes.map((each) => each(params));

export const forgetMoves = query<{ id: string }, never>(
  (p) => sql`delete from ${mergeMoves} where merge_id = ${p("id")}`,
);

/** Whose the rows of a merge are, and whose they become. */
interface Hands {
  id: string;
  giver: string;
  taker: string;
}

/** The ids of the rows that a merge moved at one place. */
const noted = (id: SQL, place: string) => sql`
  (select row_id from ${mergeMoves} where merge_id = ${id} and place = ${quoted(place)})`;

const move = (table: SQL, place: string, id = "id", verb = "update") =>
  query<Hands, never>(
    (p) => sql`
      ${sql.raw(verb)} ${table} set lead_id = ${p("taker")}
      where lead_id = ${p("giver")} and ${sql.raw(id)} in ${noted(sql`${p("id")}`, place)}`,
  );

/** What came by a key, or is about one. */
const by = (table: SQL, key: string) =>
  query<Hands, never>(
    (p) => sql`
      update ${table} set lead_id = ${p("taker")}
      where lead_id = ${p("giver")} and ${sql.raw(key)} in ${noted(sql`${p("id")}`, "lead_keys")}`,
  );

const places = [
  move(sql`${leadKeys}`, "lead_keys", "kind || ':' || value"),
  query<Hands, never>(
    (p) => sql`
      update ${touches} set lead_id = ${p("taker")}
      where lead_id = ${p("giver")} and (id in ${noted(sql`${p("id")}`, "touches")} or via in ${noted(sql`${p("id")}`, "lead_keys")})`,
  ),
  ...[by(sql`${sequences}`, "via"), by(sql`${cooled}`, "via"), by(sql`${claims}`, "key")],
  move(sql`${snapshots}`, "verdicts"),
  move(sql`${snapshots}`, "stage_changes"),
  move(sql`${stageChanges}`, "stage_changes"),
  move(sql`${verdicts}`, "verdicts"),
  // A reply that reached the rep beside both leads stays behind: it was set aside when the merge was written.
  move(sql`${replyRecipients}`, "verdicts", "verdict_id", "update or ignore"),
  move(sql`${contentUses}`, "content_uses"),
  move(sql`${contentRequests}`, "content_requests"),
  query<Hands, never>(
    (p) => sql`
      update ${seen} set lead_id = ${p("taker")}
      where (day, lead_id, person_id) in (
        select substr(row_id, 1, 10), ${p("giver")}, substr(row_id, 12) from ${mergeMoves}
        where merge_id = ${p("id")} and place = 'seen')`,
  ),
] as const;

/** The noted rows of one lead become the other's; deals apart. */
export const moveRows = (hands: Hands) => places.map((place) => place(hands));

const dropSeen = query<{ from: string }, never>(
  (p) => sql`delete from ${seen} where day in ${seenDays} and lead_id = ${p("from")}`,
);
const dropRecipients = query<{ id: string; from: string }, never>(
  (p) => sql`
    delete from ${replyRecipients}
    where lead_id = ${p("from")} and verdict_id in ${noted(sql`${p("id")}`, "verdicts")}`,
);
const dropStandIns = query<{ id: string }, never>(
  (p) => sql`
    delete from ${deals} where id in (
      select value ->> 'id' from ${merges} as m, json_each(m.undo, '$.standIns') where m.id = ${p("id")})`,
);

/** What was set aside leaves its place, after the rows have moved. */
export const dropAside = (params: { id: string; from: string }) => [
  dropSeen(params),
  dropRecipients(params),
  dropStandIns(params),
];

/** The deals follow their lead, to its account. */
export const takeDeals = query<{ id: string; into: string }, never>(
  (p) => sql`
    update ${deals} set lead_id = ${p("into")},
      account_id = (select l.account_id from ${leads} as l where l.id = ${p("into")})
    where id in ${noted(sql`${p("id")}`, "deals")}`,
);

/** And back, from Undo's list: to the account that they were at, unless somebody has put them elsewhere since. */
export const returnDeals = query<{ deals: string; into: string; from: string }, never>(
  (p) => sql`
    update ${deals} set lead_id = ${p("from")},
      account_id = iif(account_id is (select l.account_id from ${leads} as l where l.id = ${p("into")}),
        was.value ->> 1, account_id)
    from json_each(${p("deals")}) as was
    where deals.id = was.value ->> 0 and deals.lead_id = ${p("into")}`,
);

/** Stand-ins that are back, by a JSON list of ids, where their lead got a real deal meanwhile. */
export const dropReplaced = query<{ ids: string }, never>(
  (p) => sql`
    delete from ${deals} where id in (select value from json_each(${p("ids")})) and stand_in = 1
      and exists (select 1 from ${deals} as r where r.lead_id = deals.lead_id and r.stand_in = 0)`,
);

const firstWon = sql`
  (select min(d.closed_at) from ${deals} as d where d.account_id = accounts.id and d.outcome = 'won')`;

/** When some accounts (a JSON list of ids) first won a deal. */
export const recountCustomers = query<{ accounts: string }, never>(
  (p) => sql`
    update ${accounts} set customer_since = ${firstWon}
    where id in (select value from json_each(${p("accounts")})) and customer_since is not ${firstWon}`,
);

/** A lead that is no more is nobody's best. */
export const forgetBest = query<{ accountId: string | null; id: string }, never>(
  (p) => sql`
    update ${accounts} set best = (select json_group_array(value) from json_each(best) where value <> ${p("id")})
    where id = ${p("accountId")} and exists (select 1 from json_each(best) where value = ${p("id")})`,
);

export const deleteLead = query<{ id: string }, never>(
  (p) => sql`delete from ${leads} where id = ${p("id")}`,
);

/** What a lead's row says, from JSON of Filled and its id. */
export const fillLead = query<{ lead: string }, never>((p) => {
  const values = filledFields.map(
    (field) => sql`${sql.identifier(leads[field].name)} = told ->> ${quoted(field)}`,
  );
  return sql`
    update ${leads} set ${sql.join(values, sql`, `)}
    from (select ${p("lead")} as told) where id = told ->> 'id'`;
});

const dropCurrent = query<{ leads: string }, never>(
  (p) => sql`delete from ${currentVerdicts} where lead_id in (select value from json_each(${p("leads")}))`,
);
const writeCurrent = query<{ leads: string }, never>(
  (p) => sql`
    insert into ${currentVerdicts} (lead_id, person_id, verdict_id, verdict, at)
    select lead_id, person_id, id, verdict, at from (
      select *, row_number() over (partition by lead_id, person_id order by at desc, id desc) as place
      from ${verdicts} where lead_id in (select value from json_each(${p("leads")})))
    where place = 1`,
);

/** Which verdict counts of each rep on some leads (a JSON list of ids), made anew. */
export const recountVerdicts = (params: { leads: string }) => [dropCurrent(params), writeCurrent(params)];

const counted = (verdict: "good" | "bad") => sql`
  (select count(*) from ${currentVerdicts} as c where c.lead_id = leads.id and c.verdict = ${quoted(verdict)})`;
const newest = (what: string) => sql`
  (select ${sql.raw(what)} from ${stageChanges} as c where c.lead_id = leads.id order by c.at desc, c.id desc limit 1)`;

/** Where a merged lead stands, its counters and its first contact; `firstContactAt` is the other's. */
export const standMerged = query<{ id: string; firstContactAt: number | null }, never>(
  (p) => sql`
    update ${leads} set
      stage = coalesce(${newest('c."to"')}, 'inquiry'), stage_since = coalesce(${newest("c.since")}, created_at),
      first_contact_at = coalesce(min(first_contact_at, ${p("firstContactAt")}), first_contact_at, ${p("firstContactAt")}),
      good = ${counted("good")}, bad = ${counted("bad")}
    where id = ${p("id")}`,
);

export interface Stood {
  id: string;
  lastChange: string | null;
  stage: string;
  stageSince: number;
  createdAt: number;
  firstContactAt: number | null;
}

/**
 * Where a lead stands when it is parted: as it stood before, unless it was moved since; from its beginning, where it
 * stood so before, also if that turned out to be another day. Likewise its first contact.
 */
export const standParted = query<Stood, never>((p) => {
  const unmoved = sql`${newest("c.id")} is ${p("lastChange")}`;
  return sql`
    update ${leads} set
      stage = iif(${unmoved}, ${p("stage")}, ${newest('c."to"')}),
      stage_since = iif(${unmoved}, iif(${p("stage")} = 'inquiry' and ${p("stageSince")} = ${p("createdAt")},
        created_at, ${p("stageSince")}), ${newest("c.since")}),
      first_contact_at = (select min(at) from (
        select ${p("firstContactAt")} as at
        union all select t.at from ${touches} as t
        where t.lead_id = ${p("id")} and t.direction = 'ours' and t.person_id is not null)),
      good = ${counted("good")}, bad = ${counted("bad")}
    where id = ${p("id")}`;
});
