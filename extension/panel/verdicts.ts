import { signal } from "@preact/signals";
import type { Delivery, VerdictGiven } from "../background/answers.ts";
import { type Desk, siteOf } from "./desk.ts";
import { screenOf } from "./screen.ts";
import {
  about,
  asksForVerdict,
  currentVerdict,
  delivered,
  isShown,
  type LocalVerdict,
  seenState,
} from "./state.ts";
import { strings } from "./strings.ts";

/** What the rep says of a lead, on its way into the outbox and out of it. */
export function verdicts(desk: Desk) {
  const { port, state, recent, said } = desk;
  /** Grows when a browser command or key asks for the reasons of a "no". */
  const askedWhy = signal(0);
  /** Leads whose verdict is on its way into the outbox: a second click on the same button is the same click. */
  const keeping = new Set<string>();
  // The Worker may have said yes before the background told us that it kept it.
  const earlyDeliveries = new Map<string, Delivery>();

  async function say(
    verdict: VerdictGiven["verdict"],
    reason: string | null,
    note: string | null,
  ): Promise<void> {
    const screen = screenOf(state.value);
    const { subject } = state.value;
    if (screen.name !== "lead" || subject === null || !asksForVerdict(screen.insight)) return;
    const before = currentVerdict(state.value);
    if (before?.verdict === verdict && verdict === "good" && before.delivery !== "failed") return;
    // Random, because reports show the id: one with a time in it would tell the moment that they hide.
    const id = crypto.randomUUID();
    const { insight } = screen;
    const leadId = insight.lead.id;
    if (keeping.has(leadId)) return;
    const { whom } = subject;
    const given: VerdictGiven = {
      id,
      whom,
      leadId,
      verdict,
      reason,
      note,
      previousAt: before?.at ?? insight.feedback.mine?.at ?? null,
      seen: seenState(insight, siteOf(state.value)),
    };
    const local: LocalVerdict = {
      id,
      verdict,
      reason,
      note,
      at: port.now(),
      delivery: "waiting",
      problem: null,
    };
    recent.forget(whom);
    // It is in the outbox before the button turns.
    keeping.add(leadId);
    const at = await port.giveVerdict(given).catch(() => null);
    keeping.delete(leadId);
    if (!isShown(state.value, whom)) return;
    const early = earlyDeliveries.get(id);
    earlyDeliveries.clear();
    desk.become({
      ...state.value,
      verdict: at === null ? { ...local, delivery: "failed" } : { ...local, at },
    });
    if (early !== undefined) desk.become(delivered(state.value, early));
    said.value = at === null ? strings.notKept : strings.saidVerdict(verdict);
  }

  return {
    askedWhy,
    say,

    /** What the Worker never took is given up; what it has is taken back by another verdict. */
    async undo(): Promise<void> {
      const verdict = currentVerdict(state.value);
      if (verdict?.delivery !== "refused") return say("withdrawn", null, null);
      const { subject } = state.value;
      const isGone = await port
        .discardVerdict(verdict.id)
        .then(() => true)
        .catch(() => false);
      if (!isGone || subject === null || !isShown(state.value, subject.whom)) return;
      recent.forget(subject.whom);
      desk.become(about(state.value, { ...subject }));
      said.value = strings.saidVerdict("withdrawn");
    },

    takeKey(verdict: "good" | "bad"): void {
      const screen = screenOf(state.value);
      if (screen.name !== "lead" || !asksForVerdict(screen.insight)) return;
      if (verdict === "good") void say("good", null, null);
      else askedWhy.value += 1;
    },

    takeDelivery(delivery: Delivery): void {
      recent.forgetAll();
      earlyDeliveries.set(delivery.id, delivery);
      desk.become(delivered(state.value, delivery));
    },
  };
}
