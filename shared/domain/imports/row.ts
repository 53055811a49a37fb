import type { StageName } from "../stages/stages.ts";

/** What one row of a file says, read with its mapping and answers. `null` says nothing and changes nothing. */

/** About the lead. All three kinds of files have it; of touches and deals it finds the lead, or makes one. */
export interface LeadSaid {
  readonly email: string | null;
  /** `kind:value`, the address not among them. */
  readonly keys: readonly string[];
  readonly name: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  /** Id of the person who owns it. */
  readonly ownerId: string | null;
  readonly optedOut: boolean | null;
  /** First contact, UTC ms. */
  readonly createdAt: number | null;
  readonly stage: StageName | null;
  readonly outcome: "won" | "lost" | null;
  /** When the outcome was, UTC ms. */
  readonly outcomeAt: number | null;
  /** Dates are ISO 8601 text. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

export interface TouchSaid {
  /** The sender's own id, where the file has one. */
  readonly id: string | null;
  readonly at: number;
  readonly kind: string;
  readonly direction: "theirs" | "ours";
  readonly channel: string;
  readonly title: string;
  readonly url: string | null;
  readonly campaign: string | null;
  /** Who of us acted. */
  readonly personId: string | null;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

export interface DealSaid {
  /** The deal's own id in the CRM, where the file has one. */
  readonly id: string | null;
  readonly name: string | null;
  readonly stage: string | null;
  /** Minor units. */
  readonly amount: number | null;
  /** ISO 4217. */
  readonly currency: string | null;
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly outcome: "open" | "won" | "lost";
  readonly lostReason: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

/** Something about a row that goes in and that a person should hear of. */
export const oddities = {
  no_source: "Says no source",
  no_date: "Says no date of first contact: the day of this import is taken",
  no_end_date: "Says won or lost, but not when: the day of this import is taken",
  deal_before_contact: "The deal is dated before the lead's first contact",
  closed_before_opened: "The deal is closed before it was opened",
  in_the_future: "Is dated in the future",
  cut: "Has a text that is too long: its beginning is kept",
  look_alike: "Is the same as another row, but for its ids",
  more_cells: "Has more cells than the header: the rest is left out",
  fewer_cells: "Has fewer cells than the header: what is missing counts as empty",
  loose_quote: "Has a quote in the middle of a cell: it is kept as text",
  broken_letters: "Has letters that cannot be read in this encoding",
} as const;
export type Oddity = keyof typeof oddities;

/** What the file of refused rows has besides the columns of the file: it comes back mended, and these are left out. */
export const refusedColumns: readonly string[] = ["Row", "Why refused"];

export interface RowRead {
  readonly lead: LeadSaid;
  /** Of a file of touches. */
  readonly touch: TouchSaid | null;
  /** Of a file of deals. */
  readonly deal: DealSaid | null;
  /** Why this row cannot go in; `column` is one of the file. */
  readonly errors: readonly { readonly column: string; readonly message: string }[];
  readonly odd: readonly Oddity[];
}
