import { type Said, together, type Word } from "../../shared/domain/identity/said.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { Lead } from "../db/merges.ts";
import { mailOf } from "../domains.ts";

/** A lead's row as what was said of it, and the other way round. */

/** As many as a lead may have. */
const MOST_ATTRIBUTES = 100;

const texts = ["name", "title", "company"] as const;
/** Where nobody says them, they follow the first touch (worker/db/credits.ts). */
const followed = ["source", "campaign"] as const;

type Text = (typeof texts)[number] | (typeof followed)[number];

/** What words make of a lead. */
export type Told = Pick<Lead, Text | "email" | "mailKind" | "domain" | "optedOut" | "attributes"> & {
  readonly accountDomain: string | null;
};

/** A lead's row; source and campaign null where it only follows its first touch, and as it shows. */
export interface Shown extends Lead {
  readonly shownSource: string | null;
  readonly shownCampaign: string | null;
  readonly accountDomain: string | null;
}

const PREFIX = "attributes.";

/**
 * What is said of a person: of each field the newest word.
 * @param emails the person's addresses, first of all the one that came first
 */
export function told(sources: readonly Said[], emails: readonly string[]): Told {
  const words = sources.reduce<Said>(together, {});
  const text = (field: Text): string | null => {
    const value = words[field]?.[0] ?? null;
    return value === null ? null : `${value}`;
  };
  const attributes = Object.entries(words)
    .filter(([field, [value]]) => field.startsWith(PREFIX) && value !== null)
    .slice(0, MOST_ATTRIBUTES)
    .map(([field, [value]]) => [field.slice(PREFIX.length), value]);
  const email = addressOf(sources, emails);
  const mail = mailOf(email);
  // Who writes from home works where the other address says.
  const [account = null] = emails.flatMap((other) => mailOf(other).accountDomain ?? []);
  return {
    name: text("name"),
    title: text("title"),
    company: text("company"),
    source: text("source"),
    campaign: text("campaign"),
    email,
    ...mail,
    accountDomain: mail.accountDomain ?? account,
    optedOut: words.optedOut?.[0] ? 1 : 0,
    attributes: JSON.stringify(Object.fromEntries(attributes)),
  };
}

/** The address that was named last, of those that are the person's. */
function addressOf(sources: readonly Said[], emails: readonly string[]): string | null {
  const own = sources.map(({ email }): Said => (email && emails.includes(`${email[0]}`) ? { email } : {}));
  const { email } = own.reduce(together, {});
  return email ? `${email[0]}` : (emails[0] ?? null);
}

/** Whether a lead's row says something else. */
export const differs = (row: Shown, now: Told): boolean =>
  row.email !== now.email ||
  row.optedOut !== now.optedOut ||
  row.attributes !== now.attributes ||
  row.domain !== now.domain ||
  row.accountDomain !== now.accountDomain ||
  texts.some((field) => row[field] !== now[field]) ||
  isOtherwise(row.source, row.shownSource, now.source) ||
  isOtherwise(row.campaign, row.shownCampaign, now.campaign);

const isOtherwise = (own: string | null, shown: string | null, now: string | null): boolean =>
  now === null ? own !== null : shown !== now;

/**
 * What of a lead's row somebody else has written, who sends no messages: an import, a person. It counts from when the
 * row was last written.
 */
export function written(row: Shown, then: Told): Said {
  const words: Record<string, Word> = {};
  const note = (field: string, value: Word[0]) => {
    words[field] = [value, row.updatedAt, ""];
  };
  for (const field of texts) if (row[field] !== then[field]) note(field, row[field]);
  for (const field of followed)
    if (row[field] !== null && row[field] !== then[field]) note(field, row[field]);
  if (row.email !== then.email) note("email", row.email);
  if (row.optedOut !== then.optedOut) note("optedOut", row.optedOut === 1);
  const [now, before]: Record<string, Word[0]>[] = [row, then].map(({ attributes }) =>
    JSON.parse(attributes),
  );
  for (const name of new Set([...Object.keys(now ?? {}), ...Object.keys(before ?? {})]))
    if (now?.[name] !== before?.[name]) note(PREFIX + name, now?.[name] ?? null);
  return words;
}

/** A lead's row to write. @param before what messages say nothing of; `knownAt` is null where the lead is new */
export const rowOf = (
  now: Told,
  before: Pick<LeadWrite, "id" | "knownAt" | "ownerId" | "createdAt">,
  writtenAt: number,
): LeadWrite => ({
  ...now,
  ...before,
  verified: 1,
  // Never the same twice: it tells whether somebody else was faster.
  updatedAt: Math.max(writtenAt, (before.knownAt ?? 0) + 1),
  keys: [],
});
