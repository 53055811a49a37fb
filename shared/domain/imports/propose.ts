import { afterContactWhy } from "./after-contact.ts";
import { headerWords, held, share, typeOf, valuesIn } from "./columns.ts";
import { fits } from "./fits.ts";
import { nameRank } from "./headers.ts";
import { namesBothEnds, outcomeMeaning } from "./meanings.ts";
import type { ColumnProfile } from "./profile.ts";
import { attributeTarget } from "./propose-attributes.ts";
import { keyTargets } from "./propose-keys.ts";
import type { ColumnType } from "./reading.ts";
import { refusedColumns } from "./row.ts";
import { attributeOf, canonical, type ImportKind, mayRepeat } from "./targets.ts";

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

  const isBack = refusedColumns.every((name) => profiles.some(({ column }) => column === name));
  for (const profile of free())
    if (isJunk(profile) || (isBack && refusedColumns.includes(profile.column)))
      take(profile.column, "ignore");
  for (const target of order[kind]) {
    if (used.has(target) || (target === "outcomeAt" && !used.has("outcome"))) continue;
    const best = free()
      .map((profile) => ({ profile, rank: nameRank(kind, target, profile.column) }))
      .filter(({ profile, rank }) => rank !== null && (fits[target]?.(profile) ?? true))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))[0];
    if (best) take(best.profile.column, target);
  }
  settleNames(to, used);
  if (kind === "deals") preferPipeline(to, used, profiles);
  if (!used.has("email")) {
    const addresses = free().find((profile) => isUnnamedAddress(kind, profile));
    if (addresses) take(addresses.column, "email");
  }
  const before = [...to.values()];
  for (const [column, target] of keyTargets(kind, free(), profiles, before)) take(column, target);
  for (const profile of free()) take(profile.column, attributeTarget(kind, profile, used));

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

/**
 * A lone "Nome" or "Nombre" is the whole name, and "Name" beside "Vorname" the last one: in their languages one word
 * stands for both.
 */
function settleNames(to: Map<string, string>, used: Set<string>): void {
  const columnOf = (target: string) => [...to].find(([, other]) => other === target)?.[0];
  const move = (column: string, from: string, target: string) => {
    to.set(column, target);
    used.delete(from);
    used.add(target);
  };
  const first = columnOf("firstName");
  if (first === undefined || used.has("lastName")) return;
  const name = columnOf("name");
  if (name === undefined) {
    if (/^(nome|nombre|nombres)$/.test(headerWords(first))) move(first, "firstName", "name");
  } else if (
    /^(vorname|voornaam|prenom|nome|nombre)$/.test(headerWords(first)) &&
    /^(name|naam)$/.test(headerWords(name))
  )
    move(name, "name", "lastName");
}

/** "Is Won: no" does not tell lost from open; stages such as "Closed Lost" do. */
function preferPipeline(
  to: Map<string, string>,
  used: Set<string>,
  profiles: readonly ColumnProfile[],
): void {
  const of = (target: string) => profiles.find(({ column }) => to.get(column) === target);
  const outcome = of("outcome");
  const stages = of("dealStage");
  if (!outcome || !stages || used.has("wonAt") || used.has("lostAt") || !namesBothEnds(stages)) return;
  const isSure = valuesIn(outcome)?.every(
    ({ value }) => outcomeMeaning(outcome.column, value, true) !== null,
  );
  if (isSure) return;
  to.delete(outcome.column);
  used.delete("outcome");
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

/** An address that is not the lead's: of a colleague, of a referrer. */
const notTheirs =
  /\b(owner|rep|sales|user|agent|created|modified|updated|assigned|manager|sender|from|cc|bcc|reply|referr\w*|billing|alternate|alternative|secondary|second|other|parent|besitzer|betreuer|responsable|proprietaire)\b/;

const isUnnamedAddress = (kind: ImportKind, profile: ColumnProfile): boolean =>
  share(profile, profile.shapes.email) >= 0.9 &&
  !notTheirs.test(headerWords(profile.column)) &&
  nameRank(kind, "owner", profile.column) === null &&
  nameRank(kind, "person", profile.column) === null;

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
