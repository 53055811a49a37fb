import type { Claim, Insight, MyVerdict, ReasonChoice, SeenState } from "../../shared/contract/index.ts";
import { isTrusted } from "../../shared/domain/crm/trust.ts";
import type {
  AccountAnswer,
  ChipsAnswer,
  Delivery,
  LeadAnswer,
  PanelContext,
  Whom,
} from "../background/answers.ts";
import type { View } from "../messages.ts";
import {
  idOf,
  isSame,
  isSamePage,
  isSameRecord,
  pageSubject,
  pickedSubject,
  type Subject,
} from "./subject.ts";

/** A verdict given in this panel since it shows this lead. `failed`: it could not even be kept. */
export interface LocalVerdict {
  id: string;
  verdict: "good" | "bad" | "withdrawn";
  reason: string | null;
  note: string | null;
  at: number;
  delivery: "waiting" | "saved" | "refused" | "failed";
  problem: string | null;
}

/** What the rep said of a claim since the panel shows this lead. `again`: it may be said once more. */
export type SaidOfClaim =
  | { phase: "saving" | "saved"; decision: "confirmed" | "refused" }
  | { phase: "failed"; problem: string; again: boolean };

/** A claim, and what was said of it here. */
export interface ShownClaim {
  claim: Claim;
  said: SaidOfClaim | null;
}

/** Everything that the panel shows follows from this. */
export interface PanelState {
  context: PanelContext | null;
  view: View | null;
  subject: Subject | null;
  /** What is known of the subject; null while nothing is. */
  answer: LeadAnswer | null;
  /** Whose the address on the page is, where that is another lead than the record's. */
  other: { whom: Whom; name: string } | null;
  /** Of a company's or deal's record: what is known of it; null while nothing is. */
  account: AccountAnswer | null;
  /** Of the people of the view; undefined while asked, null where it cannot be known. */
  chips: ChipsAnswer | undefined;
  verdict: LocalVerdict | null;
  /** Claims of this lead of which something was said here: they keep their place when they are no longer open. */
  claims: readonly ShownClaim[];
  /** How often this lead's history has become another: with each claim that was confirmed. */
  histories: number;
}

export const initialState: PanelState = {
  context: null,
  view: null,
  subject: null,
  answer: null,
  other: null,
  account: null,
  chips: undefined,
  verdict: null,
  claims: [],
  histories: 0,
};

/** The page says what is open. `remembered` is whom the person picked on this page before. */
export function viewed(state: PanelState, view: View, remembered: string | null): PanelState {
  const before = state.view;
  if (before !== null && isSamePage(before, view)) return { ...state, view };
  const subject = view.state === "lead" ? pageSubject(view) : pickedSubject(view, remembered);
  const account = isSameRecord(before, view) ? state.account : null;
  const next = { ...state, view, account, chips: undefined };
  // The same person in another mail: what is shown stays, and is only brought up to date. That a record is nobody's
  // says nothing of an address that has come since.
  const isSameOne = subject !== null && state.subject !== null && isSame(subject.whom, state.subject.whom);
  const isNewAddress = subject?.whom.email !== state.subject?.whom.email;
  if (isSameOne && !(isNewAddress && state.answer?.state === "unknown")) return { ...next, subject };
  // More of the same record has come: whom the person looks at stays.
  if (isSameRecord(before, view) && view.state === "account" && state.subject?.how === "of_account")
    return next;
  return about(next, subject);
}

/** Shows somebody else, or nobody. */
export function about(state: PanelState, subject: Subject | null): PanelState {
  return { ...state, subject, answer: null, other: null, verdict: null, claims: [] };
}

/** An answer for somebody; one for somebody who is no longer shown changes nothing. */
export function answered(state: PanelState, whom: Whom, answer: LeadAnswer): PanelState {
  return isShown(state, whom) ? { ...state, answer } : state;
}

export const isShown = ({ subject }: PanelState, whom: Whom): boolean =>
  subject !== null && idOf(subject.whom) === idOf(whom);

/** Whether there is more on the page to go back to than what is shown. */
export const leadsBack = ({ view }: PanelState): boolean =>
  pageSubject(view) !== null || view?.state === "several" || view?.state === "account";

/** The CRM whose record ids are not kept: an admin may say that it is trusted. */
export function untrusted({ view, context }: PanelState): string | null {
  const tenant = view?.record?.tenant;
  if (tenant === undefined || context?.person?.isAdmin !== true || context.workspace === null) return null;
  return isTrusted(tenant, context.workspace.trustedCrms) ? null : tenant;
}

/** The rep's verdict as the panel shows it: the one given here, else the one that waits, else the one kept. */
export function currentVerdict(state: PanelState): LocalVerdict | null {
  if (state.verdict !== null) return state.verdict;
  if (state.answer?.state !== "known") return null;
  const { given, insight } = state.answer;
  if (given !== null) return given;
  const mine: MyVerdict | null = insight.feedback.mine;
  return mine && { ...mine, delivery: "saved", problem: null };
}

/** Something left the outbox, or was refused. */
export function delivered(state: PanelState, delivery: Delivery): PanelState {
  const verdict = currentVerdict(state);
  if (verdict?.id !== delivery.id || state.answer?.state !== "known") return state;
  const { insight } = state.answer;
  const shown = verdict.verdict === "withdrawn" ? null : delivery.counts;
  return {
    ...state,
    verdict: {
      ...verdict,
      delivery: delivery.state === "taken" ? "saved" : "refused",
      problem: delivery.problem,
    },
    answer: {
      ...state.answer,
      given: null,
      insight: {
        ...insight,
        stage: delivery.stage ?? insight.stage,
        feedback: {
          mine: insight.feedback.mine,
          good: shown?.good ?? null,
          bad: shown?.bad ?? null,
        },
      },
    },
  };
}

/** What the rep sees when judging: it travels with the verdict. */
export function seenState(insight: Insight, site: string): SeenState {
  const { score, persona, flags } = insight;
  const hidden = flags.includes("customer");
  return {
    score: score.value,
    band: hidden ? null : score.band,
    scorecard: score.scorecard.version,
    persona: persona?.id ?? null,
    site,
  };
}

/** Somebody has used this address, and nothing else is known: no score says anything of that, and no verdict. */
export const isOnlyClaimed = ({ flags, touches }: Insight): boolean =>
  flags.includes("unverified") && touches.total === 0;

/** A customer is asked nothing about quality, and nothing about who is not known. */
export const asksForVerdict = (insight: Insight): boolean =>
  !insight.flags.includes("customer") && !isOnlyClaimed(insight);

/** The claims to show, newest first: those that are open, and those of which something was said here. */
export function shownClaims({ claims, answer }: PanelState): ShownClaim[] {
  if (answer?.state !== "known") return [];
  const said = new Set(claims.map(({ claim }) => claim.id));
  const open = (answer.insight.claims ?? []).filter(({ id }) => !said.has(id));
  return [...claims, ...open.map((claim) => ({ claim, said: null }))].sort((a, b) => b.claim.at - a.claim.at);
}

/** Something is said of one of them. */
export const saidOfClaim = (state: PanelState, claim: Claim, said: SaidOfClaim): PanelState => ({
  ...state,
  claims: [...state.claims.filter((other) => other.claim.id !== claim.id), { claim, said }],
});

/** Whether a "no" moves the lead: for its owner, or where nobody owns it. */
export const movesLead = (insight: Insight): boolean => insight.lead.owner === null || insight.lead.owner.you;

const groups = ["not_now", "not_a_fit", "not_counted"] as const;

/** The workspace's reasons by group, in the order of the question; empty groups vanish. */
export function reasonGroupsOf(
  reasons: ReasonChoice[],
): { group: ReasonChoice["group"]; reasons: ReasonChoice[] }[] {
  return groups
    .map((group) => ({ group, reasons: reasons.filter((reason) => reason.group === group) }))
    .filter((one) => one.reasons.length > 0);
}
