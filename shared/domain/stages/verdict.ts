import type { StageName } from "./stages.ts";

/** A stage and since when, UTC ms. */
export interface Standing {
  readonly stage: StageName;
  readonly since: number;
}

/** The latest entry of a lead's history of stages, as far as an undo needs it. */
export interface LastStageChange {
  /** What moved the lead; only `verdict` is of interest here. */
  readonly cause: string;
  /** Whose verdict, rule or hand it was. */
  readonly personId: string | null;
  /** Where the lead stood before that rep's verdict, as long as the verdict may still be taken back. */
  readonly restores: Standing | null;
}

export interface VerdictOnStage {
  readonly stage: StageName;
  readonly stageSince: number;
  readonly verdict: "good" | "bad" | "withdrawn";
  /** The group of the reason when bad, else null. */
  readonly group: "not_now" | "not_a_fit" | "not_counted" | null;
  /** The rep owns the lead, or nobody does. */
  readonly mayMove: boolean;
  readonly lastChange: LastStageChange | null;
  readonly personId: string;
  readonly at: number;
}

/** Where the verdict puts the lead; `restores` is kept with the change for the undo. */
export interface StageAfterVerdict extends Standing {
  readonly restores: Standing | null;
}

/** A deal is a fact; no judgement of a lead undoes it. */
const hasDeal = (stage: StageName): boolean => stage === "opportunity" || stage === "customer";

/**
 * What a rep's new current verdict does to the lead's stage; null where it does nothing.
 *
 * "Not now" recycles and "not a fit" disqualifies, where the rep may move the lead. Any other verdict takes back
 * what this rep's verdict before it did, to the stage and the day of before, as long as nothing has moved the
 * lead since. From one of the two to the other, what stood at the start is remembered. "Not now" does not bring
 * back a lead that somebody else disqualified.
 */
export function effectOfVerdict(now: VerdictOnStage): StageAfterVerdict | null {
  if (hasDeal(now.stage)) return null;
  const { lastChange } = now;
  const mine = lastChange?.cause === "verdict" && lastChange.personId === now.personId;
  const before = mine ? lastChange.restores : null;
  const origin: Standing = before ?? { stage: now.stage, since: now.stageSince };

  const target = now.mayMove ? (targetOf(now, origin.stage) ?? origin.stage) : origin.stage;
  if (target === now.stage) return null;
  if (target === origin.stage) return { ...origin, restores: null };
  return { stage: target, since: Math.max(now.at, now.stageSince), restores: origin };
}

function targetOf({ verdict, group }: VerdictOnStage, origin: StageName): StageName | null {
  if (verdict !== "bad") return null;
  if (group === "not_now") return origin === "disqualified" ? null : "recycled";
  return group === "not_a_fit" ? "disqualified" : null;
}
