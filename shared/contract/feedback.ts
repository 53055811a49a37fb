import * as z from "zod";
import { Band, filled, id, line, millis, orNull, uuid } from "./fields.ts";

export const verdicts = ["good", "bad", "withdrawn"] as const;
export const VerdictName = z.enum(verdicts);
export type VerdictName = z.infer<typeof VerdictName>;

/** `not_now`: back to marketing. `not_a_fit`: leaves the queue. `not_counted`: says nothing about quality. */
export const reasonGroups = ["not_now", "not_a_fit", "not_counted"] as const;
export const ReasonGroup = z.enum(reasonGroups);
export type ReasonGroup = z.infer<typeof ReasonGroup>;

/** One reason of the workspace's list, which marketing edits. `note` is true where the reason alone says too little. */
export const ReasonChoice = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
    label: filled(60),
    group: ReasonGroup,
    note: z.boolean(),
  })
  .meta({ id: "ReasonChoice" });
export type ReasonChoice = z.infer<typeof ReasonChoice>;

/** What the rep saw when judging. */
export const SeenState = z
  .object({
    score: z.int().min(0).max(100).nullable(),
    band: Band.nullable(),
    scorecard: z.int().min(1).nullable(),
    persona: id.nullable(),
    site: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/),
  })
  .meta({ id: "SeenState" });
export type SeenState = z.infer<typeof SeenState>;

/** One verdict. The id is the client's, so that the same verdict sent again is the same verdict. */
export const VerdictInput = z
  .object({
    id: uuid,
    leadId: id,
    verdict: VerdictName,
    reason: z.string().max(40).optional(),
    note: line(500).optional(),
    /** The rep's clock. Up to 7 days ahead is clamped to the time of receipt; more is refused. */
    at: millis,
    seen: SeenState,
  })
  .meta({ id: "VerdictInput" });
export type VerdictInput = z.infer<typeof VerdictInput>;

/** The rep's own current verdict on a lead. */
export const MyVerdict = z
  .object({
    id: uuid,
    verdict: z.enum(["good", "bad"]),
    reason: line(40).nullable(),
    note: line(500).nullable(),
    at: millis,
  })
  .meta({ id: "MyVerdict" });
export type MyVerdict = z.infer<typeof MyVerdict>;

export const VerdictResult = z
  .object({
    id: uuid,
    /** False when this id was already here and nothing changed. */
    recorded: z.boolean(),
    mine: orNull(MyVerdict),
    good: z.int().min(0),
    bad: z.int().min(0),
    stage: z.object({ name: line(20), since: millis }),
  })
  .meta({ id: "VerdictResult" });
export type VerdictResult = z.infer<typeof VerdictResult>;

/** "The unfolded panel stood visible with this lead for 3 seconds." Kept at most once a rep, lead and day. */
export const SeenInput = z.object({ leadId: id, at: millis, seen: SeenState }).meta({ id: "SeenInput" });
export type SeenInput = z.infer<typeof SeenInput>;
export const SeenResult = z.object({ recorded: z.boolean() }).meta({ id: "SeenResult" });
