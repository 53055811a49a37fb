import type { DealRecord } from "../db/deals.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { ChangeRecord, SnapshotRecord } from "../db/stages.ts";
import type { Cursor } from "./text.ts";

/** How many rows went which way. */
export interface Counts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  conflicts: number;
}

/** What a person can see and change of a lead; `attributes` is JSON. */
export type LeadFields = Pick<
  LeadWrite,
  | "email"
  | "name"
  | "title"
  | "company"
  | "source"
  | "campaign"
  | "ownerId"
  | "attributes"
  | "optedOut"
  | "verified"
  | "createdAt"
>;

/** A lead that was known and has changed. */
export interface LeadUndo {
  id: string;
  updatedAt: [before: number, after: number];
  /** Those that changed. */
  before: Partial<LeadFields>;
  after: Partial<LeadFields>;
  /** Keys that it got. */
  keys: [kind: string, value: string][];
}

/** A deal that came (`before` null), changed, or went (`after` null). */
export interface DealUndo {
  before: DealRecord | null;
  after: DealRecord | null;
  /** The times at which it had changed before. */
  changes: number[];
}

/** What takes a step of an import back. JSON in import_steps. */
export interface Undo {
  /** Where the step began to read. */
  from: Cursor;
  counts: Counts;
  /** Ids of the leads that it made. */
  made: string[];
  leads: LeadUndo[];
  deals: DealUndo[];
  /** Ids of stage changes that it made; those that it took away; and what stood before others. */
  moves: { made: string[]; gone: ChangeRecord[]; from: [id: string, before: string, after: string][] };
  /** Snapshots that it took away, and facts that it filled in. */
  snapshots: { gone: SnapshotRecord[]; facts: [id: string, before: string, after: string][] };
  /** Where known leads stood whose history changed. */
  standings: [leadId: string, stage: string, since: number][];
  /** Ids. */
  touches: string[];
  /** The heat of leads before their touches, JSON; null where there was none. */
  heat: [leadId: string, kinds: string | null][];
  /** Who was best at accounts, written once they are ranked: by the last of the steps from `from` on. */
  best?: { from: number; accounts: { id: string; before: string; best: string }[] };
}

export const noCounts: Counts = { rows: 0, created: 0, updated: 0, unchanged: 0, refused: 0, conflicts: 0 };
