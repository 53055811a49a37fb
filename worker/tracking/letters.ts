import * as z from "zod";
import { rejectionReasons } from "../../shared/contract/sources.ts";
import { type JsonObject, messageTypes } from "../../shared/domain/tracking/message.ts";
import type { DeadLetterWrite } from "../db/dead-letters.ts";
import type { Parcel } from "./parcel.ts";

/** What a message of the queue holds, and how it is put aside where it cannot be written. */

const text = z.string();
const json = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

/** A parcel as it left the edge: not looked at again beyond its shape, which another version of us may have written. */
const parcel: z.ZodType<Parcel> = z.object({
  id: text,
  keyId: text,
  trust: z.enum(["public", "server"]),
  receivedAt: z.number(),
  items: z.array(
    z.object({
      message: z.object({
        id: text,
        type: z.enum(messageTypes),
        at: z.number(),
        anonymousId: text.nullable(),
        userId: text.nullable(),
        previousId: text.nullable(),
        groupId: text.nullable(),
        name: text.nullable(),
        properties: json,
        traits: json,
        context: json,
      }),
      proven: z.object({ linkId: text, key: text, expiresAt: z.number() }).nullable(),
    }),
  ),
  rejected: z.array(
    z.object({
      reason: z.enum(Object.keys(rejectionReasons) as [keyof typeof rejectionReasons]),
      messages: z.number(),
      sample: text.nullable(),
    }),
  ),
});

/** The parcel that a message's body is; null where it is none. */
export const readParcel = (body: unknown): Parcel | null => parcel.safeParse(body).data ?? null;

/** The same of a letter's body. */
export function readLetter(body: string): Parcel | null {
  try {
    return readParcel(JSON.parse(body));
  } catch {
    return null;
  }
}

/** A message of the queue, as much as a letter keeps of it. */
export interface Undelivered {
  readonly id: string;
  readonly timestamp: Date;
  readonly attempts: number;
  readonly body: unknown;
}

/** The letter that a message becomes: the same one however often. */
export function letterOf(message: Undelivered, error: string): DeadLetterWrite {
  const read = readParcel(message.body);
  const at = message.timestamp.getTime();
  return {
    id: `${at.toString(16).padStart(12, "0")}-${message.id.replace(/[^\w-]/g, "").slice(0, 50)}`,
    at,
    keyId: read?.keyId ?? "",
    messages: read?.items.length ?? 0,
    attempts: message.attempts,
    error: error.slice(0, 500),
    body: JSON.stringify(message.body) ?? "",
  };
}
