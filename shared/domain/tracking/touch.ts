/** What a message becomes, once it is understood. */

/** A touch to write; whose it is follows from `via` when it is written. */
export interface TouchDraft {
  /** The message's id. */
  readonly id: string;
  readonly at: number;
  /** A touch kind, `[a-z_]+`. */
  readonly kind: string;
  readonly direction: "theirs" | "ours";
  /** One of GA4's default channel groups, see channel.ts. */
  readonly channel: string;
  /** At most 300 characters. */
  readonly title: string;
  /** http(s), at most 2,000 characters, without a signed link's token. */
  readonly url: string | null;
  /** At most 120 characters. */
  readonly campaign: string | null;
  readonly content: string | null;
  /** The address of whoever of us acted; null for machines. */
  readonly person: string | null;
  /** What else is worth keeping for a time, JSON of at most 4,000 characters. */
  readonly details: string | null;
  /** The event's name where no table knows it: it is offered for mapping. */
  readonly unmapped: string | null;
}

/** That the lead entered, moved in or left a sequence of the marketing tool. */
export interface SequenceWord {
  readonly name: string;
  readonly state: "in" | "out";
  readonly nextAt: number | null;
}

/** What a message says of a person: lead fields by their names in the database, `attributes.<name>` for attributes. */
export type Traits = Readonly<Record<string, string | number | boolean | null>>;
