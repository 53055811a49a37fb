import { afterContactWhy } from "./after-contact.ts";
import { datesIn, headerWords, held, numbersIn, share, typeOf, valuesIn } from "./columns.ts";
import { countryCode } from "./countries.ts";
import { isNamed, nameRank } from "./headers.ts";
import { readOutcome } from "./outcomes.ts";
import type { ColumnProfile } from "./profile.ts";
import { keyTargets } from "./propose-keys.ts";
import type { ColumnType } from "./reading.ts";
import { attributeName, attributeOf, canonical, type ImportKind, mayRepeat } from "./targets.ts";

export interface Proposed {
  readonly column: string;
  readonly to: string;
  readonly type: ColumnType;
  readonly afterContact: boolean;
  readonly afterContactWhy: string | null;
  readonly remembered: boolean;
}

/** What a lead may have, with room for a country and a headcount that are no code and no number. */
export const MOST_ATTRIBUTES = 98;
export const MOST_KEYS = 10;

/**
 * What each column is taken for: by what a person made of it in a file with this header, then by its name together
 * with what it holds. Columns that are nothing known become custom attributes; empty ones, secrets and what is more
 * than a lead may have are left out.
 * @param remembered column to target, or null
 */
export function propose(
  kind: ImportKind,
  profiles: readonly ColumnProfile[],
  remembered: Readonly<Record<string, string>> | null,
): Proposed[] {
  const to = new Map<string, string>();
  const used = new Set<string>();
  const take = (column: string, target: string) => {
    to.set(column, target);
    if (!mayRepeat(target)) used.add(target);
  };
  const free = () => profiles.filter(({ column }) => !to.has(column));

  for (const { column } of profiles) {
    const before = remembered && Object.hasOwn(remembered, column) ? remembered[column] : undefined;
    const target = before === undefined ? null : canonical(kind, before);
    if (target !== null && !used.has(target)) take(column, target);
  }
  const again = new Set(to.keys());

  for (const profile of free()) if (isJunk(profile)) take(profile.column, "ignore");
  for (const target of order[kind]) {
    if (used.has(target) || (target === "outcomeAt" && !used.has("outcome"))) continue;
    const best = free()
      .map((profile) => ({ profile, rank: nameRank(kind, target, profile.column) }))
      .filter(({ profile, rank }) => rank !== null && (fits[target]?.(profile) ?? true))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0];
    if (best) take(best.profile.column, target);
  }
  if (!used.has("email")) {
    const addresses = free().find((profile) => isUnnamedAddress(kind, profile));
    if (addresses) take(addresses.column, "email");
  }
  const before = [...to.values()];
  for (const [column, target] of keyTargets(kind, free(), profiles, before)) take(column, target);
  for (const profile of free()) take(profile.column, attributeTarget(profile, used));

  leaveOutTheRest(to, again);
  return profiles.map((profile): Proposed => {
    const target = to.get(profile.column) ?? "ignore";
    const why = attributeOf(target) === null ? null : whyAfterContact(profile, kind);
    return {
      column: profile.column,
      to: target,
      type: typeOf(profile),
      afterContact: why !== null,
      afterContactWhy: why,
      remembered: again.has(profile.column),
    };
  });
}

const whyAfterContact = (profile: ColumnProfile, kind: ImportKind): string | null =>
  kind === "deals"
    ? "It stands on the deal, which begins after first contact"
    : afterContactWhy(profile, kind);

/** Targets in the order in which they choose their columns: the plainest first. */
const order: Readonly<Record<ImportKind, readonly string[]>> = {
  leads: [
    "email",
    "firstName",
    "lastName",
    "name",
    "company",
    "title",
    "createdAt",
    "outcome",
    "outcomeAt",
    "stage",
    "source",
    "campaign",
    "owner",
    "consent",
  ],
  touches: [
    "email",
    "firstName",
    "lastName",
    "id",
    "at",
    "kind",
    "touchTitle",
    "url",
    "direction",
    "channel",
    "name",
    "company",
    "title",
    "campaign",
    "source",
    "person",
  ],
  deals: [
    "email",
    "firstName",
    "lastName",
    "id",
    "name",
    "dealName",
    "dealStage",
    "amount",
    "currency",
    "wonAt",
    "lostAt",
    "openedAt",
    "closedAt",
    "outcome",
    "lostReason",
    "company",
    "title",
    "source",
    "campaign",
    "owner",
    "consent",
  ],
};

type Fits = (profile: ColumnProfile) => boolean;

const few =
  (most: number): Fits =>
  (profile) => {
    const values = valuesIn(profile);
    return values !== null && values.length > 0 && values.length <= most;
  };
const isDates: Fits = (profile) => share(profile, datesIn(profile)) >= 0.8;
const isNumbers: Fits = (profile) => share(profile, numbersIn(profile)) >= 0.8;
const isAddresses: Fits = (profile) => share(profile, profile.shapes.email) > 0.5;
const isWords: Fits = (profile) =>
  held(profile) > 0 &&
  !isNumbers(profile) &&
  !isDates(profile) &&
  share(profile, profile.shapes.email) <= 0.5 &&
  share(profile, profile.shapes.url) <= 0.5;
const isPlain: Fits = (profile) => isWords(profile) && share(profile, profile.shapes.yesNo) < 0.8;
const named: Fits = (profile) => isPlain(profile) && profile.longest <= 1000;
const asked: Fits = (profile) => few(50)(profile) && !isDates(profile);

/** Any value is a word for how it ended. */
const tellsOutcome: Fits = (profile) => {
  const values = valuesIn(profile);
  return (
    values !== null &&
    values.length <= 50 &&
    values.some(({ value }) => ["won", "lost"].includes(readOutcome(value) ?? ""))
  );
};

const fits: Readonly<Record<string, Fits>> = {
  email: isAddresses,
  name: named,
  firstName: named,
  lastName: named,
  title: named,
  company: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  source: isPlain,
  campaign: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  owner: (profile) => asked(profile) && !isNumbers(profile),
  person: (profile) => asked(profile) && !isNumbers(profile),
  consent: few(10),
  createdAt: isDates,
  stage: (profile) => few(50)(profile) && isPlain(profile),
  outcome: tellsOutcome,
  outcomeAt: isDates,
  id: (profile) => profile.unique && !isAddresses(profile) && !isDates(profile),
  at: isDates,
  kind: (profile) => few(50)(profile) && isPlain(profile),
  direction: few(10),
  channel: isPlain,
  touchTitle: (profile) => held(profile) > 0 && !isAddresses(profile),
  url: (profile) => share(profile, profile.shapes.url) > 0.5,
  dealName: (profile) => held(profile) > 0 && !isDates(profile) && !isAddresses(profile),
  dealStage: isWords,
  amount: isNumbers,
  currency: (profile) => few(50)(profile) && profile.longest <= 60 && !isNumbers(profile),
  openedAt: isDates,
  closedAt: isDates,
  wonAt: isDates,
  lostAt: isDates,
  lostReason: isPlain,
};

/** An address that is not the lead's: of a colleague, of a referrer. */
const notTheirs =
  /\b(owner|rep|sales|user|agent|created|modified|updated|assigned|manager|sender|from|cc|bcc|reply|referr\w*|billing|alternate|alternative|secondary|second|other|parent|besitzer|betreuer|responsable|proprietaire)\b/;

const isUnnamedAddress = (kind: ImportKind, profile: ColumnProfile): boolean =>
  share(profile, profile.shapes.email) >= 0.9 &&
  !notTheirs.test(headerWords(profile.column)) &&
  !isNamed(kind, profile.column);

const secret =
  /^(.* )?(password|passwd|pwd|passwort|kennwort|mot de passe|contrasena|senha|wachtwoord|secret|api key|apikey|access key|private key|access token|auth token|refresh token|session token|token|credit card|card number|kreditkarte|kreditkartennummer|cvv|cvc|ssn|social security number|sozialversicherungsnummer|iban|passport number|pin code pin|salt)( hash| encrypted)?$/;
const binary = /\ufffd|(?![\t\n\r])\p{Cc}|^data:|^(?:[A-Za-z0-9+/]{76,100})$/u;

/** Nothing to keep: empty, secret, or no text at all. */
function isJunk(profile: ColumnProfile): boolean {
  if (held(profile) <= 0 || secret.test(headerWords(profile.column))) return true;
  const { examples } = profile;
  return (
    examples.length > 0 && examples.filter((example) => binary.test(example)).length * 2 > examples.length
  );
}

const countryHeader =
  /^(contact |lead |company |person |mailing |billing |ip )?(country|country region|country region name|country name|country code|country or region|land|pays|pays region|pais|pais region|paese|nazione|stato|country iso code|staat)( code| name)?$/;
const industryHeader =
  /^(company |account |contact )?(industry|industry name|sector|industry sector|branche|industrie|secteur|secteur d activite|industria|sector industrial|setor|settore|bedrijfstak)( name)?$/;
const employeesHeader =
  /^(company |account |contact )?(employees|number of employees|no of employees|num employees|numberofemployees|employee count|company size|size|headcount|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|anzahl der mitarbeiter|unternehmensgrosse|firmengrosse|nombre d employes|effectif|effectifs|taille de l entreprise|numero de empleados|empleados|tamano de la empresa|numero de funcionarios|funcionarios|tamanho da empresa|numero di dipendenti|dipendenti|dimensione azienda|aantal werknemers|werknemers|bedrijfsgrootte)( range)?$/;

/** Where a score looks for it, if it holds what the score expects. */
function attributeTarget(profile: ColumnProfile, used: ReadonlySet<string>): string {
  const words = headerWords(profile.column);
  const free = (target: string) => !used.has(target);
  if (free("attribute:country") && countryHeader.test(words) && holdsCountries(profile))
    return "attribute:country";
  if (free("attribute:industry") && industryHeader.test(words) && isPlain(profile))
    return "attribute:industry";
  if (
    free("attribute:employees") &&
    employeesHeader.test(words) &&
    share(profile, profile.shapes.whole) > 0.5
  )
    return "attribute:employees";
  return freeAttribute(profile.column, used);
}

/** The attribute that a column's own name makes, told from those that are taken. */
export function freeAttribute(column: string, used: ReadonlySet<string>): string {
  const name = attributeName(column);
  const kept = ["country", "industry", "employees"].includes(name) ? `${name} (of the file)` : name;
  let target = `attribute:${kept}`;
  for (let number = 2; used.has(target); number += 1)
    target = `attribute:${[...kept].slice(0, 58).join("").trim()} ${number}`;
  return target;
}

function holdsCountries(profile: ColumnProfile): boolean {
  const values = valuesIn(profile);
  const seen = values ?? profile.examples.map((value) => ({ value, count: 1 }));
  const all = seen.reduce((sum, { count }) => sum + count, 0);
  const countries = seen.reduce((sum, { value, count }) => sum + (countryCode(value) ? count : 0), 0);
  return all > 0 && countries / all >= 0.6;
}

/** A lead has only so many attributes and keys: the last columns go first, never one that a person chose. */
function leaveOutTheRest(to: Map<string, string>, chosen: ReadonlySet<string>): void {
  for (const [prefix, most] of [
    ["attribute:", MOST_ATTRIBUTES],
    ["key:", MOST_KEYS],
  ] as const) {
    const those = [...to].filter(([, target]) => target.startsWith(prefix)).map(([column]) => column);
    const own = those.filter((column) => !chosen.has(column));
    for (const column of own.slice(Math.max(0, most - (those.length - own.length)))) to.set(column, "ignore");
  }
}
