import * as z from "zod";
import { id, line, millis, orNull } from "./fields.ts";

/** Why a message was left out, and whether that is somebody's fault. */
export const rejectionReasons = {
  invalid: "Not readable as a message",
  too_large: "Larger than 32 kB",
  no_identity: "Says of nobody whom it is about",
  too_far_ahead: "Dated more than 7 days in the future",
  origin: "From a page that this key does not allow",
  unknown_key: "With a key that is not known, or no longer holds",
  rate: "More than this key may send at once",
  bot: "A robot's visit",
  colleague: "One of your own people",
  machine_open: "A mail opened by a machine: kept, and weighs nothing",
} as const;
export const RejectionReason = z.enum(
  Object.keys(rejectionReasons) as [keyof typeof rejectionReasons, ...(keyof typeof rejectionReasons)[]],
);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** `hour`: of the last sixty minutes, as far as counts by the clock's hours tell. */
const counts = { hour: z.int().min(0), days30: z.int().min(0), lastAt: millis.nullable() };

/** What arrives. */
export const Sources = z
  .object({
    keys: z
      .array(
        z.object({
          id,
          name: line(80),
          kind: z.enum(["public", "server"]),
          /** False of one that was revoked, or has ended. */
          holds: z.boolean(),
          ...counts,
        }),
      )
      .max(200),
    channels: z.array(z.object({ channel: line(40), ...counts })).max(50),
    /** Last 30 days, oldest first: touches a day (UTC). */
    days: z.array(z.object({ day: line(10), touches: z.int().min(0) })).max(31),
    rejected: z
      .array(
        z.object({
          key: orNull(z.object({ id, name: line(80) })),
          reason: RejectionReason,
          ...counts,
          /** The field and what is wrong with it, of the last one. */
          sample: line(500).nullable(),
        }),
      )
      .max(500),
    unmapped: z
      .array(z.object({ name: line(200), event: line(200), touches: z.int().min(0), lastAt: millis }))
      .max(100),
    mapped: z
      .array(
        z.object({
          name: line(200),
          kind: line(40),
          direction: z.enum(["theirs", "ours"]),
          by: line(120).nullable(),
          at: millis,
        }),
      )
      .max(500),
    deadLetters: z.object({ waiting: z.int().min(0), lastAt: millis.nullable() }),
    /** Whether a queue stands before the database. */
    queue: z.boolean(),
  })
  .meta({ id: "Sources" });
export type Sources = z.infer<typeof Sources>;

/** What an event's name is taken for from now on; kind null takes that back. */
export const EventKindInput = z
  .object({
    name: z.string().trim().toLowerCase().min(1).max(200),
    kind: z
      .string()
      .regex(/^[a-z_]{1,40}$/)
      .nullable(),
    direction: z.enum(["theirs", "ours"]).optional(),
  })
  .meta({ id: "EventKindInput" });

/** The newest touches that came by a key: whether the snippet works. */
export const Arrival = z
  .object({
    id: line(128),
    at: millis,
    kind: line(40),
    title: line(300),
    url: line(2000).nullable(),
    channel: line(40),
    /** Whose: a lead's name or address, or null of a visitor. */
    who: line(254).nullable(),
  })
  .meta({ id: "Arrival" });
export type Arrival = z.infer<typeof Arrival>;
export const Arrivals = z.object({ items: z.array(Arrival).max(20) }).meta({ id: "Arrivals" });

export const DeadLetter = z
  .object({
    id,
    at: millis,
    key: line(80).nullable(),
    messages: z.int().min(0),
    attempts: z.int().min(0),
    error: line(500),
    /** The first 2,000 letters of it. */
    body: line(2000),
  })
  .meta({ id: "DeadLetter" });
export type DeadLetter = z.infer<typeof DeadLetter>;
export const DeadLetters = z.object({ items: z.array(DeadLetter).max(100) }).meta({ id: "DeadLetters" });
