import * as z from "zod";

/** Every way that a call can fail: the stable code, its HTTP status, and the sentence a person reads. */
export const problems = {
  invalid_input: { status: 400, title: "Something in the request is not right" },
  broken_json: { status: 400, title: "The body is not valid JSON" },
  not_signed_in: { status: 401, title: "Sign in to go on" },
  not_allowed: { status: 403, title: "Your role does not allow this" },
  not_found: { status: 404, title: "There is nothing at this address" },
  unknown_lead: { status: 404, title: "No lead has this key" },
  unknown_account: { status: 404, title: "No lead works at this company" },
  unknown_verdict: { status: 404, title: "There is no such verdict" },
  unknown_content: { status: 404, title: "There is no such piece of content" },
  unknown_version: { status: 404, title: "This version of the filter is no longer there" },
  unknown_import: { status: 404, title: "There is no such import" },
  unknown_merge: { status: 404, title: "There is no such merge" },
  unknown_claim: { status: 404, title: "There is no such claim" },
  unknown_key: { status: 401, title: "This write key is not known, or no longer holds" },
  unknown_write_key: { status: 404, title: "There is no such write key" },
  unknown_letter: { status: 404, title: "There is no such dead letter" },
  too_many: { status: 429, title: "More than this key may send at once; send it again later" },
  unknown_conflict: { status: 404, title: "There is no such conflict of keys" },
  conflict: { status: 409, title: "This contradicts what is already kept" },
  unreadable_file: { status: 400, title: "This file cannot be read as a table" },
  too_large: { status: 413, title: "The body is too large" },
  wrong_media_type: { status: 415, title: "The body must be JSON" },
  internal: { status: 500, title: "Leadlight failed; the request can be sent again" },
  unavailable: { status: 503, title: "The database does not answer; try again soon" },
} as const;

export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];
export type ProblemCode = keyof typeof problems;

/** One field that is wrong, by its path in the request (`seen.score`, `keys.3`, `body`), and why. */
export const FieldError = z.object({ field: z.string().max(300), message: z.string().max(500) });
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem document; `errors` names the fields where the input is to blame. */
export const Problem = z
  .object({
    type: z.string().max(300),
    title: z.string().max(300),
    status: z.int().min(400).max(599),
    code: z
      .string()
      .max(64)
      .meta({ description: `One of: ${problemCodes.join(", ")}` }),
    detail: z.string().max(1000).optional(),
    errors: z.array(FieldError).max(100).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
