import { salesforceId } from "../crm/salesforce-id.ts";
import { cut } from "./cells.ts";

/** What identifies a lead in the tool that it comes from, written as the extension finds it on that tool's pages. */

const HUBSPOT_CONTACT = "0-1";
const PIPEDRIVE_PERSON = "person";
const PIPEDRIVE_LEAD = "lead";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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
  if (kind === "pipedrive") {
    if (uuid.test(text)) return `${PIPEDRIVE_LEAD}:${text.toLowerCase()}`;
    return /^\d+$/.test(text) ? `${PIPEDRIVE_PERSON}:${text}` : text;
  }
  if (kind === "salesforce") return salesforceId(text);
  if (kind === "sha256") return /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null;
  return text;
}
