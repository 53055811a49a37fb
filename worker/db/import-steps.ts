import { sql } from "drizzle-orm";
import { type ImportRow, importColumns } from "./imports.ts";
import { query } from "./run.ts";
import {
  accounts,
  deals,
  heat,
  importChunks,
  importSteps,
  imports,
  leadKeys,
  leads,
  stageChanges,
  touches,
} from "./schema.ts";

/**
 * How an import goes on, a step at a time. Whoever takes a step moves the cursor first, in the transaction of all that
 * the step writes: where that is not the next step, or what the step rests on has changed, the trigger
 * import_steps_in_order lets all of it fail.
 */

/** What the trigger says. */
export const isMovedOn = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("import_moved_on");

/** Leads that are no longer as they were read, of a JSON list of `[id, updatedAt, stage, stageSince]`. */
export const changedLeads = (guards: unknown) => sql`
  select 1 from json_each(${guards}) as w left join ${leads} on ${leads.id} = w.value ->> 0
  where (${leads.updatedAt}, ${leads.stage}, ${leads.stageSince}) is not (w.value ->> 1, w.value ->> 2, w.value ->> 3)`;

/** Keys that somebody has by now, of a JSON list of `[kind, value, lead]`. */
const takenKeys = (keys: unknown) => sql`
  select 1 from json_each(${keys}) as k
  join ${leadKeys} on ${leadKeys.kind} = k.value ->> 0 and ${leadKeys.value} = k.value ->> 1`;

/** Leads whose past is no longer as it was read, of a JSON list (see Rests). */
const changedPasts = (pasts: unknown) => sql`
  select 1 from json_each(${pasts}) as w
  where (select count(*) from ${deals} where ${deals.leadId} = w.value ->> 0) <> w.value ->> 1
    or (select count(*) from ${stageChanges} where ${stageChanges.leadId} = w.value ->> 0) <> w.value ->> 2
    or exists (select 1 from ${heat} where ${heat.leadId} = w.value ->> 0) <> w.value ->> 3`;

/** Touches that are there by now, of a JSON list of ids. */
const takenTouches = (ids: unknown) => sql`
  select 1 from json_each(${ids}) as t join ${touches} on ${touches.id} = t.value`;

/** Deals that are no longer as they were read, of a JSON list (see Rests). */
const changedDeals = (guards: unknown) => sql`
  select 1 from json_each(${guards}) as w left join ${deals} on ${deals.id} = w.value ->> 0
  where (${deals.id} is not null) <> w.value ->> 1 or ${deals.changedAt} is not w.value ->> 2`;

/** What a step rests on, JSON lists: where that has changed since it was read, it is not taken. */
export interface Rests {
  /** `[id, updatedAt, stage, stageSince]` of leads, nulls where there was none. */
  guards: string;
  /** `[id, deals, stage changes, whether it has heat]` of known leads: how many of each; null where nobody looked. */
  pasts: string;
  /** `[kind, value, lead]` of keys that are free. */
  keys: string;
  /** Ids of touches that are new. */
  touches: string;
  /** `[id, whether it was there, changedAt]` of deals. */
  deals: string;
}

export interface StepTaken {
  id: string;
  /** The step that this one follows. */
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
  leaseUntil: number;
}

/** The next step of a running import, where all that it rests on is as it was. */
export const takeStep = query<StepTaken & Rests, never>(
  (p) => sql`
    update ${imports} set
      step = iif(
        exists (${changedLeads(p("guards"))}) or exists (${changedPasts(p("pasts"))})
          or exists (${takenKeys(p("keys"))}) or exists (${takenTouches(p("touches"))})
          or exists (${changedDeals(p("deals"))}),
        -1, ${p("step")} + 1),
      chunk = ${p("chunk")}, letter = ${p("letter")}, done = done + ${p("rows")},
      created = created + ${p("created")}, updated = updated + ${p("updated")},
      unchanged = unchanged + ${p("unchanged")}, refused = refused + ${p("refused")},
      conflicts = conflicts + ${p("conflicts")}, odd = ${p("odd")}, attempts = 0, lease_until = ${p("leaseUntil")}
    where id = ${p("id")}`,
);

export type StepRow = typeof importSteps.$inferSelect;

/** What a step did; in the place of one that was taken back before. */
export const writeStep = query<StepRow, never>(
  (p) => sql`
    insert into ${importSteps} (import_id, step, leads, odd, refused, undo)
    values (${p("importId")}, ${p("step")}, ${p("leads")}, ${p("odd")}, ${p("refused")}, ${p("undo")})
    on conflict (import_id, step) do update set
      leads = excluded.leads, odd = excluded.odd, refused = excluded.refused, undo = excluded.undo`,
);

export const readStep = query<{ importId: string; step: number }, Pick<StepRow, "leads" | "odd" | "undo">>(
  (p) => sql`
    select ${importSteps.leads} as leads, ${importSteps.odd} as odd, ${importSteps.undo} as undo from ${importSteps}
    where ${importSteps.importId} = ${p("importId")} and ${importSteps.step} = ${p("step")}`,
);

const withFile = sql`exists (
  select 1 from ${importChunks} where ${importChunks.importId} = ${imports.id} and ${importChunks.number} = 0)`;

/** Whether there is something left to do. What one has written that was stopped or failed is ranked all the same. */
const isOpen = sql`(
  ${imports.state} = 'running' or (${imports.state} in ('stopped', 'failed') and ${imports.ranked} < ${imports.step}))`;

/** Work on an import unless somebody does; gives it as it stands. */
export const leaseImport = query<{ id: string; now: number; until: number }, ImportRow>(
  (p) => sql`
    update ${imports} set lease_until = ${p("until")}, attempts = attempts + 1
    where id = ${p("id")} and lease_until <= ${p("now")} and ${isOpen}
    returning ${importColumns}`,
);

/** The work ends, or goes on, until another time. */
export const moveLease = query<{ id: string; from: number; to: number }, never>(
  (p) =>
    sql`update ${imports} set lease_until = ${p("to")} where id = ${p("id")} and lease_until = ${p("from")}`,
);

/** Imports that nobody works on, the oldest first. */
export const idleImports = query<{ now: number }, { id: string }>(
  (p) => sql`
    select ${imports.id} as id from ${imports}
    where ${imports.leaseUntil} <= ${p("now")} and ${isOpen} order by ${imports.startedAt} limit 10`,
);

/** All rows are written. */
export const beginRanking = query<{ id: string; step: number }, never>(
  (p) => sql`
    update ${imports} set phase = 'ranking'
    where id = ${p("id")} and state = 'running' and phase = 'writing' and step = ${p("step")}`,
);

/** All accounts are ranked. */
export const finishImport = query<{ id: string; now: number }, { id: string }>(
  (p) => sql`
    update ${imports} set state = 'done', phase = null, finished_at = ${p("now")}
    where id = ${p("id")} and state = 'running' and phase = 'ranking' and ranked = step returning id`,
);

/** It cannot go on, and why, in words. */
export const failImport = query<{ id: string; step: number; error: string; now: number }, never>(
  (p) => sql`
    update ${imports} set state = 'failed', phase = null, error = ${p("error")}, finished_at = ${p("now")}
    where id = ${p("id")} and state = 'running' and step = ${p("step")}`,
);

/** The leads that steps wrote, up to a step and including it. */
export const leadsOfSteps = query<{ importId: string; after: number; last: number }, { leads: string }>(
  (p) => sql`
    select ${importSteps.leads} as leads from ${importSteps}
    where ${importSteps.importId} = ${p("importId")}
      and ${importSteps.step} > ${p("after")} and ${importSteps.step} <= ${p("last")}
    order by ${importSteps.step}`,
);

/** Only while the steps after `from` are not ranked. */
const notRanked = (id: unknown, from: unknown) => sql`
  exists (select 1 from ${imports} where ${imports.id} = ${id} and ${imports.ranked} = ${from})`;

/** What ranking changed at accounts, a JSON list of `{id, before, best}`, kept with the last of the steps. */
export const keepBest = query<{ importId: string; from: number; step: number; accounts: string }, never>(
  (p) => sql`
    update ${importSteps}
    set undo = json_set(undo, '$.best', json_object('from', ${p("from")}, 'accounts', json(${p("accounts")})))
    where import_id = ${p("importId")} and step = ${p("step")} and ${notRanked(p("importId"), p("from"))}`,
);

export const writeRanked = query<{ importId: string; from: number; accounts: string }, never>(
  (p) => sql`
    update ${accounts} set best = w.value ->> 'best' from json_each(${p("accounts")}) as w
    where accounts.id = w.value ->> 'id' and ${notRanked(p("importId"), p("from"))}`,
);

export const moveRanked = query<{ id: string; from: number; to: number; leaseUntil: number }, never>(
  (p) => sql`
    update ${imports} set ranked = ${p("to")}, attempts = 0, lease_until = ${p("leaseUntil")}
    where id = ${p("id")} and ranked = ${p("from")}`,
);

/** An import waits no longer. Gives a row where it did, and its file is still there. */
export const startImport = query<
  { id: string; now: number; mapping: string; answers: string; afterContact: string; reading: string },
  { id: string }
>(
  (p) => sql`
    update ${imports} set state = 'running', phase = 'writing', started_at = ${p("now")}, finished_at = null,
      mapping = ${p("mapping")}, answers = ${p("answers")}, after_contact = ${p("afterContact")},
      reading = ${p("reading")}, error = null, attempts = 0, lease_until = 0
    where id = ${p("id")} and state = 'mapping' and ${withFile} returning id`,
);

/** What the start itself wrote, as step 0 of an import that began just now. Of one that did not, the batch fails. */
export const writeStart = query<{ importId: string; now: number; undo: string }, never>(
  (p) => sql`
    insert into ${importSteps} (import_id, step, leads, odd, refused, undo)
    values ((select ${imports.id} from ${imports} where ${imports.id} = ${p("importId")} and ${imports.state} = 'running'
      and ${imports.startedAt} = ${p("now")}), 0, '[]', '{}', '[]', ${p("undo")})
    on conflict do nothing`,
);

/** What the database says then. */
export const isNotStarted = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("NOT NULL constraint failed: import_steps.import_id");

/** One that was stopped or failed goes on where it was. */
export const resumeImport = query<{ id: string }, { id: string }>(
  (p) => sql`
    update ${imports} set state = 'running', phase = 'writing', finished_at = null, error = null, attempts = 0,
      lease_until = 0
    where id = ${p("id")} and state in ('stopped', 'failed') and reading is not null and ${withFile} returning id`,
);

export const stopImport = query<{ id: string; now: number }, { id: string }>(
  (p) => sql`
    update ${imports} set state = 'stopped', phase = null, finished_at = ${p("now")}, attempts = 0, lease_until = 0
    where id = ${p("id")} and state = 'running' returning id`,
);

/** Take back all steps, the last first. Gives a row where there is something to take back, and it still can be. */
export const beginUndoing = query<{ id: string; since: number }, { id: string }>(
  (p) => sql`
    update ${imports} set state = 'running', phase = 'undoing', error = null, attempts = 0, lease_until = 0
    where id = ${p("id")} and state in ('done', 'stopped', 'failed') and started_at is not null
      and finished_at > ${p("since")}
    returning id`,
);
