import * as z from "zod";
import {
  ContentRequestInput,
  ContentUseInput,
  id,
  SeenInput,
  VerdictInput,
} from "../../shared/contract/index.ts";
import type { Delivery } from "./answers.ts";

/** What waits to be said to the Worker. `about` is the key of the lead's address, for verdicts. */
export const Outgoing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("verdict"), body: VerdictInput, about: z.string() }),
  z.object({ kind: z.literal("content_use"), body: ContentUseInput, contentId: id }),
  z.object({ kind: z.literal("content_request"), body: ContentRequestInput }),
  z.object({ kind: z.literal("seen"), body: SeenInput }),
]);
export type Outgoing = z.infer<typeof Outgoing>;

/** Whom an item is for: it never goes to another workspace, nor in another person's name. */
const Recipient = z.object({ address: z.string(), person: z.string().nullable() });
export type Recipient = z.infer<typeof Recipient>;

export const Item = z.object({
  /** The order in which things were given, whatever the clock did meanwhile. */
  seq: z.number(),
  id: z.string(),
  what: Outgoing,
  to: Recipient,
  createdAt: z.number(),
  attempts: z.number(),
  nextAt: z.number(),
  problem: z.string().nullable(),
  refused: z.boolean(),
});
export type Item = z.infer<typeof Item>;

/** What became of one try. */
export type Outcome =
  | { state: "taken"; counts: Delivery["counts"]; stage: Delivery["stage"] }
  /** Nothing else has a chance now either; `after` is how long the Worker asks to be left alone, milliseconds. */
  | { state: "closed"; problem: string; after: number | null }
  /** This one failed; others may go. */
  | { state: "later"; problem: string }
  /** The Worker did not accept the time that was claimed: say this one. */
  | { state: "again_at"; at: number }
  | { state: "refused"; problem: string };

const second = 1000;
export const longestWait = 15 * 60 * second;

/**
 * Milliseconds to wait after this many failures: exponential, at most 15 minutes, half of it certain and half
 * chance (`random` in 0..1), so that many clients do not return at once.
 */
export function backoff(failures: number, random: number): number {
  const full = Math.min(longestWait, second * 2 ** Math.min(failures, 20));
  return full / 2 + (full / 2) * random;
}

/** The wait until `nextAt`. One longer than any that is ever set comes from a clock put right since: no wait. */
export function waitUntil(nextAt: number, now: number): number {
  const wait = nextAt - now;
  return wait > 0 && wait <= longestWait ? wait : 0;
}

/** The same thing, said to have been given at another time. */
export function givenAt(what: Outgoing, at: number): Outgoing {
  switch (what.kind) {
    case "verdict":
      return { ...what, body: { ...what.body, at } };
    case "content_use":
      return { ...what, body: { ...what.body, at } };
    case "seen":
      return { ...what, body: { ...what.body, at } };
    case "content_request":
      return what;
  }
}
