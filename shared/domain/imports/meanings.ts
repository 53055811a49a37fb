import { plainWords } from "../people/words.ts";
import type { StageName } from "../stages/stages.ts";
import { readYesNo } from "./booleans.ts";
import { headerWords, valuesIn } from "./columns.ts";
import { readOutcome } from "./outcomes.ts";
import type { ColumnProfile } from "./profile.ts";
import { list } from "./words.ts";

/** What values mean where words and header leave no doubt; null leaves it to a person. */

/** Headers whose "yes" forbids. */
const forbids =
  /\b(do not|donot|dont|no|opt ?out|opted out|unsubscribed?|optout|exclude|suppress\w*|bounced|keine|abgemeldet|abmeldung|desinscrit|desabonne\w*|baja|descadastrado|disiscritto|afgemeld|uitgeschreven)\b/;
/** Headers whose "yes" allows. */
const allows =
  /\b(opt ?in|opted in|newsletter|consent|accepts?|permission|subscribed|marketing emails?|einwilligung|werbeeinwilligung|abonniert|consentement|abonne|consentimiento|acepta|suscrito|consentimento|aceita|inscrito|iscritto|consenso|toestemming|nieuwsbrief)\b/;

const may =
  list(`subscribed, subscriber, opt in, opted in, optin, opted into, granted, given, accepted, allowed, confirmed, may,
  active, consented, single opt in, double opt in, confirmed opt in, permission granted, abonniert, angemeldet, erteilt, zugestimmt, abonne, inscrit,
  suscrito, inscrito, iscritto, ingeschreven, aceptado, accepte`);
const mayNot =
  list(`unsubscribed, opt out, opted out, optout, unsubscribe, denied, refused, withdrawn, revoked, rejected, complained, complaint,
  spam complaint, may not, not subscribed, do not email, do not contact, non subscribed, blocked, abgemeldet, widerrufen, abgelehnt,
  desinscrit, desabonne, refuse, dado de baja, rechazado, descadastrado, disiscritto, uitgeschreven, afgemeld`);

/** Whether we may write to somebody in whose column `column` stands `value`. */
export function consentMeaning(column: string, value: string): "may" | "may_not" | null {
  const words = plainWords(value);
  const header = headerWords(column);
  const yes = readYesNo(value);
  if (yes !== null) {
    if (forbids.test(header)) return yes ? "may_not" : "may";
    return allows.test(header) ? (yes ? "may" : "may_not") : null;
  }
  return may.has(words) ? "may" : mayNot.has(words) ? "may_not" : null;
}

const wonHeader = /\b(won|win|gewonnen|gagne|ganado|ganho|vinto)\b/;

/**
 * How it ended where `value` stands. That a deal is not won yet does not make it lost.
 * @param deals whether the rows are deals
 */
export function outcomeMeaning(
  column: string,
  value: string,
  deals: boolean,
): "won" | "lost" | "open" | null {
  const header = headerWords(column);
  if (deals && readYesNo(value) === false && wonHeader.test(header)) return null;
  return readOutcome(value);
}

/** Whether a column of stages has one for won deals and one for lost ones: then the others are on the way there. */
export function namesBothEnds(profile: ColumnProfile): boolean {
  const ends = new Set(valuesIn(profile)?.map(({ value }) => outcomeMeaning("", value, true)));
  return ends.has("won") && ends.has("lost");
}

const stageWords: readonly (readonly [StageName, ReadonlySet<string>])[] = [
  [
    "inquiry",
    list(`inquiry, enquiry, lead, leads, new, new lead, raw lead, subscriber, visitor, prospect, contact, known, anonymous,
      abonnent, neu, neuer lead, suscriptor, nouveau, nuevo, novo, nuovo, nieuw, anfrage, prospecto, abonne, assinante`),
  ],
  [
    "mql",
    list(`mql, marketing qualified lead, marketing qualified, marketingqualifiedlead, qualified by marketing, marketing qualifizierter lead,
      lead qualifie marketing, lead calificado de marketing, lead cualificado de marketing, lead qualificado de marketing, lead qualificado pelo marketing`),
  ],
  ["sal", list("sal, sales accepted lead, sales accepted, salesacceptedlead, accepted by sales, accepted")],
  [
    "sql",
    list(`sql, sales qualified lead, sales qualified, salesqualifiedlead, qualified by sales, vertriebsqualifizierter lead,
      lead qualifie ventes, lead calificado de ventas, lead cualificado de ventas, lead qualificado de vendas, lead qualificado pelas vendas`),
  ],
  [
    "opportunity",
    list(
      "opportunity, opp, open deal, open opportunity, verkaufschance, opportunite, oportunidad, oportunidade, opportunita",
    ),
  ],
  [
    "customer",
    list(`customer, won, closed won, client, evangelist, advocate, existing customer, kunde, bestandskunde, gewonnen, gagne, ganado,
      cliente, klant, ganho, vinto`),
  ],
  [
    "recycled",
    list(
      "recycled, recycle, nurture, nurturing, back to marketing, returned to marketing, recycled to marketing, lost, closed lost, verloren, perdu, perdido, perso",
    ),
  ],
  [
    "disqualified",
    list(
      "disqualified, unqualified, junk, junk lead, bad fit, not a fit, spam, invalid, rejected, disqualifiziert, unqualifiziert, disqualifie, descalificado, desqualificado",
    ),
  ],
];

export function stageMeaning(value: string): StageName | null {
  const words = plainWords(value.replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2"));
  return stageWords.find(([, known]) => known.has(words))?.[0] ?? null;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Who of us a value names: by address or by whole name; `nobody` where nobody here is even like it; null in doubt. */
export function personMeaning(value: string, people: readonly Person[]): string | null {
  const text = value.trim().toLowerCase();
  const words = plainWords(value);
  const exact = people.filter(
    ({ name, email }) => email.toLowerCase() === text || (words !== "" && plainWords(name) === words),
  );
  const swapped = words.split(" ").toReversed().join(" ");
  const found = exact.length > 0 ? exact : people.filter(({ name }) => plainWords(name) === swapped);
  if (found.length === 1) return found[0]?.id ?? null;
  if (found.length > 1) return null;
  const local = text.includes("@") ? plainWords(text.split("@")[0] ?? "") : words;
  const parts = new Set(local.split(" ").filter((part) => part.length > 1));
  const alike = people.some(({ name, email }) =>
    [...plainWords(name).split(" "), ...plainWords(email.split("@")[0] ?? "").split(" ")].some((part) =>
      parts.has(part),
    ),
  );
  return alike ? null : "nobody";
}
