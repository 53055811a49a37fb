import { type SQL, sql } from "drizzle-orm";
import { type LeadRow, leadColumns } from "./leads.ts";
import { type Database, query, type Statement } from "./run.ts";
import { accounts, heat, leads, merges, people } from "./schema.ts";

/** Which lead stands for an id, after all merges that nobody has undone. */

/** The id of the lead that stands for `id` (itself, where it was never merged); null where there is none. */
export const standsFor = (id: SQL) => sql`(
  with recursive way(id) as (
    select ${id}
    union select ${merges.intoId} from way join ${merges} on ${merges.fromId} = way.id and ${merges.undoneAt} is null)
  select ${leads.id} from way join ${leads} on ${leads.id} = way.id)`;

/** The ids that a lead stands for, its own among them, as a list of rows. */
export const standsForAll = (id: SQL) => sql`(
  with recursive crowd(id) as (
    select ${id}
    union select ${merges.fromId} from crowd join ${merges} on ${merges.intoId} = crowd.id and ${merges.undoneAt} is null)
  select crowd.id from crowd)`;

/** Which leads stand for some ids (a JSON list); those that nobody stands for are left out. */
export const leadsStanding = query<{ ids: string }, { asked: string; id: string }>(
  (p) => sql`
    select * from (select value as asked, ${standsFor(sql`value`)} as id from json_each(${p("ids")}))
    where id is not null`,
);

const leadStanding = query<{ id: string }, LeadRow>(
  (p) => sql`
    select ${leadColumns}, ${people.name} as "ownerName"
    from ${leads}
    left join ${heat} on ${heat.leadId} = ${leads.id}
    left join ${accounts} on ${accounts.id} = ${leads.accountId}
    left join ${people} on ${people.id} = ${leads.ownerId}
    where ${leads.id} = ${standsFor(sql`${p("id")}`)}`,
);

/**
 * The lead that stayed of two, asked for by the id of the one that is no more; or that one itself, where they have
 * been parted by now. For when an id was not found.
 */
export async function mergedLead(db: Database, id: string): Promise<LeadRow | undefined> {
  const [lead] = await db.all(leadStanding({ id }));
  return lead;
}

const haveMet = query<{ one: string; other: string }, { met: number }>(
  (p) => sql`
    with recursive crowd(id) as (
      select ${p("one")}
      union select iif(${merges.intoId} = crowd.id, ${merges.fromId}, ${merges.intoId})
      from crowd join ${merges} on crowd.id in (${merges.intoId}, ${merges.fromId}))
    select 1 as met from crowd where id = ${p("other")}`,
);

/** Whether two ids were one lead at some time, undone merges included. */
export const wereOne = async (db: Database, one: string, other: string): Promise<boolean> =>
  one === other || (await db.all(haveMet({ one, other }))).length > 0;

/**
 * Write something for a lead by a statement that writes only where the lead is there; where it was merged into another
 * since it was read, for that one.
 * @returns whether it was written; false where it is here already, or the lead is gone
 */
export async function writeBeside(
  db: Database,
  lead: LeadRow,
  write: (lead: LeadRow) => Statement,
): Promise<boolean> {
  const written = await db.all(write(lead));
  if (written.length > 0) return true;
  const now = await mergedLead(db, lead.id);
  return now !== undefined && now.id !== lead.id && writeBeside(db, now, write);
}
