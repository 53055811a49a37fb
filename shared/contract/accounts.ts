import * as z from "zod";
import { Band, id, line, Money, millis } from "./fields.ts";

/** The company behind a lead's domain. */
export const Account = z
  .object({
    name: line(200),
    domain: line(253),
    leads: z.int().min(0),
    best: z
      .array(
        z.object({
          id,
          /** The address where nobody knows the name. */
          name: line(254),
          title: line(200).nullable(),
          score: z.int().min(0).max(100),
          band: Band,
        }),
      )
      .max(3),
    openDeal: z.object({ amount: Money.nullable(), stage: line(80).nullable() }).nullable(),
    customerSince: millis.nullable(),
  })
  .meta({ id: "Account" });
export type Account = z.infer<typeof Account>;

/** `sha256:` and the hex hash of the lower-case registrable domain, or `domain:` and the domain itself. */
export const AccountQuery = z.object({
  key: z
    .string()
    .max(300)
    .regex(/^(sha256:[0-9a-f]{64}|domain:\S+)$/),
});
