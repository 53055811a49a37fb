import * as z from "zod";
import { filled, id, line, millis, uuid } from "./fields.ts";

/** The filters of the feedback report, as they stand in its address. Days are `YYYY-MM-DD` in the workspace's zone. */
export const FeedbackFilters = z
  .object({
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    source: line(80).optional(),
    campaign: line(120).optional(),
    persona: line(64).optional(),
    band: z.enum(["A", "B", "C", "D"]).optional(),
    scorecard: z.coerce.number().int().min(1).optional(),
    site: line(32).optional(),
    /** Only verdicts given before, or after, sales first spoke with the lead. */
    contact: z.enum(["before", "after"]).optional(),
  })
  .meta({ id: "FeedbackFilters" });
export type FeedbackFilters = z.infer<typeof FeedbackFilters>;

/** Marketing's answer: to one verdict, or to everyone who gave this reason in this slice of the report. */
export const ReplyInput = z
  .object({
    id: uuid,
    text: filled(1000),
    to: z.union([
      z.strictObject({ verdictId: uuid }),
      z.strictObject({ reason: z.string().max(40), slice: FeedbackFilters }),
    ]),
  })
  .meta({ id: "ReplyInput" });
export type ReplyInput = z.infer<typeof ReplyInput>;

/** `reached` counts the verdicts answered; who gave them stays unsaid. */
export const ReplyResult = z
  .object({ id: uuid, recorded: z.boolean(), reached: z.int().min(0) })
  .meta({ id: "ReplyResult" });
export type ReplyResult = z.infer<typeof ReplyResult>;

export const Replies = z
  .object({
    items: z
      .array(
        z.object({
          id: uuid,
          at: millis,
          from: line(120),
          text: line(1000),
          about: line(300),
          reached: z.int().min(0),
        }),
      )
      .max(100),
  })
  .meta({ id: "Replies" });

/** A verdict put on the list for the next meeting of the two teams. */
export const MeetingItem = z
  .object({
    verdictId: uuid,
    addedAt: millis,
    /** First day of the verdict's week, `YYYY-MM-DD`: the day could say whose it is. */
    week: z.iso.date(),
    leadId: id,
    lead: z.object({
      name: line(200).nullable(),
      title: line(200).nullable(),
      company: line(200).nullable(),
    }),
    score: z.int().nullable(),
    band: z.string().max(1).nullable(),
    verdict: z.enum(["good", "bad"]),
    reason: line(60).nullable(),
    note: line(500).nullable(),
    campaign: line(120).nullable(),
  })
  .meta({ id: "MeetingItem" });
export type MeetingItem = z.infer<typeof MeetingItem>;
export const Meeting = z.object({ items: z.array(MeetingItem).max(200) }).meta({ id: "Meeting" });
