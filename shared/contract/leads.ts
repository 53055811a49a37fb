import * as z from "zod";
import { email, id, key, line, millis } from "./fields.ts";
import { FieldError } from "./problems.ts";

/** What an attribute may hold; `null` forgets it. */
export const attributeValue = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

/** A custom attribute's name: letters of every language and the punctuation of headers, at most 64. */
export const attributeName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ .\-/()%&?'#+,:€]{0,63}$/u);

/** One lead to create, or to update where one of its keys is known. A field left out stays as it is. */
export const LeadInput = z
  .object({
    email: email.optional(),
    keys: z.array(key).max(10).optional(),
    name: line(200).optional(),
    title: line(200).optional(),
    company: line(200).optional(),
    source: line(80).optional(),
    campaign: line(120).optional(),
    /** The owner's sign-in address; null leaves the lead to nobody. */
    owner: email.nullable().optional(),
    optedOut: z.boolean().optional(),
    createdAt: millis.optional(),
    attributes: z
      .record(attributeName, attributeValue)
      .refine((a) => Object.keys(a).length <= 100, { message: "At most 100 attributes" })
      .optional(),
  })
  .refine((lead) => lead.email !== undefined || (lead.keys?.length ?? 0) > 0, {
    path: ["email"],
    message: "A lead needs an email or a key",
  })
  .meta({ id: "LeadInput" });
export type LeadInput = z.infer<typeof LeadInput>;

/** The list as it arrives; each item is checked on its own, so that the good ones go in. */
export const LeadsInput = z
  .array(z.unknown())
  .min(1)
  .max(500)
  .meta({ id: "LeadsInput", items: { $ref: "#/components/schemas/LeadInput" } });

export const LeadsResult = z
  .object({
    created: z.int().min(0),
    updated: z.int().min(0),
    unchanged: z.int().min(0),
    leads: z.array(z.object({ index: z.int(), id })).max(500),
    refused: z.array(z.object({ index: z.int(), errors: z.array(FieldError).max(20) })).max(500),
  })
  .meta({ id: "LeadsResult" });
export type LeadsResult = z.infer<typeof LeadsResult>;

/** Whose CRM a record is in: `hubspot:1234567`, `salesforce:acme`, `pipedrive:acme`, or the host of another CRM. */
export const Tenant = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(/^([a-z]+:)?[a-z0-9][a-z0-9.-]*(:\d{1,5})?$/);

/** A record of a CRM that is this lead, found out on a page that shows the lead's address. */
export const LeadKeyInput = z.object({ key, tenant: Tenant }).meta({ id: "LeadKeyInput" });
export type LeadKeyInput = z.infer<typeof LeadKeyInput>;

export const KeyKept = z.object({ kept: z.literal(true) }).meta({ id: "KeyKept" });
export type KeyKept = z.infer<typeof KeyKept>;
