import * as z from "zod";
import { filled, id, line, link, millis, StageName, uuid } from "./fields.ts";

/** One link copied for one lead. */
export const ContentUseInput = z.object({ id: uuid, leadId: id, at: millis }).meta({ id: "ContentUseInput" });
export const ContentUseResult = z.object({ recorded: z.boolean() }).meta({ id: "ContentUseResult" });

/** "Nothing fits? Ask marketing": one line about what was missing for this lead. */
export const ContentRequestInput = z
  .object({ id: uuid, leadId: id, text: filled(300) })
  .meta({ id: "ContentRequestInput" });

/** What marketing sees of its content: every piece with its uses, and what reps asked for. */
export const ContentLibrary = z
  .object({
    items: z
      .array(
        z.object({
          id,
          title: line(200),
          url: link,
          kind: line(40),
          personas: z.array(line(80)).max(20),
          stages: z.array(StageName).max(8),
          uses: z.int().min(0),
          lastUsedAt: millis.nullable(),
        }),
      )
      .max(500),
    requests: z
      .array(
        z.object({
          id: uuid,
          at: millis,
          text: line(300),
          persona: line(80).nullable(),
          stage: StageName,
          lead: line(200).nullable(),
        }),
      )
      .max(200),
  })
  .meta({ id: "ContentLibrary" });
export type ContentLibrary = z.infer<typeof ContentLibrary>;
