import { type SQL, sql } from "drizzle-orm";
import { changedLeads } from "./import-steps.ts";
import { query } from "./run.ts";
import {
  accounts,
  attributes,
  conflicts,
  contentRequests,
  contentUses,
  currentVerdicts,
  dealChanges,
  deals,
  heat,
  importSteps,
  imports,
  leadKeys,
  leads,
  merges,
  stageChanges,
  touches,
} from "./schema.ts";

/** What takes the steps of an import back. */

const listed = (list: unknown) => sql`(select value from json_each(${list}))`;

/** Ids of a step's own rows, JSON lists: the leads that it made, and what it wrote beside them. */
export interface Own {
  leads: string;
  touches: string;
  deals: string;
  changes: string;
}

/** The leads on which something else hangs by now: they must stay. */
const held = (p: (name: keyof Own) => unknown): SQL => sql`
  select w.value as id from json_each(${p("leads")}) as w
  where exists (select 1 from ${currentVerdicts} where ${currentVerdicts.leadId} = w.value)
    or exists (select 1 from ${touches} where ${touches.leadId} = w.value and ${touches.id} not in ${listed(p("touches"))})
    or exists (select 1 from ${deals} where ${deals.leadId} = w.value and ${deals.id} not in ${listed(p("deals"))})
    or exists (
      select 1 from ${stageChanges}
      where ${stageChanges.leadId} = w.value and ${stageChanges.id} not in ${listed(p("changes"))})
    or exists (select 1 from ${contentUses} where ${contentUses.leadId} = w.value)
    or exists (select 1 from ${merges} where ${merges.intoId} = w.value)
    or exists (select 1 from ${merges} where ${merges.fromId} = w.value)
    or w.value in (select ${contentRequests.leadId} from ${contentRequests})`;

export const heldLeads = query<Own, { id: string }>((p) => held(p));

/** Whose the touches, deals and stage changes of a step are by now: a merge may have moved them. */
export const ownersOf = query<Own, { leadId: string }>(
  (p) => sql`
    select ${touches.leadId} as "leadId" from ${touches} where ${touches.id} in ${listed(p("touches"))}
    union select ${deals.leadId} from ${deals} where ${deals.id} in ${listed(p("deals"))}
    union select ${stageChanges.leadId} from ${stageChanges} where ${stageChanges.id} in ${listed(p("changes"))}`,
);

export interface StepUndone {
  id: string;
  /** The step that is taken back. */
  step: number;
  chunk: number;
  letter: number;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  conflicts: number;
  odd: string;
  ranked: number;
  leaseUntil: number;
}

/** One step back, where the leads are as they were read and nothing hangs on those that go. */
export const takeStepBack = query<StepUndone & { guards: string } & Own, never>(
  (p) => sql`
    update ${imports} set
      step = iif(exists (${changedLeads(p("guards"))}) or exists (${held(p)}), -1, ${p("step")} - 1),
      chunk = ${p("chunk")}, letter = ${p("letter")}, done = done - ${p("rows")},
      created = created - ${p("created")}, updated = updated - ${p("updated")},
      unchanged = unchanged - ${p("unchanged")}, refused = refused - ${p("refused")},
      conflicts = conflicts - ${p("conflicts")}, odd = ${p("odd")}, ranked = min(ranked, ${p("ranked")}),
      attempts = 0, lease_until = ${p("leaseUntil")}
    where id = ${p("id")}`,
);

export const deleteStep = query<{ importId: string; step: number }, never>(
  (p) => sql`
    delete from ${importSteps}
    where ${importSteps.importId} = ${p("importId")} and ${importSteps.step} = ${p("step")}`,
);

export const deleteTouches = query<{ ids: string }, never>(
  (p) => sql`delete from ${touches} where ${touches.id} in ${listed(p("ids"))}`,
);

/** First contacts, made anew from the touches of some leads. */
export const refreshFirstContact = query<{ leads: string }, never>(
  (p) => sql`
    update ${leads} set first_contact_at = (
      select min(${touches.at}) from ${touches}
      where ${touches.leadId} = ${leads.id} and ${touches.direction} = 'ours' and ${touches.personId} is not null)
    where ${leads.id} in ${listed(p("leads"))}`,
);

/** The heat of leads as it was, a JSON list of `[id, kinds]`; null where there was none. */
export const restoreHeat = query<{ heat: string }, never>(
  (p) => sql`
    update ${heat} set kinds = w.value ->> 1 from json_each(${p("heat")}) as w
    where heat.lead_id = w.value ->> 0 and w.value ->> 1 is not null`,
);
export const dropHeat = query<{ leads: string }, never>(
  (p) => sql`delete from ${heat} where ${heat.leadId} in ${listed(p("leads"))}`,
);

/** The only times at which deals have changed, a JSON list of `[id, times]`. */
export const keepDealChanges = query<{ deals: string }, never>(
  (p) => sql`
    delete from ${dealChanges} where exists (
      select 1 from json_each(${p("deals")}) as w
      where w.value ->> 0 = ${dealChanges.dealId}
        and ${dealChanges.at} not in (select value from json_each(w.value, '$[1]')))
      and ${dealChanges.dealId} in (select w.value ->> 0 from json_each(${p("deals")}) as w)`,
);

/** Keys that a lead got, a JSON list of `[kind, value, lead]`. */
export const deleteKeys = query<{ keys: string }, never>(
  (p) => sql`
    delete from ${leadKeys}
    where (${leadKeys.kind}, ${leadKeys.value}, ${leadKeys.leadId}) in (
      select k.value ->> 0, k.value ->> 1, k.value ->> 2 from json_each(${p("keys")}) as k)`,
);

const deleteKeysOfLeads = query<{ leads: string }, never>(
  (p) => sql`delete from ${leadKeys} where ${leadKeys.leadId} in ${listed(p("leads"))}`,
);
const deleteConflictsOfLeads = query<{ leads: string }, never>(
  (p) => sql`
    delete from ${conflicts}
    where ${conflicts.leadA} in ${listed(p("leads"))} or ${conflicts.leadB} in ${listed(p("leads"))}`,
);
const deleteLeadRows = query<{ leads: string }, never>(
  (p) => sql`delete from ${leads} where ${leads.id} in ${listed(p("leads"))}`,
);

/** Leads that never were, by a JSON list of ids; their touches, deals and history are gone already. */
export const deleteLeads = (params: { leads: string }) => [
  deleteKeysOfLeads(params),
  deleteConflictsOfLeads(params),
  dropHeat(params),
  deleteLeadRows(params),
];

/**
 * Who was best at accounts, a JSON list of `{id, before, best}`. Where that has changed since, whoever is among them now
 * and is not gone stays before those who were.
 */
export const restoreBest = query<{ accounts: string }, never>(
  (p) => sql`
    update ${accounts} set best = (
      select json_group_array(value) from (
        select value from json_each(iif(accounts.best = w.value ->> 'best', '[]', accounts.best))
          where value in (select ${leads.id} from ${leads})
        union all select value from json_each(w.value ->> 'before')
          where value in (select ${leads.id} from ${leads}) and (accounts.best = w.value ->> 'best'
            or value not in (select value from json_each(accounts.best)))
        limit 5))
    from json_each(${p("accounts")}) as w where accounts.id = w.value ->> 'id'`,
);

/** No lead that is gone is among the best of these accounts, a JSON list of ids. */
export const dropFromBest = query<{ accounts: string }, never>(
  (p) => sql`
    update ${accounts} set best = (
      select json_group_array(value) from json_each(accounts.best) where value in (select ${leads.id} from ${leads}))
    where ${accounts.id} in ${listed(p("accounts"))}
      and exists (select 1 from json_each(accounts.best) where value not in (select ${leads.id} from ${leads}))`,
);

/** Accounts that nobody works at any more, of a JSON list of ids. */
export const deleteAccounts = query<{ accounts: string }, never>(
  (p) => sql`
    delete from ${accounts}
    where ${accounts.id} in ${listed(p("accounts"))} and ${accounts.leads} = 0
      and not exists (select 1 from ${deals} where ${deals.accountId} = ${accounts.id})`,
);

/** Attributes that the import made known, by a JSON list of names, as far as no other import has them. */
export const deleteAttributes = query<{ importId: string; names: string }, never>(
  (p) => sql`
    delete from ${attributes}
    where ${attributes.name} in ${listed(p("names"))} and not exists (
      select 1 from ${imports} as other, json_each(other.reading, '$.columns') as c
      where other.id <> ${p("importId")} and other.started_at is not null
        and c.value ->> 'to' = 'attribute:' || ${attributes.name})`,
);

/** All is taken back: the file waits to be started again. */
export const finishUndo = query<{ id: string }, never>(
  (p) => sql`
    update ${imports} set state = 'mapping', phase = null, started_at = null, finished_at = null, reading = null,
      chunk = 0, letter = 0, ranked = 0, odd = '{}', error = null, attempts = 0, lease_until = 0
    where id = ${p("id")} and state = 'running' and phase = 'undoing' and step = 0`,
);
