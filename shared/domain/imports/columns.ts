import { plainWords } from "../people/words.ts";
import { readYesNo } from "./booleans.ts";
import type { ColumnProfile } from "./profile.ts";
import type { ColumnType } from "./reading.ts";

/** What a column holds, told from its profile. */

/** One word each, though a capital stands in the middle. */
const oneWord = /HubSpot|LinkedIn|YouTube|SalesForce|\bIDs\b/g;

/** What tools wrap a record's own fields in. */
const wrapper = /^(?:properties|fields|attributes|data|payload|record|values)[.:]\s*(?=.)/i;

/** A header in plain words, `LeadSource`, `lead_source` and `properties.leadSource` alike: "lead source". */
export const headerWords = (column: string): string =>
  plainWords(
    column
      .replace(wrapper, "")
      .replace(oneWord, (name) => name.toLowerCase())
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2"),
  ).replace(/\be mail/g, "email");

/** Cells that hold something: neither blank nor a marker of nothing. */
export const held = ({ filled, empties }: ColumnProfile): number =>
  filled - empties.reduce((sum, { count }) => sum + count, 0);

/** 0 to 1: how many of the cells that hold something are so. */
export const share = (profile: ColumnProfile, count: number): number => {
  const cells = held(profile);
  return cells > 0 ? count / cells : 0;
};

export const numbersIn = ({ shapes }: ColumnProfile): number =>
  shapes.whole + shapes.decimalPoint + shapes.decimalComma + shapes.decimalEither;

export const datesIn = ({ shapes }: ColumnProfile): number =>
  shapes.dateYearFirst +
  shapes.dateDayFirst +
  shapes.dateMonthFirst +
  shapes.dateEither +
  shapes.dateWords +
  shapes.dateUnix;

/** Its different values that say something, or null where there are too many to name each. */
export const valuesIn = ({ values, empties }: ColumnProfile): ColumnProfile["values"] => {
  const markers = new Set(empties.map(({ value }) => value));
  return values?.filter(({ value }) => !markers.has(value)) ?? null;
};

/** A few cells may be otherwise: they are kept as text. */
const ALMOST_ALL = 0.98;
export const almostAll = (profile: ColumnProfile, count: number): boolean =>
  share(profile, count) >= ALMOST_ALL;

const dateHeader =
  /\b(date|datum|fecha|data|time|timestamp|created|updated|modified|at|on|zeit|zeitpunkt|heure|hora|tijd)\b/;

/** What is written in digits and is no quantity. */
const labelHeader =
  /\b(?:phone|mobile|cell|fax|tel|telefon|telephone|telefono|telefone|handy|mobil|zip|plz|postal|postcode|postleitzahl|id|ids|code|iban|sku)\b/;

/** Both `13/04` and `04/13` stand in it. */
export const contradicts = ({ shapes }: ColumnProfile): boolean =>
  shapes.dateDayFirst > 0 && shapes.dateMonthFirst > 0;

/** What kind of attribute the column makes. */
export function typeOf(profile: ColumnProfile): ColumnType {
  const { shapes } = profile;
  if (held(profile) <= 0) return "empty";
  const values = valuesIn(profile);
  if (almostAll(profile, shapes.yesNo) && values && isYesNo(values)) return "boolean";
  const numbers = numbersIn(profile);
  // Eight or ten digits may be a day, an instant, an id or a telephone: the header decides.
  const dates =
    datesIn(profile) >= numbers || dateHeader.test(headerWords(profile.column)) ? datesIn(profile) : 0;
  if (almostAll(profile, dates) && (numbers < dates || dateHeader.test(headerWords(profile.column))))
    return contradicts(profile) ? "text" : "date";
  if (almostAll(profile, numbers) && !labelHeader.test(headerWords(profile.column))) return "number";
  return values !== null && !profile.unique ? "choice" : "text";
}

/** One word for yes or one for no, or both; a lone 0 or 1 is a number. */
function isYesNo(values: readonly { readonly value: string }[]): boolean {
  const [one, other, ...more] = [...new Set(values.map(({ value }) => value.toLowerCase()))];
  if (one === undefined || more.length > 0) return false;
  return other === undefined ? !/^[01]/.test(one) : readYesNo(one) !== readYesNo(other);
}

/** The order of day and month that the column itself shows; null where it shows none, or both. */
export const orderShown = ({ shapes }: ColumnProfile): "dmy" | "mdy" | null =>
  shapes.dateDayFirst > 0 === shapes.dateMonthFirst > 0 ? null : shapes.dateDayFirst > 0 ? "dmy" : "mdy";

/** True where the column's dates read differently, day first or month first. */
export const orderMatters = ({ shapes }: ColumnProfile): boolean =>
  shapes.dateEither + shapes.dateDayFirst + shapes.dateMonthFirst > 0;
