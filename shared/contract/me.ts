import * as z from "zod";
import { ReasonChoice } from "./feedback.ts";
import { domain, filled, id, line } from "./fields.ts";
import { Tenant } from "./leads.ts";

export const roles = ["rep", "marketing", "admin"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** A time zone that this runtime knows, e.g. `Europe/Berlin`. */
const timeZone = z
  .string()
  .max(64)
  .refine(
    (zone) => {
      try {
        new Intl.DateTimeFormat("en", { timeZone: zone });
        return true;
      } catch {
        return false;
      }
    },
    { message: "Not a known time zone, such as Europe/Berlin" },
  );

/** What the whole workspace shares. */
export const Workspace = z
  .object({
    name: line(120),
    timeZone: line(64),
    /** ISO weekday that a week begins with: 1 Monday ... 7 Sunday. */
    firstDay: z.int().min(1).max(7),
    goodLead: z.object({ version: z.int().min(1), text: line(500) }),
    /** The company's own domains: people there are colleagues, never leads. */
    ownDomains: z.array(line(253)).max(200),
    reasons: z.array(ReasonChoice).max(60),
    personas: z.array(z.object({ id, name: line(80) })).max(100),
    /** How long touches of visitors that nobody has identified, and the details of any touch, are kept, in days. */
    retention: z.object({ anonymousDays: z.int(), detailsDays: z.int() }).optional(),
    /** Whose CRM's record ids are kept, such as `hubspot:1234567`: see shared/domain/crm/record.ts. */
    trustedCrms: z.array(line(200)).max(50).optional(),
    /** Whether extensions may send reports of pages that have changed. They hold structure, and no text. */
    driftReports: z.boolean().optional(),
  })
  .meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

export const Me = z
  .object({
    person: z.object({ id, name: line(120), email: line(254), role: Role, team: line(120).nullable() }),
    workspace: Workspace,
    /** Whether there is any lead yet. */
    hasLeads: z.boolean().optional(),
    /** This build's version of the Worker. */
    version: line(40),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof Me>;

/** For how long something is kept: a week to ten years. */
const daysKept = z.int().min(7).max(3650);

/** What may be changed: reasons and the sentence by marketing, the rest by an admin. A field left out stays. */
export const SettingsInput = z
  .object({
    name: filled(120).optional(),
    timeZone: timeZone.optional(),
    firstDay: z.int().min(1).max(7).optional(),
    goodLead: filled(500).optional(),
    ownDomains: z.array(domain).max(200).optional(),
    reasons: z.array(ReasonChoice).min(1).max(60).optional(),
    anonymousDays: daysKept.optional(),
    detailsDays: daysKept.optional(),
    trustedCrms: z.array(Tenant).max(50).optional(),
    driftReports: z.boolean().optional(),
  })
  .meta({ id: "SettingsInput" });
export type SettingsInput = z.infer<typeof SettingsInput>;

/** Exchange a token for the dashboard's cookie. */
export const SessionInput = z.object({ token: z.string().min(1).max(200) }).meta({ id: "SessionInput" });
export const Health = z
  .object({ ok: z.boolean(), version: line(40), signIn: z.enum(["local", "none"]) })
  .meta({ id: "Health" });
