import type { Slice } from "../contract.ts";

/** The verdicts that a slice's rate is made of. */
export const counted = (slice: Slice, withoutNotNow: boolean): number =>
  slice.good + slice.notAFit + (withoutNotNow ? 0 : slice.notNow);

/** Every verdict of a slice, the ones that count nowhere included. */
export const given = (slice: Slice): number => counted(slice, false) + slice.notCounted;

/** Judged of seen, `null` where nobody was seen. */
export const judgedShare = (slice: Slice): number | null =>
  slice.seen > 0 ? slice.judged / slice.seen : null;
