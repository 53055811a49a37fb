import { type Signal, signal } from "@preact/signals";
import type { LeadBrief } from "../../shared/contract/index.ts";
import { displayName } from "../../shared/domain/people/people.ts";
import type { ListName, Whom } from "../background/answers.ts";
import type { View } from "../messages.ts";
import { byEmail, pageSubject } from "../panel/subject.ts";
import type { Port } from "./port.ts";
import { initialState, isSearch, type PersonHere, type PopupState, whomOf } from "./state.ts";
import { strings } from "./strings.ts";

/** After the last letter typed, so long before it is looked for, ms. */
const pause = 150;

/** What a person can do in the popup. */
export interface Actions {
  type(text: string): void;
  /** Opens a lead in the panel. */
  open(lead: LeadBrief): Promise<void>;
  openPerson(person: PersonHere): Promise<void>;
  readPage(): Promise<void>;
  always(pattern: string): Promise<void>;
  never(pattern: string): Promise<void>;
  openSidePanel(): Promise<void>;
  setChips(on: boolean): Promise<void>;
  retry(refusedIds: string[]): Promise<void>;
  discard(id: string): Promise<void>;
  refresh(): void;
  settings(): void;
}

/** The popup's state, and what changes it. */
export interface Controller {
  state: Signal<PopupState>;
  actions: Actions;
  /** Asks for everything anew: at the start, and when something has changed. */
  refresh(): Promise<void>;
  /** The outbox and the connection alone. */
  lookAround(): Promise<void>;
  /** The page alone. */
  lookAtPage(): Promise<void>;
}

export function controller(port: Port): Controller {
  const state = signal<PopupState>(initialState);
  const set = (change: Partial<PopupState>) => {
    state.value = { ...state.value, ...change };
  };
  let typed: ReturnType<typeof setTimeout> | undefined;
  /** Only the newest look at the page counts. */
  let looks = 0;

  async function look(list: ListName): Promise<void> {
    const kept = await port.kept(list).catch(() => null);
    if (kept !== null && state.value[list] === null) set({ [list]: kept });
    const answer = await port.leads(list).catch(() => null);
    if (answer !== null) set({ [list]: answer });
  }

  async function lookAround(): Promise<void> {
    const [context, options] = await Promise.all([
      port.context().catch(() => null),
      port.options().catch(() => null),
    ]);
    set({
      ...(context && { context }),
      ...(options && {
        chips: options.chips,
        // That a lead was seen is nobody's to wait for.
        outbox: options.outbox.filter(({ kind }) => kind !== "seen"),
      }),
    });
  }

  async function lookAtPage(): Promise<void> {
    looks += 1;
    const own = looks;
    const [access, pageState, view] = await Promise.all([
      port.access().catch(() => ({ kind: "none" as const })),
      port.pageState().catch(() => null),
      port.view().catch(() => null),
    ]);
    if (own !== looks) return;
    const people = view === null ? [] : peopleOf(view);
    set({ page: { access, state: pageState, people } });
    if (people.length === 0) return;
    const known = view?.state === "lead" ? await one(people) : await several(people);
    if (own === looks) set({ page: { access, state: pageState, people: known } });
  }

  /** One person, by the record that is open or by the address. */
  async function one(people: PersonHere[]): Promise<PersonHere[]> {
    const [person] = people;
    if (!person) return [];
    const answer = await port.insight(person.whom).catch(() => null);
    if (answer?.state === "unknown") return [{ ...person, chip: null }];
    if (answer?.state !== "known") return people;
    const { lead, score, flags } = answer.insight;
    const band = flags.includes("customer") ? null : score.band;
    return [{ ...person, name: lead.name ?? lead.email ?? person.name, chip: { score: score.value, band } }];
  }

  async function several(people: PersonHere[]): Promise<PersonHere[]> {
    const chips = await port.chips(people.flatMap(({ whom }) => whom.email ?? [])).catch(() => null);
    const known = new Map(chips?.map(({ email, chip }) => [email, chip]));
    return people.map((person) => ({ ...person, chip: known.get(person.whom.email ?? "") }));
  }

  async function refresh(): Promise<void> {
    await Promise.all([lookAround(), lookAtPage(), look("best"), look("woken")]);
  }

  async function seek(text: string): Promise<void> {
    const answer = await port.search(text).catch(() => null);
    // Who has typed on asks for something else by now.
    if (state.value.search.text !== text) return;
    set({ search: { text, answer: answer ?? { state: "offline" }, busy: false } });
  }

  async function show(lead: { whom: Whom; name: string }): Promise<void> {
    set({ problem: null });
    // The first thing that the click does: the browser opens its side only then.
    if (await port.show(lead).catch(() => false)) port.close();
    else set({ problem: strings.notOpened });
  }

  const actions: Actions = {
    type(text) {
      clearTimeout(typed);
      const before = state.value.search;
      const busy = isSearch(text);
      // What was found stays until there is something newer.
      set({ search: { text, answer: busy ? before.answer : null, busy } });
      if (busy) typed = setTimeout(() => void seek(text), pause);
    },

    async open(lead) {
      const whom = whomOf(lead);
      if (whom === null) set({ problem: strings.noKey });
      else await show({ whom, name: lead.name });
    },

    openPerson: ({ whom, name }) => show({ whom, name }),

    async readPage() {
      set({ problem: null });
      if (await port.standHere().catch(() => false)) port.close();
      else set({ problem: strings.didNotWork });
    },

    async always(pattern) {
      set({ problem: null });
      // The first thing that the click does: the browser asks only then.
      if (await port.always(pattern).catch(() => false)) await lookAtPage();
      else set({ problem: strings.notAllowed });
    },

    async never(pattern) {
      await port.never(pattern);
      await lookAtPage();
    },

    async openSidePanel() {
      if (await port.openSidePanel().catch(() => false)) port.close();
    },

    async setChips(on) {
      set({ chips: on });
      await port.setChips(on);
    },

    async retry(refusedIds) {
      await port.retry(refusedIds);
      await lookAround();
    },

    async discard(id) {
      await port.discard(id);
      await lookAround();
    },

    refresh: () => void refresh(),
    settings: port.settings,
  };

  return { state, actions, refresh, lookAround, lookAtPage };
}

/** Whom the page names. A person's record is one person, whatever its addresses. */
function peopleOf(view: View): PersonHere[] {
  const subject = pageSubject(view);
  if (subject) {
    const { whom, name } = subject;
    return [{ whom, name: name ?? whom.email ?? "", chip: undefined }];
  }
  return view.people.map((person) => ({
    whom: byEmail(person.email),
    name: displayName(person),
    chip: undefined,
  }));
}
