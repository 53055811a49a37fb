import * as z from "zod";
import { id, line, millis, orNull, StageName } from "./fields.ts";

/** Two leads that are one person: `from` is no more, all that is known of it becomes `into`'s. */
export const MergeInput = z.object({ into: id, from: id }).meta({ id: "MergeInput" });
export type MergeInput = z.infer<typeof MergeInput>;

export const MergeResult = z.object({ id, into: id, from: id, at: millis }).meta({ id: "MergeResult" });
export type MergeResult = z.infer<typeof MergeResult>;

/** Who a lead is, or was before it was merged. */
export const MergedLead = z
  .object({
    id,
    name: line(200).nullable(),
    email: line(254).nullable(),
    company: line(200).nullable(),
  })
  .meta({ id: "MergedLead" });
export type MergedLead = z.infer<typeof MergedLead>;

export const Merge = z
  .object({
    id,
    at: millis,
    /** Who merged them; null where the person is no longer here. */
    by: line(120).nullable(),
    into: MergedLead,
    from: MergedLead,
    undoneAt: millis.nullable(),
    undoneBy: line(120).nullable(),
    /** The merge that is built on this one, and has to be undone before it can be. */
    first: id.nullable(),
  })
  .meta({ id: "Merge" });
export type Merge = z.infer<typeof Merge>;

export const Merges = z.object({ items: z.array(Merge).max(100) }).meta({ id: "Merges" });
export type Merges = z.infer<typeof Merges>;

/** One side of a conflict: what a person needs to tell whether the other is the same person. */
export const ConflictLead = z
  .object({
    id,
    name: line(200).nullable(),
    email: line(254).nullable(),
    title: line(200).nullable(),
    company: line(200).nullable(),
    source: line(80).nullable(),
    campaign: line(120).nullable(),
    owner: line(120).nullable(),
    stage: StageName,
    createdAt: millis,
    /** Without the hashes of its addresses. */
    keys: z.array(line(300)).max(50),
    touches: z.int().min(0),
    lastTouchAt: millis.nullable(),
    verdicts: z.int().min(0),
    deals: z.int().min(0),
    /** The key that the row named. */
    said: line(300),
  })
  .meta({ id: "ConflictLead" });
export type ConflictLead = z.infer<typeof ConflictLead>;

/** Two leads that one row of an import says are one person. */
export const Conflict = z
  .object({
    id,
    state: z.enum(["open", "apart"]),
    at: millis,
    leads: z.tuple([ConflictLead, ConflictLead]),
    /** The row that says so, as the file counts, and its import; null where there is none any more. */
    row: z.int().min(1).nullable(),
    import: orNull(z.object({ id, name: line(200) })),
    /** Who said that they are two people. */
    by: line(120).nullable(),
    decidedAt: millis.nullable(),
  })
  .meta({ id: "Conflict" });
export type Conflict = z.infer<typeof Conflict>;

/** `open`: nobody has said yet. `apart`: somebody has said that they are two people. */
export const ConflictsQuery = z.object({ state: z.enum(["open", "apart"]).default("open") });
export type ConflictsQuery = z.infer<typeof ConflictsQuery>;

export const Conflicts = z
  .object({
    items: z.array(Conflict).max(100),
    /** Whether there are more than these. */
    more: z.boolean(),
  })
  .meta({ id: "Conflicts" });
export type Conflicts = z.infer<typeof Conflicts>;

/** One person, and which of the two leads stays; two people; or not said after all. */
export const ConflictDecision = z
  .discriminatedUnion("decision", [
    z.object({ decision: z.literal("merged"), into: id }),
    z.object({ decision: z.literal("apart") }),
    z.object({ decision: z.literal("open") }),
  ])
  .meta({ id: "ConflictDecision" });
export type ConflictDecision = z.infer<typeof ConflictDecision>;

export const ConflictResult = z
  .object({
    id,
    state: z.enum(["open", "merged", "apart"]),
    /** The merge, to undo. */
    mergeId: id.nullable(),
  })
  .meta({ id: "ConflictResult" });
export type ConflictResult = z.infer<typeof ConflictResult>;
