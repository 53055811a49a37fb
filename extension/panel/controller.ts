import { signal } from "@preact/signals";
import type {
  ClaimAnswer,
  Delivery,
  HistoryAnswer,
  HistoryAsk,
  LeadAnswer,
  PanelContext,
  VerdictGiven,
} from "../background/answers.ts";
import type { View } from "../messages.ts";
import { safeLink } from "./explain.ts";
import { lately } from "./lately.ts";
import type { Port } from "./port.ts";
import {
  about,
  answered,
  asksForVerdict,
  currentVerdict,
  delivered,
  initialState,
  isOnlyClaimed,
  type LocalVerdict,
  type PanelState,
  pageSubject,
  type Subject,
  saidOfClaim,
  screenOf,
  seenState,
  shownClaims,
  viewed,
} from "./state.ts";
import { strings } from "./strings.ts";

const retryAfter = 15_000;
const oldAfter = 60_000;
const seenAfter = 3_000;

/** What a person can do in the panel. */
export interface Actions {
  give(verdict: "good" | "bad", reason?: string, note?: string): Promise<void>;
  /** Takes the verdict back. */
  undo(): Promise<void>;
  /** Picks one of the people of the page; remembered for the thread. */
  pick(email: string): void;
  /** Back to the question whom the panel is about, or to whom the page names. */
  switchBack(): void;
  lookUp(email: string): void;
  retry(): void;
  /** A page of the lead's history. */
  history(ask: HistoryAsk): Promise<HistoryAnswer>;
  /** Whether it was this lead who used the lead's address. */
  decideClaim(id: string, decision: "confirmed" | "refused"): Promise<void>;
  /** Null when it is added, else what went wrong. */
  addLead(): Promise<string | null>;
  /** True when the link is in the clipboard. */
  copyLink(content: { id: string; url: string }): Promise<boolean>;
  /** True when it is kept to be sent. */
  askMarketing(id: string, text: string): Promise<boolean>;
  fold(): void;
  settings(): void;
}

/** The panel's moving part: events come in by the port, the state goes out as a signal. */
export function controller(port: Port) {
  const state = signal<PanelState>(initialState);
  const now = signal(port.now());
  /** The last thing worth saying to somebody who does not see the panel. */
  const said = signal("");
  /** Grows when a browser command or key asks for the reasons of a "no". */
  const askedWhy = signal(0);
  /** Only what is true without asking: a verdict on its way, or another sign-in, is news to it. */
  const recent = lately();
  let onScreen = false;
  /** Only the newest question's answer counts, and only the newest view. */
  let asks = 0;
  let views = 0;
  /** Leads whose verdict is on its way into the outbox: a second click on the same button is the same click. */
  const keeping = new Set<string>();
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let seenTimer: ReturnType<typeof setTimeout> | undefined;

  function become(wanted: PanelState): void {
    const before = state.value;
    if (wanted === before) return;
    const isAnother = wanted.subject !== before.subject && wanted.answer === null;
    const next =
      isAnother && wanted.subject ? { ...wanted, answer: recent.of(wanted.subject.email) } : wanted;
    state.value = next;
    now.value = port.now();
    if (next.answer !== before.answer) announce(before, next);
    if (isAnother || (next.subject !== before.subject && next.answer !== null && isOld(next.answer)))
      void ask();
    watchSeen();
  }

  const isOld = (answer: LeadAnswer): boolean => !("at" in answer) || port.now() - answer.at > oldAfter;

  function announce(before: PanelState, next: PanelState): void {
    const was = screenOf(before);
    const is = screenOf(next);
    if (is.name === "lead" && !(was.name === "lead" && was.insight.lead.id === is.insight.lead.id))
      said.value = strings.saidLead(is.insight, asksForVerdict(is.insight));
    if (is.name === "unknown" && was.name !== "unknown") said.value = strings.notALeadYet;
  }

  /** What is kept is shown at once, and what the Worker says when it comes. */
  async function ask(): Promise<void> {
    clearTimeout(retryTimer);
    asks += 1;
    const own = asks;
    const email = state.value.subject?.email;
    if (email === undefined) return;
    const fresh = port.freshInsight(email);
    fresh.catch(() => undefined);
    if (state.value.answer === null) {
      const kept = await port.cachedInsight(email).catch(() => null);
      if (own === asks && kept !== null && state.value.answer === null)
        become(answered(state.value, email, kept));
    }
    const answer = await fresh.catch(() => null);
    if (own !== asks || state.value.subject?.email !== email) return;
    if (answer !== null && state.value.verdict === null) recent.note(email, answer);
    become(answered(state.value, email, answer ?? { state: "error", message: strings.backgroundGone }));
    const screen = screenOf(state.value);
    const troubled = screen.name === "offline" || (screen.name === "lead" && screen.trouble !== null);
    if (troubled) retryTimer = setTimeout(() => void (onScreen ? ask() : undefined), retryAfter);
  }

  async function takeView(view: View): Promise<void> {
    const { threadKey } = view;
    views += 1;
    const own = views;
    const remembered =
      view.state === "several" && threadKey !== null ? await port.choice(threadKey).catch(() => null) : null;
    // The page went on while the choice was looked up.
    if (own !== views) return;
    become(viewed(state.value, view, remembered));
    await askChips();
  }

  async function askChips(): Promise<void> {
    const { view, subject, chips } = state.value;
    if (view?.state !== "several" || subject !== null || chips !== undefined) return;
    const answer = await port.chips(view.people.map((person) => person.email)).catch(() => null);
    if (state.value.view === view) become({ ...state.value, chips: answer });
  }

  /** Whoever connects anew, or as somebody else, starts over: what another was told or said is not theirs. */
  function takeContext(context: PanelContext): void {
    const { context: before, subject } = state.value;
    if (before?.connection !== context.connection || before.person?.email !== context.person?.email)
      recent.forgetAll();
    const isBack = before !== null && before.connection !== "ready" && context.connection === "ready";
    const isOther =
      before?.person != null &&
      context.person !== null &&
      (before.person.email !== context.person.email || before.workspace?.name !== context.workspace?.name);
    if (isBack || isOther) {
      become({ ...about(state.value, subject && { ...subject }), context, chips: undefined });
      void askChips();
    } else become({ ...state.value, context });
  }

  const site = () => state.value.view?.site ?? "panel";

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
    const given: VerdictGiven = {
      id,
      email: subject.email,
      leadId,
      verdict,
      reason,
      note,
      previousAt: before?.at ?? insight.feedback.mine?.at ?? null,
      seen: seenState(insight, site()),
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
    recent.forget(subject.email);
    // It is in the outbox before the button turns.
    keeping.add(leadId);
    const at = await port.giveVerdict(given).catch(() => null);
    keeping.delete(leadId);
    if (state.value.subject?.email !== subject.email) return;
    const early = earlyDeliveries.get(id);
    earlyDeliveries.clear();
    become({
      ...state.value,
      verdict: at === null ? { ...local, delivery: "failed" } : { ...local, at },
    });
    if (early !== undefined) become(delivered(state.value, early));
    said.value = at === null ? strings.notKept : strings.saidVerdict(verdict);
  }

  /** What the Worker never took is given up; what it has is taken back by another verdict. */
  async function undo(): Promise<void> {
    const verdict = currentVerdict(state.value);
    if (verdict?.delivery !== "refused") return say("withdrawn", null, null);
    const { subject } = state.value;
    const isGone = await port
      .discardVerdict(verdict.id)
      .then(() => true)
      .catch(() => false);
    if (!isGone || subject === null || state.value.subject?.email !== subject.email) return;
    recent.forget(subject.email);
    become(about(state.value, { ...subject }));
    said.value = strings.saidVerdict("withdrawn");
  }

  async function decideClaim(id: string, decision: "confirmed" | "refused"): Promise<void> {
    const { subject } = state.value;
    const shown = shownClaims(state.value).find(({ claim }) => claim.id === id);
    if (subject === null || shown === undefined || (shown.said !== null && shown.said.phase !== "failed"))
      return;
    const { claim } = shown;
    const { email } = subject;
    const isHere = () => state.value.subject?.email === email;
    become(saidOfClaim(state.value, claim, { phase: "saving", decision }));
    recent.forget(email);
    const answer: ClaimAnswer = await port
      .decideClaim({ id, email, decision })
      .catch(() => ({ ok: false, problem: strings.backgroundGone, again: true }));
    recent.forget(email);
    if (!isHere()) return;
    if (!answer.ok) {
      const { problem, again } = answer;
      become(saidOfClaim(state.value, claim, { phase: "failed", problem, again }));
      // It stands otherwise than it does here.
      if (!again) void ask();
      return;
    }
    // Somebody else may have been faster: what stands is shown.
    const stands = answer.state === "open" ? decision : answer.state;
    become(saidOfClaim(state.value, claim, { phase: "saved", decision: stands }));
    said.value = strings.savedDecision[stands];
    await ask();
    if (isHere()) become({ ...state.value, histories: state.value.histories + 1 });
  }

  // The Worker may have said yes before the background told us that it kept it.
  const earlyDeliveries = new Map<string, Delivery>();

  function takeKey(verdict: "good" | "bad"): void {
    const screen = screenOf(state.value);
    if (screen.name !== "lead" || !asksForVerdict(screen.insight)) return;
    if (verdict === "good") void say("good", null, null);
    else askedWhy.value += 1;
  }

  /**
   * A lead counts as seen when the unfolded panel stood visible with it for 3 seconds; one that strangers alone have
   * spoken of never does, or they would say how much of what reps see is judged.
   */
  let watched: string | null = null;
  function watchSeen(): void {
    const screen = screenOf(state.value);
    const visible = onScreen && state.value.view?.folded !== true;
    const isSeen = screen.name === "lead" && visible && !isOnlyClaimed(screen.insight);
    const leadId = isSeen ? screen.insight.lead.id : null;
    if (leadId === watched) return;
    watched = leadId;
    clearTimeout(seenTimer);
    if (leadId === null || screen.name !== "lead") return;
    const { insight } = screen;
    seenTimer = setTimeout(() => {
      port.leadSeen({ leadId, seen: seenState(insight, site()) }).catch(() => undefined);
    }, seenAfter);
  }

  const actions: Actions = {
    give: (verdict, reason, note) => say(verdict, reason ?? null, note ?? null),
    undo,

    pick(email) {
      const { view } = state.value;
      const person = view?.people.find((one) => one.email === email);
      if (view === null || person === undefined) return;
      if (view.threadKey !== null) port.choose({ threadKey: view.threadKey, email }).catch(() => undefined);
      become(about(state.value, { email, name: person.name, how: "picked" }));
    },

    switchBack() {
      become(about(state.value, pageSubject(state.value)));
      void askChips();
    },

    lookUp(email) {
      const subject: Subject = { email: email.trim().toLowerCase(), name: null, how: "looked_up" };
      become(about(state.value, subject));
    },

    retry: () => void ask(),
    history: (query) =>
      port.history(query).catch(() => ({ state: "error", problem: strings.backgroundGone })),
    decideClaim,

    async addLead() {
      const { subject } = state.value;
      if (subject === null) return null;
      const answer = await port
        .addLead({ email: subject.email, name: subject.name ?? "" })
        .catch(() => ({ ok: false, problem: strings.backgroundGone }));
      if (answer.ok) await ask();
      return answer.ok ? null : (answer.problem ?? strings.backgroundGone);
    },

    async copyLink({ id: contentId, url }) {
      const link = safeLink(url);
      const screen = screenOf(state.value);
      if (link === null || screen.name !== "lead" || !(await port.copy(link))) return false;
      port
        .linkCopied({ id: crypto.randomUUID(), leadId: screen.insight.lead.id, contentId })
        .catch(() => undefined);
      said.value = strings.copied;
      return true;
    },

    async askMarketing(id, text) {
      const screen = screenOf(state.value);
      if (screen.name !== "lead") return false;
      const kept = await port
        .askMarketing({ id, leadId: screen.insight.lead.id, text })
        .then(() => true)
        .catch(() => false);
      said.value = kept ? strings.askedMarketing : strings.notKept;
      return kept;
    },

    fold: () => port.fold(),
    settings: () => port.settings(),
  };

  return {
    state,
    now,
    said,
    askedWhy,
    actions,
    takeView,
    takeContext,
    takeKey,
    takeDelivery(delivery: Delivery): void {
      recent.forgetAll();
      earlyDeliveries.set(delivery.id, delivery);
      become(delivered(state.value, delivery));
    },
    /** The panel came on the screen or left it. What is old by then is asked for again. */
    setOnScreen(visible: boolean): void {
      if (visible === onScreen) return;
      onScreen = visible;
      watchSeen();
      const { answer } = state.value;
      if (visible && answer !== null && isOld(answer)) void ask();
    },
    /** Time went by: what says "9 s" is said anew. */
    tick(): void {
      now.value = port.now();
    },
  };
}

export type Controller = ReturnType<typeof controller>;
