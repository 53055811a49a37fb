import type { DealSaid } from "../../shared/domain/imports/row.ts";
import type { DealRecord } from "../db/deals.ts";
import type { LeadWrite } from "../db/leads.ts";

/** What a deal is called that nobody has named. */
const nameOf = ({ company, name, email, keys }: LeadWrite): string =>
  (company ?? name ?? email ?? keys[0]?.value ?? "Deal").slice(0, 200);

/** A deal with what a row says over what was known. One that ended without a date ended by the day of the import. */
export function dealOf(
  id: string,
  said: DealSaid,
  before: DealRecord | undefined,
  lead: LeadWrite,
  startedAt: number,
): DealRecord {
  const { outcome } = said;
  const attributes = { ...JSON.parse(before?.attributes ?? "{}"), ...said.attributes };
  return changed(before, startedAt, {
    id,
    leadId: lead.id,
    accountId: before?.accountId ?? null,
    name: said.name ?? before?.name ?? nameOf(lead),
    stage: said.stage ?? before?.stage ?? null,
    amount: said.amount ?? before?.amount ?? null,
    currency: said.currency ?? before?.currency ?? null,
    openedAt: said.openedAt ?? before?.openedAt ?? null,
    closedAt: outcome === "open" ? null : (said.closedAt ?? before?.closedAt ?? startedAt),
    outcome,
    lostReason: outcome === "lost" ? (said.lostReason ?? before?.lostReason ?? null) : null,
    changedAt: null,
    standIn: 0,
    attributes: JSON.stringify(attributes),
  });
}

/** The stand-in for a deal that a list of leads knows only the end of. */
export function standInOf(
  id: string,
  outcome: "won" | "lost",
  outcomeAt: number | null,
  before: DealRecord | undefined,
  lead: LeadWrite,
  startedAt: number,
): DealRecord {
  const known = before?.outcome === outcome ? before.closedAt : null;
  return changed(before, startedAt, {
    id: before?.id ?? id,
    leadId: lead.id,
    accountId: before?.accountId ?? null,
    name: before?.name ?? nameOf(lead),
    stage: null,
    amount: null,
    currency: null,
    openedAt: null,
    closedAt: outcomeAt ?? known ?? startedAt,
    outcome,
    lostReason: null,
    changedAt: null,
    standIn: 1,
    attributes: "{}",
  });
}

/** When it came to be as it is now: of a new deal its own dates say that. */
const changed = (before: DealRecord | undefined, startedAt: number, after: DealRecord): DealRecord => ({
  ...after,
  changedAt: before === undefined ? null : isSameDeal(before, after) ? before.changedAt : startedAt,
});

/** What can be said of a deal. */
export const dealFields = [
  "name",
  "stage",
  "amount",
  "currency",
  "openedAt",
  "closedAt",
  "outcome",
  "lostReason",
  "standIn",
  "attributes",
] as const satisfies (keyof DealRecord)[];

export const isSameDeal = (one: DealRecord, other: DealRecord | undefined): boolean =>
  other !== undefined && dealFields.every((name) => one[name] === other[name]);
