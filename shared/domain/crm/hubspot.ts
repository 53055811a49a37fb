import type { RecordRef, RecordType } from "./record.ts";

/** HubSpot's numbers of the record types that the older addresses have words for. */
const words: Readonly<Record<string, string>> = {
  contact: "0-1",
  company: "0-2",
  deal: "0-3",
  ticket: "0-5",
};
const types: Readonly<Record<string, RecordType>> = { "0-1": "person", "0-2": "company", "0-3": "deal" };

/** `app.hubspot.com`, and those of other regions: `app-eu1.hubspot.com`. */
export const isHubspot = (url: URL): boolean => /^app(-[a-z]{2}\d)?\.hubspot\.com$/.test(url.hostname);

/** The portal, as `hubspot:1234567`: the first number of a path, behind the tool's name. */
export function hubspotTenant(url: URL): string | null {
  const portal = isHubspot(url) ? /^\/[a-z][a-z-]*\/(\d{3,12})(?=\/|$)/.exec(url.pathname)?.[1] : undefined;
  return portal === undefined ? null : `hubspot:${portal}`;
}

/** A record of a type (`0-1`, `contact`) by its number; null where these are none. */
export function hubspotRef(tenant: string, type: string, id: string): RecordRef | null {
  const number = Object.hasOwn(words, type) ? words[type] : type;
  if (number === undefined || !/^\d{1,3}-\d{1,15}$/.test(number) || !/^[1-9]\d{0,18}$/.test(id)) return null;
  return { type: types[number] ?? "other", key: `hubspot:${number}:${id}`, tenant };
}

/** The record whose page it is: `/contacts/{portal}/record/0-1/{id}`, or the older `/contacts/{portal}/contact/{id}`. */
export function hubspotRecord(url: URL): RecordRef | null {
  const tenant = hubspotTenant(url);
  const at = /^\/[a-z-]+\/\d+\/(?:record\/([\w-]+)|(contact|company|deal|ticket))\/(\d+)(?=\/|$)/.exec(
    url.pathname,
  );
  const [, type, word, id] = at ?? [];
  return tenant !== null && id !== undefined ? hubspotRef(tenant, type ?? word ?? "", id) : null;
}

/** The type of the records that a page lists: `0-1` of `/contacts/{portal}/objects/0-1/views/all/list`. */
export function hubspotListType(url: URL): string | null {
  const [, type, word] =
    /^\/contacts\/\d+\/(?:objects\/(\d+-\d+)|(contacts|companies|deals|tickets|lists))(?=\/|$)/.exec(
      url.pathname,
    ) ?? [];
  if (type !== undefined) return type;
  if (word === undefined) return null;
  return { companies: "0-2", deals: "0-3", tickets: "0-5" }[word] ?? "0-1";
}

/** The record that the address says is shown in a panel over its list: `?previewRecord=501`, its type beside it. */
export function hubspotPreview(url: URL): RecordRef | null {
  const tenant = hubspotTenant(url);
  const told = [...url.searchParams].filter(([name]) => name.startsWith("preview"));
  const type = told.find(([name]) => name.includes("Type"))?.[1] ?? hubspotListType(url);
  for (const [name, value] of told) {
    const [, own, id] = /^(?:(\d+-\d+)[-:/])?(\d+)$/.exec(value) ?? [];
    const of = own ?? type;
    if (tenant !== null && id !== undefined && of !== null && !name.includes("Type"))
      return hubspotRef(tenant, of, id);
  }
  return null;
}
