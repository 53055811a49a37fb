import { makeOf } from "./trust.ts";

/** What the keys of records tell by themselves. Of CRMs that are known by their host alone nobody can tell. */
const marks: Readonly<Record<string, { person: readonly string[]; deal: string }>> = {
  hubspot: { person: ["0-1:"], deal: "0-3:" },
  salesforce: { person: ["003", "00Q"], deal: "006" },
  pipedrive: { person: ["person:", "lead:"], deal: "deal:" },
};
const marksOf = (kind: string) => (Object.hasOwn(marks, kind) ? marks[kind] : undefined);

/** Kinds of keys that are of no CRM. */
const notOfRecords = new Set(["email", "sha256", "user", "anonymous", "domain"]);

/** Whether a key can be that of a person's record in a CRM. */
export function isPersonKey({ kind, value }: { kind: string; value: string }, tenant: string): boolean {
  const make = makeOf(tenant);
  if (make !== "")
    return make === kind && (marksOf(kind)?.person.some((mark) => value.startsWith(mark)) ?? false);
  return !notOfRecords.has(kind) && marksOf(kind) === undefined;
}

/**
 * How a CRM's own exports may write the id of a deal that its pages have a longer key for: `hubspot:0-3:7` is 7 in
 * HubSpot's own file. None of what is no deal.
 */
export function dealIds(kind: string, value: string): string[] {
  const mark = marksOf(kind)?.deal;
  if (notOfRecords.has(kind) || (mark !== undefined && !value.startsWith(mark))) return [];
  const own = value.slice(value.lastIndexOf(":") + 1);
  const short = kind === "salesforce" && own.length === 18 ? [own.slice(0, 15)] : [];
  return [...new Set([`${kind}:${value}`, value, own, ...short])];
}
