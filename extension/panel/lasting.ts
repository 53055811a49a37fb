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

  /** A record and an address that a page names together belong together once the page has come to rest. */
  function watchSettled(): void {
    const { subject, answer } = state.value;
    const whom = subject?.how === "page" && answer?.state === "known" ? subject.whom : null;
    const id = whom === null || whom.key === null || whom.email === null ? null : idOf(whom);
    if (id === standing) return;
    standing = id;
    clearTimeout(settleTimer);
    if (id === null || whom === null) return;
    settleTimer = setTimeout(() => void port.settled(whom).catch(() => undefined), seenAfter);
  }

  return {
    watch(): void {
      watchSeen();
      watchSettled();
    },
  };
}
