import { cut } from "./cells.ts";

/** What identifies a lead in the tool that it comes from, written as the extension finds it on that tool's pages. */

const HUBSPOT_CONTACT = "0-1";
const PIPEDRIVE_PERSON = "person";

/** A number as a spreadsheet shortens it: `6.60737E+17`. Two ids may look the same then. */
const shortened = /^\d(?:[.,]\d+)?E\+?\d{1,3}$/;

/** A key as it is kept, `kind:value`, or why the cell cannot be one. */
export function keyOf(kind: string, text: string): { key: string } | { problem: string } {
  if (shortened.test(text))
    return {
      problem: `“${text}” is a number that a spreadsheet has shortened: export the column as text`,
    };
  const value = idOf(kind, text);
  if (value === null) return { problem: `“${cut(text, 60)}” is not one id` };
  const key = `${kind}:${value}`;
  return key.length > 300 ? { problem: "Is too long for an id" } : { key };
}

/** A key as a person reads it: of an address only the address. */
export const keyWords = (key: string): string => key.replace(/^email:/, "");

function idOf(kind: string, text: string): string | null {
  if (kind === "hubspot") {
    if (/[;,\s]/.test(text)) return null;
    return /^\d+$/.test(text) ? `${HUBSPOT_CONTACT}:${text}` : text;
  }
  if (kind === "pipedrive") return /^\d+$/.test(text) ? `${PIPEDRIVE_PERSON}:${text}` : text;
  if (kind === "salesforce") return salesforceId(text);
  if (kind === "sha256") return /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null;
  return text;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * The 18 characters of a Salesforce id. One of 15 tells upper from lower case; each of the 3 more says which of
 * five letters are upper case, so that nothing is lost where case is.
 */
function salesforceId(text: string): string {
  if (!/^[A-Za-z0-9]{15}$/.test(text)) return text;
  let suffix = "";
  for (let from = 0; from < 15; from += 5) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) if (/[A-Z]/.test(text[from + place] ?? "")) bits |= 1 << place;
    suffix += letters[bits];
  }
  return text + suffix;
}
