import type { AccountAnswer, LeadAnswer } from "../background/answers.ts";
import type { View } from "../messages.ts";
import type { Desk } from "./desk.ts";
import { screenOf } from "./screen.ts";
import { answered, isShown } from "./state.ts";
import { strings } from "./strings.ts";
import { askedOf, byEmail, isSamePage } from "./subject.ts";

const retryAfter = 15_000;

/** What the panel asks: what is kept is shown at once, and what the Worker says when it comes. */
export function questions(desk: Desk) {
  const { port, state, recent } = desk;
  /** Only the newest question's answer counts. */
  let asks = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  /** Whether the page still tells the same, folded or not. */
  const isOn = (view: View): boolean => state.value.view !== null && isSamePage(state.value.view, view);

  /** Tries again by itself what the Worker was not there for. */
  function retryWhereTroubled(again: () => Promise<void>): void {
    const screen = screenOf(state.value);
    const trouble =
      screen.name === "lead"
        ? screen.trouble
        : screen.name === "unknown" || screen.name === "account"
          ? screen.answer.trouble
          : null;
    if (screen.name === "offline" || trouble !== null)
      retryTimer = setTimeout(() => void (desk.isOnScreen() ? again() : undefined), retryAfter);
  }

  async function askLead(): Promise<void> {
    clearTimeout(retryTimer);
    asks += 1;
    const own = asks;
    const whom = state.value.subject?.whom;
    if (whom === undefined) return;
    const fresh = port.freshInsight(whom);
    fresh.catch(() => undefined);
    if (state.value.answer === null) {
      const kept = await port.cachedInsight(whom).catch(() => null);
      if (own === asks && kept !== null && state.value.answer === null)
        desk.become(answered(state.value, whom, kept));
    }
    const answer: LeadAnswer | null = await fresh.catch(() => null);
    if (own !== asks || !isShown(state.value, whom)) return;
    if (answer !== null && state.value.verdict === null) recent.note(whom, answer);
    desk.become(answered(state.value, whom, answer ?? { state: "error", message: strings.backgroundGone }));
    retryWhereTroubled(askLead);
    await askOther();
  }

  /** The record is the truth; whose the address beside it is, is worth a line where that is somebody else. */
  async function askOther(): Promise<void> {
    const { subject, answer } = state.value;
    if (subject?.how !== "page" || subject.whom.key === null || answer?.state !== "known") return;
    const { email, others = [] } = subject.whom;
    const own = answer.insight.lead.email;
    if (email === null || own === null || [email, ...others].includes(own)) return;
    const theirs = await port.freshInsight(byEmail(email)).catch(() => null);
    if (theirs?.state !== "known" || !isShown(state.value, subject.whom)) return;
    const { id, name } = theirs.insight.lead;
    const shown = state.value.answer;
    if (shown?.state !== "known" || shown.insight.lead.id === id) return;
    desk.become({ ...state.value, other: { whom: byEmail(email), name: name ?? email } });
  }

  async function askAccount(): Promise<void> {
    const { view, subject } = state.value;
    if (view?.state !== "account" || subject !== null) return;
    clearTimeout(retryTimer);
    asks += 1;
    const own = asks;
    const asked = askedOf(view);
    const isHere = () => own === asks && isOn(view);
    const fresh = port.freshAccount(asked);
    fresh.catch(() => undefined);
    if (state.value.account === null) {
      const kept = await port.cachedAccount(asked).catch(() => null);
      if (isHere() && kept !== null && state.value.account === null)
        desk.become({ ...state.value, account: kept });
    }
    const answer: AccountAnswer | null = await fresh.catch(() => null);
    if (!isHere()) return;
    desk.become({
      ...state.value,
      account: answer ?? { state: "error", message: strings.backgroundGone },
    });
    retryWhereTroubled(askAccount);
  }

  async function askChips(): Promise<void> {
    const { view, subject, chips } = state.value;
    if (view?.state !== "several" || subject !== null || chips !== undefined) return;
    const answer = await port.chips(view.people.map((person) => person.email)).catch(() => null);
    if (isOn(view)) desk.become({ ...state.value, chips: answer });
  }

  return {
    askLead,
    /** Of what the page shows while nobody is picked. */
    async askPage(): Promise<void> {
      await Promise.all([askAccount(), askChips()]);
    },
    /** Whatever is shown. */
    askAgain: (): Promise<void> => (state.value.subject === null ? askAccount() : askLead()),
  };
}
