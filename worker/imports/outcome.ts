import type { Reading } from "../../shared/domain/imports/reading.ts";
import type { Oddity } from "../../shared/domain/imports/row.ts";
import type { DealRecord } from "../db/deals.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { Row } from "./rows.ts";
import type { Subject } from "./subject.ts";

/** What a plan rests on, and what it says of each row. */

/** What holds for every row of an import. */
export interface World {
  readonly importId: string;
  readonly reading: Reading;
  /** The time that everything is written at, UTC ms. */
  readonly startedAt: number;
  readonly ownDomains: readonly string[];
  /** Names of attributes that sales fills in after contact. */
  readonly afterContact: ReadonlySet<string>;
}

/** What earlier rows of the file have made that is not written yet: of a preview, which writes nothing. */
export interface Earlier {
  /** The lead that a key (`kind:value`) leads to since. */
  leadOf(key: string): string | undefined;
  /** The lead that has the touch or deal with this id since. */
  ownerOf(thing: string): string | undefined;
}

export interface Fault {
  /** A column of the file. */
  readonly column: string;
  readonly message: string;
}

/** A lead that one of a row's keys leads to. */
export interface Claim {
  readonly key: string;
  readonly leadId: string;
  readonly name: string | null;
}

/** What becomes of a row. */
export interface Outcome {
  readonly row: Row;
  does: "created" | "updated" | "unchanged" | "refused";
  /** Whether an earlier row of the file made what it is about. */
  readonly duplicate: boolean;
  readonly subject: Subject | null;
  /** Its lead as it stands after this row. */
  readonly lead: LeadWrite | null;
  readonly deal: DealRecord | null;
  readonly faults: readonly Fault[];
  readonly odd: readonly Oddity[];
  /** Where its keys belong to different leads. */
  readonly claims: readonly Claim[];
}

/** What becomes of some rows, and of the leads that they speak of. */
export interface Plan {
  readonly outcomes: readonly Outcome[];
  readonly subjects: ReadonlyMap<string, Subject>;
}
