import { getTableColumns, sql } from "drizzle-orm";
import { query } from "./run.ts";
import { dealChanges, deals, leads } from "./schema.ts";

/** A deal as it is kept. */
export type DealRecord = typeof deals.$inferSelect;

/** A deal, and at which times it has changed before. */
export type KnownDeal = DealRecord & { changes: string };

const names = Object.keys(getTableColumns(deals));
const columns = sql.join(
  Object.entries(getTableColumns(deals)).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
);
const known = sql`${columns},
  (select json_group_array(${dealChanges.at}) from ${dealChanges} where ${dealChanges.dealId} = ${deals.id}) as changes`;

/** The deals of some leads, a JSON list of ids. */
export const dealsOfLeads = query<{ leads: string }, KnownDeal>(
  (p) => sql`
    select ${known} from json_each(${p("leads")}) as wanted
    join ${deals} on ${deals.leadId} = wanted.value order by ${deals.id}`,
);

/** Deals by their ids, a JSON list. */
export const dealsById = query<{ ids: string }, KnownDeal>(
  (p) => sql`
    select ${known} from json_each(${p("ids")}) as wanted join ${deals} on ${deals.id} = wanted.value`,
);

/**
 * Deals as they are to be, a JSON list of DealRecord: new ones in, known ones over what they were. Their account is
 * that of their lead, and what they were in before follows by trigger.
 */
export const writeDeals = query<{ deals: string }, never>(
  (p) => sql`
    insert into ${deals} (${sql.join(
      Object.values(getTableColumns(deals)).map(({ name }) => sql.identifier(name)),
      sql`, `,
    )})
    select ${sql.join(
      names.map((name) =>
        name === "accountId"
          ? sql`(select ${leads.accountId} from ${leads} where ${leads.id} = d.value ->> 'leadId')`
          : sql.raw(`d.value ->> '${name}'`),
      ),
      sql`, `,
    )}
    from json_each(${p("deals")}) as d where true
    on conflict (id) do update set
      name = excluded.name, stage = excluded.stage, amount = excluded.amount, currency = excluded.currency,
      opened_at = excluded.opened_at, closed_at = excluded.closed_at, outcome = excluded.outcome,
      lost_reason = excluded.lost_reason, changed_at = excluded.changed_at, stand_in = excluded.stand_in,
      attributes = excluded.attributes`,
);

/** Deals that were not, by a JSON list of ids; their history goes with them. */
export const deleteDeals = query<{ ids: string }, never>(
  (p) => sql`delete from ${deals} where ${deals.id} in (select value from json_each(${p("ids")}))`,
);

/** That deals were opened before they ended, a JSON list of `[id, at]`. */
export const writeOpenings = query<{ openings: string }, never>(
  (p) => sql`
    insert into ${dealChanges} (deal_id, at, outcome)
    select o.value ->> 0, o.value ->> 1, 'open' from json_each(${p("openings")}) as o where true
    on conflict do nothing`,
);

/** Times at which deals did not change after all, a JSON list of `[id, at]`. */
export const deleteDealChanges = query<{ changes: string }, never>(
  (p) => sql`
    delete from ${dealChanges}
    where (${dealChanges.dealId}, ${dealChanges.at}) in (
      select c.value ->> 0, c.value ->> 1 from json_each(${p("changes")}) as c)`,
);
