import type {
  Account,
  AccountPeople,
  Band,
  Insight,
  LeadBrief,
  ReasonChoice,
  SeenState,
  Timeline,
  VerdictName,
} from "../../shared/contract/index.ts";
import type { RecordRef } from "../../shared/domain/crm/record.ts";

/** Somebody to ask for: by a record's key first, by an address where that leads to nobody. One of them is there. */
export interface Whom {
  /** A key as the Worker takes it: a CRM's record (`hubspot:0-1:123`), or `sha256:` and a hash out of an answer. */
  key: string | null;
  /** Whose CRM the key is of; null where it is from an answer of our own Worker. */
  tenant: string | null;
  /** Lower case. */
  email: string | null;
  /** Further addresses of the same person, where a record names several; lower case. */
  others?: string[];
}

/** What the background tells the panel and the options page. Types only: neither carries the validator. */

/** A verdict of this rep that the Worker has not taken yet, or never will. */
export interface Given {
  id: string;
  verdict: VerdictName;
  reason: string | null;
  note: string | null;
  at: number;
  delivery: "waiting" | "refused";
  /** Why it was refused, for a person to read. */
  problem: string | null;
}

/** Why what is shown is not of this moment: the Worker was out of reach, or it failed. */
export type Trouble = "offline" | "error";

/** `at` is when the Worker said so, UTC milliseconds; `trouble` is null when it said so just now. */
export type LeadAnswer =
  | { state: "known"; insight: Insight; at: number; trouble: Trouble | null; given: Given | null }
  | { state: "unknown"; account: Account | null; at: number; trouble: Trouble | null }
  | { state: "colleague" }
  | { state: "not_connected" }
  | { state: "refused" }
  | { state: "offline" }
  | { state: "error"; message: string };

/** A company's or deal's record, by what its page tells. */
export interface AccountAsked {
  record: RecordRef | null;
  /** Host names of the company. */
  domains: string[];
  /** Addresses of its people, lower case. */
  emails: string[];
}

/** Somebody whom the page names; `chip` is null where the address is no lead's. */
export type PersonHere = PersonChip;

/**
 * What is known of a company or deal. `here`: those whom the page names who are not among the ranked people.
 * `unknown`: no company of ours is found by any of it.
 */
export type AccountAnswer =
  | { state: "known"; found: AccountPeople; here: PersonHere[]; at: number; trouble: Trouble | null }
  | { state: "unknown"; here: PersonHere[]; at: number; trouble: Trouble | null }
  | { state: "not_connected" }
  | { state: "refused" }
  | { state: "offline" }
  | { state: "error"; message: string };

/** Lists of leads for the popup. */
export type ListName = "best" | "woken";

/** A list of leads as the Worker said it at `at`; `trouble` is null when it said so just now. */
export type LeadsAnswer =
  | { state: "known"; items: LeadBrief[]; at: number; trouble: Trouble | null }
  | { state: "not_connected" }
  | { state: "refused" }
  | { state: "offline" }
  | { state: "error"; message: string };

/** A page of a lead's history: from `cursor` on (null: the newest), of one channel or of all. */
export interface HistoryAsk {
  leadId: string;
  cursor: string | null;
  channel: string | null;
}

/** `error`: the Worker was there, and failed or refused; for a person to read. */
export type HistoryAnswer =
  | { state: "page"; page: Timeline }
  | { state: "offline" }
  | { state: "error"; problem: string };

/** What a rep says of a claim on this lead. */
export interface ClaimSaid {
  id: string;
  whom: Whom;
  decision: "confirmed" | "refused";
}

/** `state` is what stands now, which somebody else may have said before. `again`: it is worth another try. */
export type ClaimAnswer =
  | { ok: true; state: "open" | "confirmed" | "refused" }
  | { ok: false; problem: string; again: boolean };

export interface PersonChip {
  email: string;
  /** Null where this address is no lead; without a band of a customer. */
  chip: { score: number; band: Band | null } | null;
}

/** Null where the Worker could not be asked: nothing is known then, not even that somebody is no lead. */
export type ChipsAnswer = PersonChip[] | null;

/** A chip beside a name in a page's list. */
export interface RowChip {
  /** By which the Worker knows the lead: a CRM's record, or `sha256:` of the address. */
  key: string;
  score: number;
  /** Null for a customer. */
  band: Band | null;
}

/** What stands on the card of a chip, as text: of strangers' words each is held in its own direction. */
export interface RowReasons {
  /** The name; then title and company, and what stands above a score, such as that this is a customer. */
  lines: string[];
  score: number;
  /** Null for a customer. */
  band: Band | null;
  /** The weightiest, at most three: `+18` and what for. */
  reasons: { label: string; points: string }[];
}

export interface PanelContext {
  connection: "none" | "ready" | "refused";
  person: { name: string; email: string; isAdmin: boolean } | null;
  workspace: {
    name: string;
    goodLead: string;
    reasons: ReasonChoice[];
    /** Whose CRM's record ids are kept. */
    trustedCrms: string[];
  } | null;
  /** Verdicts that wait to be sent. */
  waiting: number;
}

/** A click on the verdict. `previousAt` is the time of the verdict it replaces: it must come later, whatever the clock says. */
export interface VerdictGiven {
  id: string;
  whom: Whom;
  leadId: string;
  verdict: VerdictName;
  reason: string | null;
  note: string | null;
  previousAt: number | null;
  seen: SeenState;
}

/** What became of something in the outbox. `taken` says what the Worker answered to a verdict. */
export interface Delivery {
  id: string;
  state: "taken" | "refused";
  problem: string | null;
  counts: { good: number; bad: number } | null;
  stage: Insight["stage"] | null;
}

export interface AddedLead {
  ok: boolean;
  problem: string | null;
}

export interface ConnectAnswer {
  ok: boolean;
  /** What went wrong, for a person to read. */
  problem: string | null;
}

export const outboxKinds = ["verdict", "content_use", "content_request", "seen"] as const;
export type OutboxKind = (typeof outboxKinds)[number];

export interface OutboxEntry {
  id: string;
  kind: OutboxKind;
  createdAt: number;
  attempts: number;
  /** When the next try is due; null where it waits for another sign-in. */
  nextAt: number | null;
  /** What the last try met, or why it was refused. */
  problem: string | null;
  refused: boolean;
  /** The address of the Worker that it is for. */
  address: string;
}

export interface OptionsView {
  address: string | null;
  /** What the company's policy offers to connect to. */
  offeredAddress: string | null;
  connection: PanelContext["connection"];
  person: { name: string; email: string; role: string; team: string | null } | null;
  workspace: string | null;
  version: string | null;
  enabledSites: string[] | null;
  /** Whether chips stand beside the names in lists. */
  chips: boolean;
  outbox: OutboxEntry[];
}

/** Where the panel may stand beside a tab's page. `pattern` is what the browser is asked for; `host` is to be read. */
export type PageAccess =
  | { kind: "site"; id: string; name: string; enabled: boolean }
  | { kind: "always"; host: string; pattern: string }
  /** `preset`: the company wants it. */
  | { kind: "possible"; host: string; pattern: string; preset: boolean }
  /** No page where a script may stand, or one that the browser hides until a person clicks on our button. */
  | { kind: "none" };

/** A host beside which Leadlight stands, or should, as the company wants. */
export interface HostView {
  pattern: string;
  host: string;
  /** As the company calls it. */
  name: string | null;
  allowed: boolean;
}

/** Whom a panel that is just starting was opened for. */
export interface PendingLead {
  whom: Whom;
  name: string | null;
}
