import type { Heat } from "./heat/heat.ts";

/** What kind of address a lead writes from. `company`: a domain that makes an account. */
export type MailKind = "company" | "free" | "none";

/**
 * All that a score, a persona and a choice of content are made of. `null` is unknown, which is neither
 * zero nor bad. Kept as it was in a snapshot at each stage change and verdict.
 */
export interface Facts {
  readonly email: string | null;
  readonly mailKind: MailKind;
  /** An address of many hands: info@, sales@. */
  readonly sharedAddress: boolean;
  readonly name: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly domain: string | null;
  readonly industry: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  readonly employees: number | null;
  readonly source: string | null;
  readonly campaign: string | null;
  readonly createdAt: number;
  readonly stage: string;
  readonly optedOut: boolean;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly heat: Heat;
}
