import { type SQL, sql } from "drizzle-orm";
import { type AccountRow, accountColumns, type BestRow, bestColumns, type DealRow } from "./accounts.ts";
import { query } from "./run.ts";
import { accounts, deals, heat, leadKeys, leads } from "./schema.ts";

/** What a company may be found by. What does not apply is an empty text. */
export interface AccountHint {
  /** SHA-256 of its domain, hex. */
  hash: string;
  /** A deal's ids as an import may have them, a JSON list, and of what tool they are. */
  deals: string;
  /** A key of somebody who works there, taken apart. */
  kind: string;
  value: string;
}

type Param = (name: keyof AccountHint) => SQL;

/**
 * Imports keep a deal by its own id, which says nothing of the tool: where the tools of the deal's lead are known, the
 * one that is asked about must be among them.
 */
const dealsAccount = (p: Param) => sql`
  select coalesce(d.account_id, subject.account_id)
  from json_each(${p("deals")}) as named
  join ${deals} as d on d.id = named.value
  join ${leads} as subject on subject.id = d.lead_id
  where not exists (
      select 1 from ${leadKeys} as k where k.lead_id = d.lead_id
        and k.kind not in ('email', 'sha256', 'user', 'anonymous'))
    or exists (select 1 from ${leadKeys} as k where k.lead_id = d.lead_id and k.kind = ${p("kind")})
  limit 1`;

const found = (p: Param) => sql`
  coalesce(
    (select ${accounts.id} from ${accounts} where ${accounts.hash} = ${p("hash")}),
    (${dealsAccount(p)}),
    (select ${leads.accountId} from ${leadKeys} join ${leads} on ${leads.id} = ${leadKeys.leadId}
      where ${leadKeys.kind} = ${p("kind")} and ${leadKeys.value} = ${p("value")}))`;

/** The company, with one of its open deals. */
export const accountByHint = query<AccountHint, AccountRow & { deal: string | null }>(
  (p) => sql`
    select ${accountColumns},
      (select json_object('amount', amount, 'currency', currency, 'stage', stage)
        from ${deals} where ${deals.accountId} = ${accounts.id} and ${deals.outcome} = 'open' limit 1) as deal
    from ${accounts} where ${accounts.id} = ${found((name) => sql`${p(name)}`)}`,
);

/** Who works at a company; `otherKey` is one of a lead without an address. */
export type AccountPersonRow = BestRow & { otherKey: string | null };
export type OpenDeal = DealRow;

/** The people of the same company: those who stood best when last looked at, and the newest, up to 25. */
export const peopleByHint = query<AccountHint, AccountPersonRow>(
  (p) => sql`
    with found(id) as (select ${found((name) => sql`${p(name)}`)})
    select ${bestColumns},
      iif(${leads.email} is null, (select k.kind || ':' || k.value from ${leadKeys} as k
        where k.lead_id = ${leads.id} limit 1), null) as "otherKey"
    from (
      select best.value as id from found
        join ${accounts} on ${accounts.id} = found.id join json_each(${accounts.best}) as best
      union
      select id from (select l.id from found join ${leads} as l on l.account_id = found.id
        order by l.id desc limit 20)
    ) as chosen
    join ${leads} on ${leads.id} = chosen.id
    left join ${heat} on ${heat.leadId} = ${leads.id}`,
);
