import { belonging } from "./belonging.ts";
import { type Desk, siteOf } from "./desk.ts";
import { screenOf } from "./screen.ts";
import { isOnlyClaimed, seenState } from "./state.ts";
import { idOf } from "./subject.ts";

const seenAfter = 3_000;

/** What is true once something has been shown for a while. */
export function lasting({ port, state, isOnScreen }: Desk) {
  let watched: string | null = null;
  let seenTimer: ReturnType<typeof setTimeout> | undefined;
  let standing: string | null = null;
  let settleTimer: ReturnType<typeof setTimeout> | undefined;
  const together = belonging();
  let named: string | null = null;
  let namedTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * A lead counts as seen when the unfolded panel stood visible with it for 3 seconds; one that strangers alone have
   * spoken of never does, or they would say how much of what reps see is judged.
   */
  function watchSeen(): void {
    const screen = screenOf(state.value);
    const visible = isOnScreen() && state.value.view?.folded !== true;
    const isSeen = screen.name === "lead" && visible && !isOnlyClaimed(screen.insight);
    const leadId = isSeen ? screen.insight.lead.id : null;
    if (leadId === watched) return;
    watched = leadId;
    clearTimeout(seenTimer);
    if (leadId === null || screen.name !== "lead") return;
    const { insight } = screen;
    seenTimer = setTimeout(() => {
      port.leadSeen({ leadId, seen: seenState(insight, siteOf(state.value)) }).catch(() => undefined);
    }, seenAfter);
  }

  /** Keeps in mind which address came with which record, whether or not anybody is known by them. */
  function watchNamed(): void {
    const { subject, view } = state.value;
    if (view?.state === "nobody") together.forget();
    const { key = null, email = null } = subject?.how === "page" ? subject.whom : {};
    const id = key === null || email === null ? null : JSON.stringify([key, email]);
    if (id === named) return;
    named = id;
    clearTimeout(namedTimer);
    if (key === null || email === null) return;
    together.named(key, email);
    namedTimer = setTimeout(() => together.stood(key, email), seenAfter);
  }

  /** A record and an address that a page names together belong together once the page has come to rest. */
  function watchSettled(): void {
    const { subject, answer } = state.value;
    const whom = subject?.how === "page" && answer?.state === "known" ? subject.whom : null;
    const id = whom === null || whom.key === null || whom.email === null ? null : idOf(whom);
    if (id === standing) return;
    standing = id;
    clearTimeout(settleTimer);
    if (id === null || whom === null) return;
    settleTimer = setTimeout(() => {
      if (together.holds(whom.key, whom.email)) void port.settled(whom).catch(() => undefined);
    }, seenAfter);
  }

  return {
    watch(): void {
      watchSeen();
      watchNamed();
      watchSettled();
    },
  };
}
