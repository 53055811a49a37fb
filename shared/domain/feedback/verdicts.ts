import type { Reason } from "./groups.ts";

/** `withdrawn` undoes: it stands in the record, and is no verdict. */
export type VerdictName = "good" | "bad" | "withdrawn";

const DAY = 86_400_000;
/** How far ahead of ours a client's clock may be. */
export const FARTHEST_AHEAD = 7 * DAY;

/**
 * When a verdict was given, UTC milliseconds. A claim ahead of the time of receipt is set back to it and
 * kept in `claimedAt`; one more than 7 days ahead is refused.
 */
export function clampAt(
  at: number,
  receivedAt: number,
): { at: number; claimedAt: number | null } | "too_far_ahead" {
  if (at <= receivedAt) return { at, claimedAt: null };
  return at - receivedAt > FARTHEST_AHEAD ? "too_far_ahead" : { at: receivedAt, claimedAt: at };
}

/** A verdict's words as they are kept, or the field that is wrong and why. */
export type CheckedVerdict =
  | { readonly ok: true; readonly reason: Reason | null; readonly note: string | null }
  | { readonly ok: false; readonly field: "reason" | "note"; readonly message: string };

const refuse = (field: "reason" | "note", message: string): CheckedVerdict => ({ ok: false, field, message });

/**
 * A bad verdict needs a reason of the workspace's list, and a note where that reason asks for one; good and
 * withdrawn take neither. A note of white space is no note.
 */
export function checkVerdict(
  given: { readonly verdict: VerdictName; readonly reason?: string | null; readonly note?: string | null },
  reasons: readonly Reason[],
): CheckedVerdict {
  const note = given.note?.trim() || null;
  if (given.verdict !== "bad") {
    if (given.reason) return refuse("reason", "Only a bad verdict takes a reason");
    if (note) return refuse("note", "Only a bad verdict takes a note");
    return { ok: true, reason: null, note: null };
  }
  if (!given.reason) return refuse("reason", "A bad verdict needs a reason");
  const reason = reasons.find((each) => each.id === given.reason);
  if (!reason) return refuse("reason", "Not a reason of this workspace");
  if (reason.note && !note) return refuse("note", `"${reason.label}" needs a note`);
  return { ok: true, reason, note };
}

export type ContactPhase = "before" | "after";

/** Whether a verdict given at `at` came before or after our first contact by a person (`null`: none yet). */
export const contactPhase = (at: number, firstContactAt: number | null): ContactPhase =>
  firstContactAt !== null && at >= firstContactAt ? "after" : "before";

/** What decides which of a rep's verdicts on a lead is the current one. */
export interface Dated {
  readonly id: string;
  readonly at: number;
}

/** Whether `one` replaces `other`: the later, and of two at once the greater id. */
export const isNewer = (one: Dated, other: Dated): boolean =>
  one.at !== other.at ? one.at > other.at : one.id > other.id;

/** The current verdict of each rep and lead, in any order; one that is withdrawn included. */
export function currentVerdicts<V extends Dated & { readonly repId: string; readonly leadId: string }>(
  verdicts: Iterable<V>,
): V[] {
  const current = new Map<string, V>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.repId, verdict.leadId]);
    const kept = current.get(key);
    if (!kept || isNewer(verdict, kept)) current.set(key, verdict);
  }
  return [...current.values()];
}
