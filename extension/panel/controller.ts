import { signal } from "@preact/signals";
import type { HistoryAnswer, HistoryAsk, LeadAnswer, PanelContext, Whom } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { claiming } from "./claiming.ts";
import type { Desk } from "./desk.ts";
import { safeLink } from "./explain.ts";
import { lasting } from "./lasting.ts";
import { lately } from "./lately.ts";
import type { Port } from "./port.ts";
import { questions } from "./questions.ts";
import { screenOf } from "./screen.ts";
import { about, asksForVerdict, initialState, type PanelState, viewed } from "./state.ts";
import { strings } from "./strings.ts";
import { byEmail, idOf, isSamePage, nameOf, pageSubject, type Subject } from "./subject.ts";
import { verdicts } from "./verdicts.ts";

const oldAfter = 60_000;

/** What a person can do in the panel. */
export interface Actions {
  give(verdict: "good" | "bad", reason?: string, note?: string): Promise<void>;
  /** Takes the verdict back. */
  undo(): Promise<void>;
  /** Picks one of the people of the page, or of the company whose record it is; remembered for the page. */
  pick(whom: Whom, name: string | null): void;
  /** Back to the question whom the panel is about, or to whom the page names. */
  switchBack(): void;
  lookUp(email: string): void;
  /** Shows somebody else, as one that was looked up. */
  show(whom: Whom, name: string | null): void;
  retry(): void;
  /** A page of the lead's history. */
  history(ask: HistoryAsk): Promise<HistoryAnswer>;
  /** Whether it was this lead who used the lead's address. */
  decideClaim(id: string, decision: "confirmed" | "refused"): Promise<void>;
  /** Whoever is shown, or somebody of the page; null when added, else what went wrong. */
  addLead(person?: { email: string; name: string | null }): Promise<string | null>;
  /** True when the link is in the clipboard. */
  copyLink(content: { id: string; url: string }): Promise<boolean>;
  /** True when it is kept to be sent. */
  askMarketing(id: string, text: string): Promise<boolean>;
  fold(): void;
  settings(): void;
  /** The page of the dashboard where CRMs are trusted. */
  openSettings(): void;
}

/** The panel's moving part: events come in by the port, the state goes out as a signal. */
export function controller(port: Port) {
  const state = signal<PanelState>(initialState);
  const now = signal(port.now());
  const said = signal("");
  const recent = lately();
  let onScreen = false;
  /** Only the newest view counts. */
  let views = 0;
  const desk: Desk = { port, state, said, recent, become, isOnScreen: () => onScreen };
  const { askLead, askPage, askAgain } = questions(desk);
  const { askedWhy, say, undo, takeKey, takeDelivery } = verdicts(desk);
  const { watch } = lasting(desk);

  function become(wanted: PanelState): void {
    const before = state.value;
    if (wanted === before) return;
    const { subject } = wanted;
    const isAnother = subject !== before.subject && wanted.answer === null;
    const next = isAnother && subject ? { ...wanted, answer: recent.of(subject.whom) } : wanted;
    state.value = next;
    now.value = port.now();
    if (next.answer !== before.answer) announce(before, next);
    if (
      isAnother ||
      (subject !== before.subject && next.answer !== null && isStale(before, subject, next.answer))
    )
      void askLead();
    watch();
  }

  /** Whether an answer that stays on the screen is to be brought up to date. */
  const isStale = ({ subject: before }: PanelState, subject: Subject | null, answer: LeadAnswer): boolean =>
    isOld(answer) || (before !== null && subject !== null && idOf(before.whom) !== idOf(subject.whom));

  const isOld = (answer: { state: string; at?: number }): boolean =>
    answer.at === undefined || port.now() - answer.at > oldAfter;

  function announce(before: PanelState, next: PanelState): void {
    const was = screenOf(before);
    const is = screenOf(next);
    if (is.name === "lead" && !(was.name === "lead" && was.insight.lead.id === is.insight.lead.id))
      said.value = strings.saidLead(is.insight, asksForVerdict(is.insight));
    if (is.name === "unknown" && was.name !== "unknown") said.value = strings.notALeadYet;
  }

  async function takeView(view: View): Promise<void> {
    const { threadKey } = view;
    views += 1;
    const own = views;
    const mayChoose = view.state === "several" || view.state === "account";
    const remembered =
      mayChoose && threadKey !== null ? await port.choice(threadKey).catch(() => null) : null;
    // The page went on while the choice was looked up.
    if (own !== views) return;
    const before = state.value.view;
    become(viewed(state.value, view, remembered));
    if (before === null || !isSamePage(before, view)) await askPage();
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
      const over = about(state.value, subject && { ...subject });
      become({ ...over, context, chips: undefined, account: null });
      void askPage();
    } else become({ ...state.value, context });
  }

  function show(whom: Whom, name: string | null): void {
    become(about(state.value, { whom, name, how: "looked_up" }));
  }

  /** Who was shown as somebody that nobody knows may be a lead by now. */
  function takeNews(): void {
    const { subject, answer } = state.value;
    recent.forgetAll();
    if (subject === null) {
      become({ ...state.value, chips: undefined });
      void askPage();
    } else if (answer?.state !== "known" || (subject.whom.key !== null && subject.whom.email !== null))
      void askLead();
  }

  const actions: Actions = {
    give: (verdict, reason, note) => say(verdict, reason ?? null, note ?? null),
    undo,

    pick(whom, name) {
      const { view } = state.value;
      if (view === null) return;
      const { threadKey } = view;
      if (threadKey !== null) port.choose({ threadKey, who: nameOf(whom) }).catch(() => undefined);
      become(about(state.value, { whom, name, how: view.state === "account" ? "of_account" : "picked" }));
    },

    switchBack() {
      const { view, subject } = state.value;
      // Whoever goes back to a company wants to see it the next time, too.
      if (subject?.how === "of_account" && view !== null && view.threadKey !== null)
        port.choose({ threadKey: view.threadKey, who: null }).catch(() => undefined);
      become(about(state.value, pageSubject(view)));
      void askPage();
    },

    lookUp: (email) => show(byEmail(email.trim().toLowerCase()), null),
    show,
    retry: () => void askAgain(),
    history: (query) =>
      port.history(query).catch(() => ({ state: "error", problem: strings.backgroundGone })),
    decideClaim: claiming(desk, askLead),

    async addLead(person) {
      const { subject } = state.value;
      const whom = person ? byEmail(person.email) : subject?.whom;
      const name = (person ?? subject)?.name ?? "";
      if (whom === undefined) return null;
      const answer = await port
        .addLead({ whom, name })
        .catch(() => ({ ok: false, problem: strings.backgroundGone }));
      if (answer.ok) await askAgain();
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
    openSettings: () => void port.openSettings().catch(() => undefined),
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
    takeNews,
    takeDelivery,
    /** The panel came on the screen or left it. What is old by then is asked for again. */
    setOnScreen(visible: boolean): void {
      if (visible === onScreen) return;
      onScreen = visible;
      watch();
      const { subject, answer, account } = state.value;
      const shown = subject === null ? account : answer;
      if (visible && shown !== null && isOld(shown)) void askAgain();
    },
    /** Time went by: what says "9 s" is said anew. */
    tick(): void {
      now.value = port.now();
    },
  };
}

export type Controller = ReturnType<typeof controller>;
