import { getTableColumns, sql } from "drizzle-orm";
import { query } from "./run.ts";
import { leads, snapshots, stageChanges } from "./schema.ts";

/** Stage changes and their snapshots as imports write them: whole lists, dated as it happened. */

export type ChangeRecord = typeof stageChanges.$inferSelect;
export type SnapshotRecord = typeof snapshots.$inferSelect;

/** A change of stage, and the facts of then where they were kept. */
export type KnownChange = ChangeRecord & { facts: string | null };

const columns = sql.join(
  Object.entries(getTableColumns(stageChanges)).map(
    ([name, column]) => sql`${column} as ${sql.identifier(name)}`,
  ),
  sql`, `,
);

/** How some leads (a JSON list of ids) came to stand where they stand, oldest first. */
export const changesOfLeads = query<{ leads: string }, KnownChange>(
  (p) => sql`
    select ${columns}, ${snapshots.facts} as facts
    from json_each(${p("leads")}) as wanted
    join ${stageChanges} on ${stageChanges.leadId} = wanted.value
    left join ${snapshots} on ${snapshots.id} = ${stageChanges.id} and ${snapshots.cause} = 'stage'
    order by ${stageChanges.leadId}, ${stageChanges.at}, ${stageChanges.id}`,
);

/** Changes in, a JSON list of ChangeRecord; where none is later, the lead follows by trigger. */
export const writeChanges = query<{ changes: string }, never>(
  (p) => sql`
    insert into ${stageChanges} (id, lead_id, "from", "to", at, since, cause, person_id, reason, restores)
    select c.value ->> 'id', c.value ->> 'leadId', c.value ->> 'from', c.value ->> 'to', c.value ->> 'at',
      c.value ->> 'since', c.value ->> 'cause', c.value ->> 'personId', c.value ->> 'reason', c.value ->> 'restores'
    from json_each(${p("changes")}) as c where true
    on conflict do nothing`,
);

/** Where leads stood before a change is known otherwise by now, a JSON list of `[id, from]`. */
export const writeFroms = query<{ froms: string }, never>(
  (p) => sql`
    update ${stageChanges} set "from" = w.value ->> 1
    from json_each(${p("froms")}) as w where stage_changes.id = w.value ->> 0`,
);

/** What never happened, by a JSON list of ids. */
export const deleteChanges = query<{ ids: string }, never>(
  (p) =>
    sql`delete from ${stageChanges} where ${stageChanges.id} in (select value from json_each(${p("ids")}))`,
);

/** Where leads stand after changes went, a JSON list of `[id, stage, since]`. */
export const writeStandings = query<{ standings: string }, never>(
  (p) => sql`
    update ${leads} set stage = w.value ->> 1, stage_since = w.value ->> 2
    from json_each(${p("standings")}) as w
    where leads.id = w.value ->> 0 and (leads.stage, leads.stage_since) is not (w.value ->> 1, w.value ->> 2)`,
);

/** Snapshots in, a JSON list of SnapshotRecord. */
export const writeSnapshots = query<{ snapshots: string }, never>(
  (p) => sql`
    insert into ${snapshots} (id, lead_id, at, cause, facts)
    select s.value ->> 'id', s.value ->> 'leadId', s.value ->> 'at', s.value ->> 'cause', s.value ->> 'facts'
    from json_each(${p("snapshots")}) as s where true
    on conflict do nothing`,
);

/**
 * The facts of then are known better, a JSON list of `[id, facts]`. The heat among them stays as it stands: it follows the
 * touches (see db/heat.ts), to the letter.
 */
export const writeFacts = query<{ facts: string }, never>(
  (p) => sql`
    update ${snapshots} set facts = json_set(w.value ->> 1, '$.heat', json(json_extract(facts, '$.heat')))
    from json_each(${p("facts")}) as w where snapshots.id = w.value ->> 0`,
);

export const deleteSnapshots = query<{ ids: string }, never>(
  (p) => sql`delete from ${snapshots} where ${snapshots.id} in (select value from json_each(${p("ids")}))`,
);
