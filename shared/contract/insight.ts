import * as z from "zod";
import { Account } from "./accounts.ts";
import { Claim } from "./claims.ts";
import { MyVerdict } from "./feedback.ts";
import { Band, id, key, line, link, millis, orNull, StageName } from "./fields.ts";
import { Score } from "./scores.ts";

export const flagNames = [
  "customer",
  "open_deal",
  "opted_out",
  "disqualified",
  "unverified",
  "shared_address",
] as const;

export const Touch = z
  .object({
    id: line(128),
    at: millis,
    kind: z.string().regex(/^[a-z_]{1,40}$/),
    channel: line(40),
    direction: z.enum(["theirs", "ours"]),
    title: line(300),
    url: link.optional(),
    campaign: line(120).optional(),
  })
  .meta({ id: "Touch" });
export type Touch = z.infer<typeof Touch>;

export const PersonaMatch = z
  .object({
    id,
    name: line(80),
    confidence: z.number().min(0).max(1),
    evidence: z.array(line(200)).max(10),
    cares: z.array(line(200)).max(10),
    say: z.array(line(300)).max(10),
    avoid: z.array(line(200)).max(10),
  })
  .meta({ id: "PersonaMatch" });
export type PersonaMatch = z.infer<typeof PersonaMatch>;

export const ContentSuggestion = z
  .object({ id, title: line(200), url: link, kind: line(40), why: line(200) })
  .meta({ id: "ContentSuggestion" });
export type ContentSuggestion = z.infer<typeof ContentSuggestion>;

/** Marketing's answer to this rep's verdict on this lead, or to a reason this rep gave for it. */
export const ReplyShown = z
  .object({ at: millis, from: line(120), text: line(1000) })
  .meta({ id: "ReplyShown" });
export type ReplyShown = z.infer<typeof ReplyShown>;

/** Everything that the panel shows of a lead, in one answer. */
export const Insight = z
  .object({
    lead: z.object({
      id,
      email: line(254).nullable(),
      name: line(200).nullable(),
      title: line(200).nullable(),
      company: line(200).nullable(),
      domain: line(253).nullable(),
      source: line(80).nullable(),
      campaign: line(120).nullable(),
      owner: z.object({ id, name: line(120), you: z.boolean() }).nullable(),
      createdAt: millis,
    }),
    stage: z.object({ name: StageName, since: millis }),
    score: Score,
    persona: orNull(PersonaMatch),
    touches: z.object({
      items: z.array(Touch).max(20),
      /** Where `GET /v1/leads/:id/touches` goes on after these; null where there are no more. */
      cursor: z.string().max(300).nullable().optional(),
      total: z.int().min(0),
      firstAt: millis.nullable(),
      lastAt: millis.nullable(),
      /** The very first touch, where it is known: what brought this person here. */
      first: z.object({ at: millis, channel: line(40), title: line(300) }).nullable(),
    }),
    /** Others' counts (`good`, `bad`) only after one's own verdict, so that nobody is swayed. */
    feedback: z.object({
      mine: orNull(MyVerdict),
      good: z.int().min(0).nullable(),
      bad: z.int().min(0).nullable(),
    }),
    sla: z.object({ policy: line(120), due: millis, state: line(20) }).nullable(),
    account: orNull(Account),
    flags: z
      .array(
        z
          .string()
          .max(40)
          .meta({ description: `Such as: ${flagNames.join(", ")}` }),
      )
      .max(20),
    replies: z.array(ReplyShown).max(5),
    content: z.array(ContentSuggestion).max(3),
    /** Newest first: what was asked for with this lead's address by somebody unproven. */
    claims: z.array(Claim).max(3).optional(),
    /** Sequences of the marketing tool that the lead is in. */
    sequences: z
      .array(z.object({ name: line(120), since: millis, nextAt: millis.nullable() }))
      .max(5)
      .optional(),
  })
  .meta({ id: "Insight" });
export type Insight = z.infer<typeof Insight>;

/** One of the two: a key as the extension asks, or an address as a person at a shell types it. */
export const InsightQuery = z
  .object({ key: key.optional(), email: z.string().max(254).optional() })
  .refine((q) => (q.key === undefined) !== (q.email === undefined), {
    path: ["key"],
    message: "Give either key or email",
  });

export const ChipsInput = z.object({ keys: z.array(key).min(1).max(100) }).meta({ id: "ChipsInput" });
/** A lead in a list: enough for a chip beside a name. */
export const Chip = z
  .object({
    key,
    leadId: id,
    score: z.int().min(0).max(100),
    band: Band,
    stage: StageName,
    /** There where the person or the company has bought: no band is shown then. */
    customer: z.boolean().optional(),
  })
  .meta({ id: "Chip" });
export type Chip = z.infer<typeof Chip>;
export const Chips = z.object({ items: z.array(Chip).max(100) }).meta({ id: "Chips" });
