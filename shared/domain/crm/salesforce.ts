import type { RecordRef, RecordType } from "./record.ts";
import { salesforceId } from "./salesforce-id.ts";

/** What the first three characters of an id tell, in every company's Salesforce. */
const types: Readonly<Record<string, RecordType>> = {
  "00Q": "person",
  "003": "person",
  "001": "company",
  "006": "deal",
};

/** The domain, as `salesforce:acme`: the same in Lightning and in Classic. */
export function salesforceTenant(url: URL): string | null {
  const domain = /^(.+)\.(?:lightning\.force|my\.salesforce)\.com$/.exec(url.hostname)?.[1];
  // A sandbox's instance stood between name and rest in older addresses.
  return domain === undefined ? null : `salesforce:${domain.replace(/\.[a-z]{2,4}\d+$/, "")}`;
}

export const isSalesforce = (url: URL): boolean => salesforceTenant(url) !== null;

/** A record by an id of 15 or 18 characters; null where it is none. Its type is what its first three say. */
export function salesforceRef(tenant: string, text: string): RecordRef | null {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text) || !/\d/.test(text)) return null;
  const id = salesforceId(text);
  return { type: types[id.slice(0, 3)] ?? "other", key: `salesforce:${id}`, tenant };
}

/** `/lightning/r/Lead/{id}/view`, `/lightning/r/{id}/view`, the first Lightning's `#/sObject/{id}/view`, Classic's `/{id}`. */
const ways: readonly ((url: URL) => string | undefined)[] = [
  (url) => /^\/lightning\/r\/(?:[A-Za-z]\w*\/)?([A-Za-z0-9]{15,18})(?=\/|$)/.exec(url.pathname)?.[1],
  (url) => /^#\/?sObject\/([A-Za-z0-9]{15,18})(?=\/|$)/.exec(url.hash)?.[1],
  // A path of one word may be anything else, too: an id has digits, most of them zeros.
  (url) => /^\/((?=(?:[A-Za-z]*\d){3})[0-9a-z][A-Za-z0-9]{14,17})(?:\/[a-z])?\/?$/.exec(url.pathname)?.[1],
];

/** The record whose page it is, lists of what belongs to it included. */
export function salesforceRecord(url: URL): RecordRef | null {
  const tenant = salesforceTenant(url);
  if (tenant === null) return null;
  for (const way of ways) {
    const id = way(url);
    if (id !== undefined) return salesforceRef(tenant, id);
  }
  return null;
}
