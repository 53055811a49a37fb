import * as z from "zod";
import { Band, id, key, line, Money, millis, StageName } from "./fields.ts";

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
          /** What `GET /v1/insight?key=` takes: the hash of the address, else another key. */
          key: key.optional(),
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

/** A lead of an account, in the order of who is most worth a talk. */
export const AccountPerson = z
  .object({
    id,
    /** What `GET /v1/insight?key=` takes: the hash of the address, else another key. */
    key,
    /** The address where nobody knows the name. */
    name: line(254),
    title: line(200).nullable(),
    score: z.int().min(0).max(100),
    band: Band,
    stage: StageName,
    flags: z.array(z.string().max(40)).max(20),
  })
  .meta({ id: "AccountPerson" });
export type AccountPerson = z.infer<typeof AccountPerson>;

/** A company with its people, the best first. */
export const AccountPeople = z
  .object({ account: Account, people: z.array(AccountPerson).max(25) })
  .meta({ id: "AccountPeople" });
export type AccountPeople = z.infer<typeof AccountPeople>;

/** A domain (`domain:` or the `sha256:` of one), or the key of a deal or of somebody who works there. */
export const AccountPeopleQuery = z.object({ key });
