import * as z from "zod";
import { millis, stageNames } from "./fields.ts";
import { Touch } from "./insight.ts";

/** A page of a lead's history: newest first. */
export const TouchesQuery = z.object({
  /** From the page before. */
  cursor: z.string().max(300).optional(),
  /** Only those of one channel. */
  channel: z.string().max(40).optional(),
});

/** What a touch was for the lead's way: its very first, or the last of theirs before it reached a stage. */
export const touchMarks = ["first", ...stageNames] as const;

export const TimelineTouch = Touch.extend({
  /** It came before anybody knew who this visitor was. */
  anonymous: z.boolean(),
  marks: z.array(z.enum(touchMarks)).max(9),
  /** What of its campaign brought it. */
  content: z.string().max(120).optional(),
}).meta({ id: "TimelineTouch" });
export type TimelineTouch = z.infer<typeof TimelineTouch>;

export const Timeline = z
  .object({
    items: z.array(TimelineTouch).max(50),
    /** Of the next page; null where this is the last. A page of one channel may hold few or none and yet have a next. */
    cursor: z.string().max(300).nullable(),
    /** How far back this page looked; null where to the very first. */
    lookedTo: millis.nullable(),
    /** The channels that this lead came by lately and at each milestone, on the first page only. */
    channels: z.array(z.string().max(40)).max(50).optional(),
  })
  .meta({ id: "Timeline" });
export type Timeline = z.infer<typeof Timeline>;
