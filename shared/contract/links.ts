import * as z from "zod";
import { email, key, link, millis } from "./fields.ts";

/** A link of a marketing mail to sign: whoever follows it is this lead. One of `email` and `key`. */
export const LinkInput = z
  .object({
    url: link,
    email: email.optional(),
    key: key.optional(),
    /** How long it holds, in days. */
    days: z.number().positive().max(365).default(30),
  })
  .refine((l) => (l.email === undefined) !== (l.key === undefined), {
    path: ["email"],
    message: "Give either email or key",
  })
  .meta({ id: "LinkInput" });

export const LinksInput = z
  .array(z.unknown())
  .min(1)
  .max(500)
  .meta({ id: "LinksInput", items: { $ref: "#/components/schemas/LinkInput" } });

export const LinksResult = z
  .object({
    links: z.array(z.object({ index: z.int(), url: z.string().max(4000), expiresAt: millis })).max(500),
    refused: z
      .array(
        z.object({
          index: z.int(),
          errors: z.array(z.object({ field: z.string().max(300), message: z.string().max(500) })).max(20),
        }),
      )
      .max(500),
  })
  .meta({ id: "LinksResult" });
export type LinksResult = z.infer<typeof LinksResult>;
