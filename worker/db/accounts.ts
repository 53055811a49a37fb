import { sql } from "drizzle-orm";
import type { LeadRow } from "./leads.ts";
import { query } from "./run.ts";
import { accounts, deals, heat, leads } from "./schema.ts";

/** One of an account's best leads, with what its score is made of. The account's own facts come from elsewhere. */
export type BestRow = { accountId: string } & Pick<
  LeadRow,
  | "id"
  | "email"
  | "mailKind"
  | "name"
  | "title"
  | "company"
  | "domain"
  | "source"
  | "campaign"
  | "attributes"
  | "optedOut"
  | "verified"
  | "createdAt"
  | "stage"
  | "heat"
>;

export const bestColumns = sql`
  ${leads.accountId} as "accountId", ${leads.id} as id, ${leads.email} as email, ${leads.mailKind} as "mailKind",
  ${leads.name} as name, ${leads.title} as title, ${leads.company} as company, ${leads.domain} as domain,
  ${leads.source} as source, ${leads.campaign} as campaign, ${leads.attributes} as attributes,
  ${leads.optedOut} as "optedOut", ${leads.verified} as verified, ${leads.createdAt} as "createdAt",
  ${leads.stage} as stage, ${heat.kinds} as heat`;

export interface AccountRow {
  id: string;
  domain: string;
  name: string;
  industry: string | null;
  country: string | null;
  employees: number | null;
  leads: number;
  best: string;
  customerSince: number | null;
}

export const accountColumns = sql`
  ${accounts.id} as id, ${accounts.domain} as domain, ${accounts.name} as name, ${accounts.industry} as industry,
  ${accounts.country} as country, ${accounts.employees} as employees, ${accounts.leads} as leads,
  ${accounts.best} as best, ${accounts.customerSince} as "customerSince"`;

/** By the domain's SHA-256. */
export const accountByHash = query<{ hash: string }, AccountRow>(
  (p) => sql`select ${accountColumns} from ${accounts} where ${accounts.hash} = ${p("hash")}`,
);

export const bestByAccountHash = query<{ hash: string }, BestRow>(
  (p) => sql`
    select ${bestColumns}
    from ${accounts}
    join json_each(${accounts.best}) as candidate
    join ${leads} on ${leads.id} = candidate.value
    left join ${heat} on ${heat.leadId} = ${leads.id}
    where ${accounts.hash} = ${p("hash")}`,
);

export interface DealRow {
  amount: number | null;
  currency: string | null;
  stage: string | null;
}

export const openDealByAccountHash = query<{ hash: string }, DealRow>(
  (p) => sql`
    select ${deals.amount} as amount, ${deals.currency} as currency, ${deals.stage} as stage
    from ${accounts}
    join ${deals} on ${deals.accountId} = ${accounts.id} and ${deals.outcome} = 'open'
    where ${accounts.hash} = ${p("hash")} limit 1`,
);

/** An account to make where its domain has none yet. `hash` is the domain's SHA-256. */
export interface AccountWrite {
  id: string;
  domain: string;
  hash: string;
  name: string;
}

/** Make the accounts that are not there yet, from a JSON list of AccountWrite. */
export const ensureAccounts = query<{ accounts: string }, never>(
  (p) => sql`
    insert into ${accounts} (id, domain, hash, name)
    select w.value ->> 'id', w.value ->> 'domain', w.value ->> 'hash', w.value ->> 'name'
    from json_each(${p("accounts")}) as w where true
    on conflict do nothing`,
);

/** A lead that has the address and no account yet joins that of the address's domain. */
export const joinAccount = query<{ id: string; email: string; domain: string }, never>(
  (p) => sql`
    update ${leads} set account_id = (select ${accounts.id} from ${accounts} where ${accounts.domain} = ${p("domain")})
    where ${leads.id} = ${p("id")} and ${leads.email} = ${p("email")} and ${leads.accountId} is null`,
);

/** Accounts by their domains, a JSON list. */
export const accountsByDomain = query<{ domains: string }, AccountRow>(
  (p) => sql`
    select ${accountColumns}
    from json_each(${p("domains")}) as wanted
    join ${accounts} on ${accounts.domain} = wanted.value`,
);

/** The accounts of some leads (a JSON list of ids), as they stand. */
export const accountsOfLeads = query<{ ids: string }, AccountRow>(
  (p) => sql`
    select distinct ${accountColumns}
    from json_each(${p("ids")}) as wanted
    join ${leads} on ${leads.id} = wanted.value
    join ${accounts} on ${accounts.id} = ${leads.accountId}`,
);

/** The leads to rank anew: those that stood among the best of these leads' accounts, and the leads themselves. */
export const candidatesOfLeads = query<{ ids: string }, BestRow>(
  (p) => sql`
    select ${bestColumns}
    from (
      select wanted.value as id from json_each(${p("ids")}) as wanted
      union
      select candidate.value
      from json_each(${p("ids")}) as changed
      join ${leads} as subject on subject.id = changed.value
      join ${accounts} on ${accounts.id} = subject.account_id
      join json_each(${accounts.best}) as candidate
    ) as chosen
    join ${leads} on ${leads.id} = chosen.id
    left join ${heat} on ${heat.leadId} = ${leads.id}
    where ${leads.accountId} is not null`,
);

/** Write who is best, from a JSON list of `{id, best}` where it differs. */
export const writeBest = query<{ accounts: string }, never>(
  (p) => sql`
    update ${accounts} set best = w.value ->> 'best'
    from json_each(${p("accounts")}) as w
    where accounts.id = w.value ->> 'id' and accounts.best <> w.value ->> 'best'`,
);
