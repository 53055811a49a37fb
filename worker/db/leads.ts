import { type SQL, sql } from "drizzle-orm";
import { ownNames } from "./credits.ts";
import { query } from "./run.ts";
import { accounts, heat, leadKeys, leads, people } from "./schema.ts";

/** A lead with all that its score is made of. */
export interface LeadRow {
  id: string;
  email: string | null;
  mailKind: "company" | "free" | "none";
  name: string | null;
  title: string | null;
  company: string | null;
  domain: string | null;
  accountId: string | null;
  source: string | null;
  campaign: string | null;
  ownerId: string | null;
  ownerName: string | null;
  attributes: string;
  optedOut: number;
  verified: number;
  createdAt: number;
  updatedAt: number;
  stage: string;
  stageSince: number;
  firstContactAt: number | null;
  good: number;
  bad: number;
  heat: string | null;
  accountName: string | null;
  accountDomain: string | null;
  accountIndustry: string | null;
  accountCountry: string | null;
  accountEmployees: number | null;
  accountLeads: number | null;
  accountCustomerSince: number | null;
}

const columnsWith = (source: SQL, campaign: SQL) => sql`
  ${leads.id} as id, ${leads.email} as email, ${leads.mailKind} as "mailKind", ${leads.name} as name,
  ${leads.title} as title, ${leads.company} as company, ${leads.domain} as domain,
  ${leads.accountId} as "accountId", ${source} as source, ${campaign} as campaign,
  ${leads.ownerId} as "ownerId", ${leads.attributes} as attributes, ${leads.optedOut} as "optedOut",
  ${leads.verified} as verified, ${leads.createdAt} as "createdAt", ${leads.updatedAt} as "updatedAt",
  ${leads.stage} as stage, ${leads.stageSince} as "stageSince", ${leads.firstContactAt} as "firstContactAt",
  ${leads.good} as good, ${leads.bad} as bad, ${heat.kinds} as heat,
  ${accounts.name} as "accountName", ${accounts.domain} as "accountDomain",
  ${accounts.industry} as "accountIndustry", ${accounts.country} as "accountCountry",
  ${accounts.employees} as "accountEmployees", ${accounts.leads} as "accountLeads",
  ${accounts.customerSince} as "accountCustomerSince"`;

/** The columns of LeadRow but the owner's name, from leads, heat and accounts. */
export const leadColumns = columnsWith(sql`${leads.source}`, sql`${leads.campaign}`);

/** The same as it was said of the lead: what only follows its first touch is null (see db/credits.ts). */
const saidColumns = columnsWith(ownNames.source, ownNames.campaign);

/** A key, taken apart. */
export interface KeyParams {
  kind: string;
  value: string;
}

const byId = (columns: SQL) =>
  query<{ ids: string }, LeadRow>(
    (p) => sql`
      select ${columns}, ${people.name} as "ownerName"
      from json_each(${p("ids")}) as wanted
      join ${leads} on ${leads.id} = wanted.value
      left join ${heat} on ${heat.leadId} = ${leads.id}
      left join ${accounts} on ${accounts.id} = ${leads.accountId}
      left join ${people} on ${people.id} = ${leads.ownerId}`,
  );

/** Leads by their ids, given as a JSON list. */
export const leadsById = byId(leadColumns);

/** The same to be written anew: with what was said of them, and not what only follows. */
export const saidLeadsById = byId(saidColumns);

/** One lead by its id. */
export const leadById = (id: string) => leadsById({ ids: JSON.stringify([id]) });

type KeyedRow = LeadRow & { key: string };

/** The leads of `wanted`, whose `value` is JSON of one `{kind, value, key}`; each row says which key found it. */
const leadsOf = (wanted: SQL, columns: SQL) => sql`
  select wanted.value ->> 'key' as key, ${columns}, null as "ownerName"
  from ${wanted} as wanted
  join ${leadKeys} on ${leadKeys.kind} = wanted.value ->> 'kind' and ${leadKeys.value} = wanted.value ->> 'value'
  join ${leads} on ${leads.id} = ${leadKeys.leadId}
  left join ${heat} on ${heat.leadId} = ${leads.id}
  left join ${accounts} on ${accounts.id} = ${leads.accountId}`;

/** Leads by their keys, a JSON list of `{kind, value, key}`, to be written anew: with what was said of them. */
export const saidLeadsByKeys = query<{ keys: string }, KeyedRow>((p) =>
  leadsOf(sql`json_each(${p("keys")})`, saidColumns),
);

/** Leads by at most 100 such keys. A row of `json_each` counts as a row read; a position of the list does not. */
export const leadsByFewKeys = query<{ keys: string }, KeyedRow>((p) => {
  const positions = sql.raw(Array.from({ length: 100 }, (_, position) => `(${position})`).join());
  return leadsOf(sql`(select ${p("keys")} -> column1 as value from (values ${positions}))`, leadColumns);
});

/**
 * A lead as it is written: merged already with what was known, which was last changed at `knownAt` (null: the
 * lead is new). `accountDomain` makes or finds its account.
 */
export interface LeadWrite {
  id: string;
  knownAt: number | null;
  email: string | null;
  mailKind: "company" | "free" | "none";
  name: string | null;
  title: string | null;
  company: string | null;
  domain: string | null;
  accountDomain: string | null;
  source: string | null;
  campaign: string | null;
  ownerId: string | null;
  attributes: string;
  optedOut: number;
  verified: number;
  createdAt: number;
  updatedAt: number;
  keys: { kind: string; value: string }[];
}

/**
 * Create or update leads, a JSON list of LeadWrite; gives those that were written. Left out are those that somebody
 * else has changed since they were read, and those with a key that belongs to another lead by now. Who stands at
 * the beginning of the path stands there since the first contact, also where that turns out to be another day.
 */
export const writeLeads = query<{ leads: string }, { id: string }>(
  (p) => sql`
    insert into ${leads} (id, email, mail_kind, name, title, company, domain, account_id, source, campaign,
      owner_id, attributes, opted_out, verified, created_at, updated_at, stage_since)
    select w.value ->> 'id', w.value ->> 'email', w.value ->> 'mailKind', w.value ->> 'name', w.value ->> 'title',
      w.value ->> 'company', w.value ->> 'domain',
      (select ${accounts.id} from ${accounts} where ${accounts.domain} = w.value ->> 'accountDomain'),
      w.value ->> 'source', w.value ->> 'campaign', w.value ->> 'ownerId', w.value ->> 'attributes',
      w.value ->> 'optedOut', w.value ->> 'verified', w.value ->> 'createdAt', w.value ->> 'updatedAt',
      w.value ->> 'createdAt'
    from json_each(${p("leads")}) as w
    where w.value ->> 'knownAt' is (select ${leads.updatedAt} from ${leads} where ${leads.id} = w.value ->> 'id')
      and not exists (
      select 1 from json_each(w.value, '$.keys') as k
      join ${leadKeys} as taken on taken.kind = k.value ->> 'kind' and taken.value = k.value ->> 'value'
      where taken.lead_id <> w.value ->> 'id')
    on conflict (id) do update set
      email = excluded.email, mail_kind = excluded.mail_kind, name = excluded.name, title = excluded.title,
      company = excluded.company, domain = excluded.domain, account_id = excluded.account_id,
      source = excluded.source, campaign = excluded.campaign, owner_id = excluded.owner_id,
      attributes = excluded.attributes, opted_out = excluded.opted_out, verified = excluded.verified,
      created_at = excluded.created_at,
      stage_since = iif(stage = 'inquiry' and stage_since = created_at, excluded.created_at, stage_since),
      updated_at = excluded.updated_at
    returning id`,
);

/** The keys of the leads just written, from the same JSON list. */
export const writeKeys = query<{ leads: string }, never>(
  (p) => sql`
    insert into ${leadKeys} (kind, value, lead_id)
    select k.value ->> 'kind', k.value ->> 'value', w.value ->> 'id'
    from json_each(${p("leads")}) as w, json_each(w.value, '$.keys') as k
    where w.value ->> 'updatedAt' = (select ${leads.updatedAt} from ${leads} where ${leads.id} = w.value ->> 'id')
    on conflict do nothing`,
);

/** Keys that are known to be free, a JSON list of `[kind, value, lead]`. */
export const giveKeys = query<{ keys: string }, never>(
  (p) => sql`
    insert into ${leadKeys} (kind, value, lead_id)
    select k.value ->> 0, k.value ->> 1, k.value ->> 2 from json_each(${p("keys")}) as k`,
);
