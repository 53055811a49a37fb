import type { Facts } from "../../shared/domain/facts.ts";
import type { Heat } from "../../shared/domain/heat/heat.ts";
import { isSharedAddress } from "../../shared/domain/people/address.ts";
import type { AccountRow, BestRow } from "../db/accounts.ts";
import type { LeadRow } from "../db/leads.ts";

type Attributes = Record<string, string | number | boolean>;

/** The columns that facts are made of, whichever query brought them. */
type Columns = Omit<BestRow, "accountId">;
/** What the account knows where the lead itself does not say. */
type AccountFacts = Pick<AccountRow, "name" | "industry" | "country" | "employees">;

/** A lead's facts. What stands on the lead itself goes before what its account says. */
export function factsOf(row: Columns, account: AccountFacts | null): Facts {
  const attributes: Attributes = JSON.parse(row.attributes);
  const heat: Heat = row.heat ? JSON.parse(row.heat) : {};
  return {
    email: row.email,
    mailKind: row.mailKind,
    sharedAddress: row.email !== null && isSharedAddress(row.email),
    name: row.name,
    title: row.title,
    company: row.company ?? account?.name ?? null,
    domain: row.domain,
    industry: textOf(attributes.industry) ?? account?.industry ?? null,
    country: textOf(attributes.country)?.toUpperCase() ?? account?.country ?? null,
    employees: numberOf(attributes.employees) ?? account?.employees ?? null,
    source: row.source,
    campaign: row.campaign,
    createdAt: row.createdAt,
    stage: row.stage,
    optedOut: row.optedOut === 1,
    attributes,
    heat,
  };
}

/** The account's side of a lead row; null where the lead has none. */
export const accountFactsOf = (row: LeadRow): AccountFacts | null =>
  row.accountId === null
    ? null
    : {
        name: row.accountName ?? "",
        industry: row.accountIndustry,
        country: row.accountCountry,
        employees: row.accountEmployees,
      };

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === "number" && value >= 0 ? value : null);
