import type { FieldError } from "../../shared/contract/problems.ts";
import { isUnder } from "../../shared/domain/people/address.ts";
import type { LeadRow, LeadWrite } from "../db/leads.ts";
import { mailOf } from "../domains.ts";
import type { LeadKey } from "./keys.ts";

/** What somebody says of a lead. What is left out stays as it is; null forgets. */
export interface Said {
  email?: string;
  name?: string;
  title?: string;
  company?: string;
  source?: string;
  campaign?: string;
  ownerId?: string | null;
  optedOut?: boolean;
  /** UTC ms. */
  createdAt?: number;
  attributes?: Readonly<Record<string, string | number | boolean | null>>;
}

/** As many as a lead may have, however many calls or files bring them. */
const MOST_ATTRIBUTES = 100;

/** A lead that is known, as it would be written if nothing were said of it. */
export const writeOf = (row: LeadRow): LeadWrite => ({
  ...row,
  knownAt: row.updatedAt,
  keys: [],
});

/** What is known of a lead, or nothing yet, with what is said over it. `keys` are those that it has to have. */
export function merge(
  before: LeadWrite | undefined,
  id: string,
  said: Said,
  keys: readonly LeadKey[],
  now: number,
): LeadWrite {
  const email = said.email ?? before?.email ?? null;
  const attributes: Record<string, unknown> = {
    ...JSON.parse(before?.attributes ?? "{}"),
    ...said.attributes,
  };
  for (const [name, value] of Object.entries(attributes)) if (value === null) delete attributes[name];
  const mail = mailOf(email);
  // A merged lead may work where its own address does not say.
  const known = email === before?.email ? before.accountDomain : null;
  return {
    id,
    knownAt: before?.knownAt ?? null,
    email,
    ...mail,
    accountDomain: mail.accountDomain ?? known,
    name: said.name ?? before?.name ?? null,
    title: said.title ?? before?.title ?? null,
    company: said.company ?? before?.company ?? null,
    source: said.source ?? before?.source ?? null,
    campaign: said.campaign ?? before?.campaign ?? null,
    ownerId: said.ownerId === undefined ? (before?.ownerId ?? null) : said.ownerId,
    attributes: JSON.stringify(attributes),
    optedOut: said.optedOut === undefined ? (before?.optedOut ?? 0) : Number(said.optedOut),
    // Until now only strangers have said that there is such a lead, at a time of their choice.
    verified: 1,
    createdAt: said.createdAt ?? (before?.verified === 1 ? before.createdAt : now),
    // Never the same twice: it tells whether somebody else was faster.
    updatedAt: Math.max(now, (before?.knownAt ?? 0) + 1),
    keys: [...(before?.keys ?? []), ...keys.map(({ kind, value }) => ({ kind, value }))],
  };
}

/** What can be said of a lead, by its names in the database. */
export const leadFields = [
  "email",
  "name",
  "title",
  "company",
  "source",
  "campaign",
  "ownerId",
  "attributes",
  "optedOut",
  "verified",
  "createdAt",
] as const satisfies (keyof LeadWrite)[];

/** Whether nothing new was said. Keys are another matter. */
export const isSame = (before: LeadWrite, after: LeadWrite): boolean =>
  leadFields.every((name) => before[name] === after[name]);

/** Why a lead cannot be: what is said of it, merged with what was known. */
export function faultsOf(said: Said, after: LeadWrite, ownDomains: readonly string[]): FieldError[] {
  const faults: FieldError[] = [];
  const { domain } = mailOf(said.email ?? null);
  if (domain && isUnder(domain, ownDomains))
    faults.push({ field: "email", message: "This is one of your own domains: a colleague, not a lead" });
  if (Object.keys(JSON.parse(after.attributes)).length > MOST_ATTRIBUTES)
    faults.push({ field: "attributes", message: `A lead has at most ${MOST_ATTRIBUTES} attributes` });
  return faults;
}
