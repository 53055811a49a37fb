import { type SQL, sql } from "drizzle-orm";
import { query, type Statement } from "./run.ts";
import { heat, snapshots, stageChanges, touches } from "./schema.ts";

/**
 * Heat from scratch, for when touches change hands or go: everything else is kept by the trigger touch_heats, whose
 * arithmetic this is. shared/domain/heat is the same rule in TypeScript, 1767225600000 its HEAT_EPOCH.
 */

const decayed = (days: number) =>
  sql.raw(`sum(pow(2, (touches.at - 1767225600000) / ${(days * 86_400_000).toFixed(1)}))`);

/** The heat, JSON, of the touches that `which` picks; null where it picks none. The same touches give the same text. */
const heatOf = (which: SQL) => sql`
  (select nullif(json_group_object(key, json(entry) order by key), '{}') from (
    select iif(${touches.direction} = 'ours', 'ours_' || ${touches.kind}, ${touches.kind}) as key,
      json_array(count(*), min(${touches.at}), max(${touches.at}), ${decayed(7)}, ${decayed(30)}, ${decayed(90)}) as entry
    from ${touches} where ${which} group by 1))`;

const deleteCold = query<{ leads: string }, never>(
  (p) => sql`
    delete from ${heat} where ${heat.leadId} in (select value from json_each(${p("leads")}))
      and not exists (select 1 from ${touches} where ${touches.leadId} = ${heat.leadId})`,
);

const writeHeat = query<{ leads: string }, never>(
  (p) => sql`
    with fresh as materialized (
      select wanted.value as lead, ${heatOf(sql`${touches.leadId} = wanted.value`)} as kinds
      from json_each(${p("leads")}) as wanted)
    insert into ${heat} (lead_id, kinds) select lead, kinds from fresh where kinds is not null
    on conflict (lead_id) do update set kinds = excluded.kinds where kinds <> excluded.kinds`,
);

/** The heat of some leads (a JSON list of ids) made anew from their touches; who has none loses the row. */
export const rebuildHeat = (params: { leads: string }): [Statement<never>, Statement<never>] => [
  deleteCold(params),
  writeHeat(params),
];

/** What two heats have in common where they differ in no more than the last bits of their sums. */
const gist = (heatJson: SQL) => sql`
  (select json_group_array(json_array(key, value ->> 0, value ->> 1, value ->> 2,
    format('%.5e', value ->> 3), format('%.5e', value ->> 4), format('%.5e', value ->> 5)) order by key)
  from json_each(${heatJson}))`;

/**
 * The snapshots of stages that an import said (those of some leads, a JSON list of ids): their heat becomes that of the
 * touches up to then, as known now. Only where it differs in six digits.
 */
export const refreshSnapshotHeat = query<{ leads: string }, never>(
  (p) => sql`
    with fresh as materialized (
      select s.id as id, coalesce(${heatOf(sql`${touches.leadId} = s.lead_id and ${touches.at} <= s.at`)}, '{}') as kinds
      from json_each(${p("leads")}) as wanted
      join ${stageChanges} as c on c.lead_id = wanted.value and c.cause in ('import', 'deal')
      join ${snapshots} as s on s.id = c.id and s.lead_id = c.lead_id and s.cause = 'stage')
    update ${snapshots} set facts = json_set(facts, '$.heat', json(fresh.kinds))
    from fresh where snapshots.id = fresh.id
      and ${gist(sql`json_extract(facts, '$.heat')`)} <> ${gist(sql`fresh.kinds`)}`,
);
