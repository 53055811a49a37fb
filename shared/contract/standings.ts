import * as z from "zod";
import { Band, id, key, line, millis, StageName } from "./fields.ts";

/** A lead in a list of leads: who it is, how good, and why. */
export const LeadBrief = z
  .object({
    /** What `GET /v1/insight?key=` takes: the hash of the address, else another key. Null where the lead has none. */
    key: key.nullable(),
    leadId: id,
    /** The address where nobody knows the name. */
    name: line(254),
    email: line(254).nullable(),
    title: line(200).nullable(),
    company: line(200).nullable(),
    score: z.int().min(0).max(100),
    band: Band,
    stage: StageName,
    /** By how many points the score changed in 7 days, where that can be known. */
    change7d: z.int().optional(),
    /** What speaks for the lead, the strongest first. */
    why: z.array(z.object({ label: line(200), points: z.int() })).max(2),
    /** Null where the lead is nobody's. */
    owner: z.object({ name: line(120), you: z.boolean() }).nullable(),
    /** Of a lead that woke up: when it came back. */
    wokenAt: millis.optional(),
    /** Customer or disqualified, opted out: what stands above a score. */
    flags: z.array(z.string().max(40)).max(20).optional(),
  })
  .meta({ id: "LeadBrief" });
export type LeadBrief = z.infer<typeof LeadBrief>;

export const LeadBriefs = z.object({ items: z.array(LeadBrief).max(20) }).meta({ id: "LeadBriefs" });
export type LeadBriefs = z.infer<typeof LeadBriefs>;

/** The beginning of any word of a name or company, of a domain, or of an address: 2 letters or more. */
export const LeadSearchQuery = z.object({
  q: z
    .string()
    .max(100)
    .refine((text) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2, { message: "Two letters or more" }),
});
