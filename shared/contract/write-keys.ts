import * as z from "zod";
import { filled, id, line, millis } from "./fields.ts";

/** Where pages may send from: `https://www.acme.example`, or with `*.` for all hosts below. */
export const origin = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(/^https?:\/\/(\*\.)?[^\s/*?#@]+$/, { message: "An origin, such as https://www.acme.example" });

export const WriteKeyInput = z
  .object({
    name: filled(80),
    kind: z.enum(["public", "server"]),
    origins: z.array(origin).max(50).default([]),
  })
  .meta({ id: "WriteKeyInput" });

/** A field left out stays. */
export const WriteKeyChange = z
  .object({ name: filled(80).optional(), origins: z.array(origin).max(50).optional() })
  .meta({ id: "WriteKeyChange" });

export const WriteKey = z
  .object({
    id,
    name: line(80),
    kind: z.enum(["public", "server"]),
    /** A public key itself; of a server key its last four letters. */
    shown: line(80),
    origins: z.array(line(260)).max(50),
    createdAt: millis,
    createdBy: line(120).nullable(),
    /** When it stops, where it was rotated. */
    expiresAt: millis.nullable(),
    revokedAt: millis.nullable(),
    replaces: id.nullable(),
    lastAt: millis.nullable(),
  })
  .meta({ id: "WriteKey" });
export type WriteKey = z.infer<typeof WriteKey>;

export const WriteKeys = z.object({ items: z.array(WriteKey).max(200) }).meta({ id: "WriteKeys" });

/** The one time that a server key is shown. */
export const NewWriteKey = z.object({ key: line(80), writeKey: WriteKey }).meta({ id: "NewWriteKey" });
export type NewWriteKey = z.infer<typeof NewWriteKey>;

/** How long the old key goes on to hold, in hours. */
export const RotationInput = z
  .object({ hours: z.int().min(0).max(720).default(24) })
  .meta({ id: "RotationInput" });
