import * as z from "zod";
import { Band, line, millis } from "./fields.ts";

/** One line of the score: what it says of the lead, and how many points that is worth. */
export const Reason = z
  .object({
    signal: line(64),
    label: line(200),
    points: z.int().min(-200).max(200),
    /** When it last happened, or what it was read from, where there is such a thing. */
    evidence: line(300).optional(),
  })
  .meta({ id: "Reason" });
export type Reason = z.infer<typeof Reason>;

/** Change over 7 days; left out where it cannot be known inside the read budget. Causes sum to `points`. */
export const ScoreChange = z
  .object({
    points: z.int().min(-100).max(100),
    causes: z
      .array(z.object({ signal: line(64), label: line(120), points: z.int().min(-200).max(200) }))
      .max(40),
  })
  .meta({ id: "ScoreChange" });
export type ScoreChange = z.infer<typeof ScoreChange>;

/** A score with the reasons whose points sum exactly to `value`, the start included as signal `start`. */
export const Score = z
  .object({
    value: z.int().min(0).max(100),
    band: Band,
    probability: z.number().min(0).max(1).optional(),
    change7d: ScoreChange.optional(),
    computedAt: millis,
    scorecard: z.object({ version: z.int().min(1), name: line(80) }),
    reasons: z.array(Reason).max(60),
    missing: z.array(z.object({ field: line(64), label: line(80) })).max(20),
  })
  .meta({ id: "Score" });
export type Score = z.infer<typeof Score>;
