import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { query, type Statement } from "./run.ts";
import { cooled, heat, snapshots, stageChanges, touches } from "./schema.ts";

/**
 * Heat from scratch, for when touches change hands or go: everything else is kept by the trigger touch_heats, whose
 * arithmetic this is. shared/domain/heat is the same rule in TypeScript, 1767225600000 its HEAT_EPOCH. What retention
 * has left of touches that are gone (`cooled`) counts like them.
 */

const decayed = (days: number) =>
  sql.raw(`sum(pow(2, (touches.at - 1767225600000) / ${(days * 86_400_000).toFixed(1)}))`);

const kindOf = sql`iif(${touches.direction} = 'ours', 'ours_' || ${touches.kind}, ${touches.kind})`;

/** Rows of touches as heat has them: one a kind, and a value of each of `by`. */
export function warmthOf(which: SQL, by: readonly SQLiteColumn[] = []): SQL {
  const others = sql.join(by.map((column) => sql`, ${column}`));
  return sql`
    select ${kindOf} as key, count(*) as n, min(${touches.at}) as first, max(${touches.at}) as last,
      ${decayed(7)} as s7, ${decayed(30)} as s30, ${decayed(90)} as s90 ${others}
    from ${touches} where ${which} group by ${kindOf} ${others}`;
}

/** Entries of heats' JSON as such rows: `e`, which is read last in `from`, goes over them. */
export const warmthIn = (from: SQL, which: SQL) => sql`
  select e.key as key, e.value ->> 0 as n, e.value ->> 1 as first, e.value ->> 2 as last,
    e.value ->> 3 as s7, e.value ->> 4 as s30, e.value ->> 5 as s90
  from ${from} where ${which}`;

/** Such rows, added up, as a heat's JSON; null where there are none. The same rows give the same text. */
export const heatFrom = (warmth: SQL) => sql`
  (select nullif(json_group_object(key, json(entry) order by key), '{}') from (
    select key, json_array(sum(n), min(first), max(last), sum(s7), sum(s30), sum(s90)) as entry
    from (${warmth}) group by key))`;

/** The heat, JSON, of a lead: of its touches and of those that are gone, up to a time where one is given. */
const heatOf = (leadId: SQL, until?: SQL) =>
  heatFrom(sql`
  ${warmthOf(sql`${touches.leadId} = ${leadId} ${until ? sql`and ${touches.at} <= ${until}` : sql``}`)}
  union all
  ${warmthIn(
    sql`${cooled}, json_each(${cooled.kinds}) as e`,
    sql`${cooled.leadId} = ${leadId} ${until ? sql`and e.value ->> 2 <= ${until}` : sql``}`,
  )}`);

const deleteCold = query<{ leads: string }, never>(
  (p) => sql`
    delete from ${heat} where ${heat.leadId} in (select value from json_each(${p("leads")}))
      and not exists (select 1 from ${touches} where ${touches.leadId} = ${heat.leadId})
      and not exists (select 1 from ${cooled} where ${cooled.leadId} = ${heat.leadId})`,
);

const writeHeat = query<{ leads: string }, never>(
  (p) => sql`
    with fresh as materialized (
      select wanted.value as lead, ${heatOf(sql`wanted.value`)} as kinds
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
      select s.id as id, coalesce(${heatOf(sql`s.lead_id`, sql`s.at`)}, '{}') as kinds
      from json_each(${p("leads")}) as wanted
      join ${stageChanges} as c on c.lead_id = wanted.value and c.cause in ('import', 'deal')
      join ${snapshots} as s on s.id = c.id and s.lead_id = c.lead_id and s.cause = 'stage')
    update ${snapshots} set facts = json_set(facts, '$.heat', json(fresh.kinds))
    from fresh where snapshots.id = fresh.id
      and ${gist(sql`json_extract(facts, '$.heat')`)} <> ${gist(sql`fresh.kinds`)}`,
);
