/** The text of a cell, made fit to be kept. */

/** Control characters but for the white ones, invisible joints, and letters that turn the direction of what follows. */
const unseen = /(?![\t\n\v\f\r\u0085])\p{Cc}|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu;
const unclean = /\p{Cc}|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]|[^\S ]|\s\s|^[\s']|\s$/u;
/** Written before a formula, also by ourselves, so that a spreadsheet shows it instead of working it out. */
const guarded = /^'(?=[=+\-@])/;

/** On one line, without what cannot be seen. */
export function oneLine(cell: string): string {
  if (!unclean.test(cell)) return cell;
  return cell
    .toWellFormed()
    .replace(unseen, "")
    .replace(/[\s\u0085]+/g, " ")
    .trim()
    .replace(guarded, "");
}

/** The same, with its line breaks. */
export function manyLines(cell: string): string {
  if (!unclean.test(cell)) return cell;
  return cell
    .toWellFormed()
    .replace(unseen, "")
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .trim()
    .replace(guarded, "");
}

/** The beginning of a text, at most `max` letters, no pair of surrogates torn apart. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max).trimEnd();
}

/** The pattern of HTML's email input, which the contract takes as well. */
const address =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** The address in a cell, lower case: alone, as `mailto:` or as `Ada <ada@analytical.example>`. Null where there is none. */
export function addressOf(text: string): string | null {
  const inner = /<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const email = inner
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();
  return email.length <= 254 && address.test(email) ? email : null;
}

/** A link that a person may click, as it was written; null for anything but http and https. */
export const linkOf = (text: string): string | null =>
  text.length <= 2000 && /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text) ? text : null;
