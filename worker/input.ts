import { clampAt } from "../shared/domain/feedback/verdicts.ts";
import { ProblemError } from "./middleware/problems.ts";

/** What several routes check alike in what they are given. */

/** Nobody has the `leadId` of a body. */
export const unknownLead = (): ProblemError =>
  new ProblemError("unknown_lead", ["leadId", "No lead has this id"]);

/**
 * A client's time `at` as it is kept, UTC ms, with what was claimed where that lay ahead of the receipt.
 * @throws ProblemError invalid_input where it lies more than 7 days ahead
 */
export function clamped(at: number, receivedAt: number): { at: number; claimedAt: number | null } {
  const clamp = clampAt(at, receivedAt);
  if (clamp === "too_far_ahead")
    throw new ProblemError("invalid_input", [
      "at",
      "More than 7 days in the future: is this device's clock right?",
    ]);
  return clamp;
}
