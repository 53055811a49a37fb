import * as z from "zod";
import { id, line, millis } from "./fields.ts";

/** What somebody unproven asked for with this lead's address. It counts for nothing until it is confirmed. */
export const Claim = z
  .object({
    id,
    /** When it was last said, UTC ms. */
    at: millis,
    /** The kind and title of the touch that came with it; null where there was none. */
    kind: line(40).nullable(),
    title: line(300).nullable(),
    /** How many touches the visitor who said it has made. */
    touches: z.int().min(0),
  })
  .meta({ id: "Claim" });
export type Claim = z.infer<typeof Claim>;

/** `confirmed`: it was them, and all that the visitor did is theirs. `refused`: it was somebody else. */
export const ClaimDecision = z
  .object({ decision: z.enum(["confirmed", "refused"]) })
  .meta({ id: "ClaimDecision" });

export const ClaimResult = z
  .object({ id, state: z.enum(["open", "confirmed", "refused"]), leadId: id.nullable() })
  .meta({ id: "ClaimResult" });
export type ClaimResult = z.infer<typeof ClaimResult>;
