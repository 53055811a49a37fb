import type { Facts } from "../../shared/domain/facts.ts";
import type { StageName } from "../../shared/domain/stages/stages.ts";
import type { AccountRow } from "../db/accounts.ts";
import type { LeadWrite } from "../db/leads.ts";
import { factsOf } from "../views/facts.ts";

/** The facts behind stages of the past, as far as they can be known afterwards. */

export type AccountFacts = Pick<AccountRow, "name" | "industry" | "country" | "employees">;

/**
 * A lead's facts at a stage that is dated back: without what sales fills in later. Its heat of then is worked out
 * where its touches are.
 */
export function factsThen(
  lead: LeadWrite,
  stage: StageName,
  account: AccountFacts | null,
  afterContact: ReadonlySet<string>,
): Facts {
  const attributes: [string, unknown][] = Object.entries(JSON.parse(lead.attributes));
  const early = Object.fromEntries(attributes.filter(([name]) => !afterContact.has(name)));
  const columns = {
    ...lead,
    stage,
    heat: null,
    attributes: JSON.stringify(early),
  };
  return factsOf(columns, account);
}

/** Facts that were kept, with what is known now where nothing was known then. What was known stays as it was then. */
export function filledIn(kept: Facts, now: Facts): Facts {
  const mail = kept.email === null ? now : kept;
  return {
    ...kept,
    email: mail.email,
    mailKind: mail.mailKind,
    sharedAddress: mail.sharedAddress,
    domain: mail.domain,
    name: kept.name ?? now.name,
    title: kept.title ?? now.title,
    company: kept.company ?? now.company,
    industry: kept.industry ?? now.industry,
    country: kept.country ?? now.country,
    employees: kept.employees ?? now.employees,
    source: kept.source ?? now.source,
    campaign: kept.campaign ?? now.campaign,
    createdAt: now.createdAt,
    stage: now.stage,
    attributes: { ...now.attributes, ...kept.attributes },
  };
}
