import type { RecordRef, RecordType } from "./record.ts";

const types: Readonly<Record<string, RecordType>> = {
  person: "person",
  organization: "company",
  deal: "deal",
};

/** The company, as `pipedrive:acme`. */
export function pipedriveTenant(url: URL): string | null {
  // Some hosts are nobody's company.
  const company =
    /^(?!(?:www|app|api|oauth|developers|support|community)\.)([a-z0-9][a-z0-9-]*)\.pipedrive\.com$/.exec(
      url.hostname,
    )?.[1];
  return company === undefined ? null : `pipedrive:${company}`;
}

export const isPipedrive = (url: URL): boolean => pipedriveTenant(url) !== null;

/**
 * The record whose page it is: `/person/{id}`, `/organization/{id}`, `/deal/{id}`, `/leads/inbox/{uuid}`. A lead of the
 * leads' inbox is a person that we may sell to, as a lead is elsewhere.
 */
export function pipedriveRecord(url: URL): RecordRef | null {
  const tenant = pipedriveTenant(url);
  if (tenant === null) return null;
  const [, kind, id] = /^\/(person|organization|deal)\/([1-9]\d{0,17})(?=\/|$)/.exec(url.pathname) ?? [];
  if (kind !== undefined && id !== undefined)
    return { type: types[kind] ?? "other", key: `pipedrive:${kind}:${id}`, tenant };
  const lead = /^\/leads\/(?:[a-z-]+\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\/|$)/i.exec(
    url.pathname,
  )?.[1];
  return lead === undefined ? null : { type: "person", key: `pipedrive:lead:${lead.toLowerCase()}`, tenant };
}
