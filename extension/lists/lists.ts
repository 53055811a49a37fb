import { outsidePeople } from "../../shared/domain/people/people.ts";
import type { RowChip, RowReasons, Whom } from "../background/answers.ts";
import { isSwitchedOn } from "../frame/view.ts";
import type { Watch } from "../frame/watch.ts";
import type { SiteConfig } from "../messages.ts";
import type { Row, Site } from "../sites/site.ts";
import { makeCard } from "./card.ts";
import { type Chip, chipName, makeChip } from "./chip.ts";
import { groundOf } from "./ground.ts";
import { type Putting, putAll } from "./spot.ts";

/** Milliseconds for which rows and scrolling must rest before anybody is asked about them. */
export const rest = 200;
/** How long a page that never rests is left alone between two looks, while they bring nothing new. */
const slowest = 2000;
/** For how long an answer holds; where nobody could be asked, for how long nobody is. */
const holdsFor = 5 * 60_000;
const tryAgainAfter = 30_000;
/** As many rows as are asked about at once. */
const screenful = 100;
/** How often a chip that the page threw out of a row goes back. */
const mostReturns = 3;
/** Milliseconds in a second that may be spent on making sure of rows that change with a chip in them. */
const mostChecking = 20;

/** What a page's lists need of the extension around them. */
export interface AroundLists {
  /** In the order asked; null where nobody could be asked. */
  ask(asked: Whom[]): Promise<(RowChip | null)[] | null>;
  reasons(whom: Whom): Promise<RowReasons | null>;
  /** The address of the person signed in to the site, where the page tells. */
  owner(): string | null;
}

/** The chips in the lists of one page, from its start to its end. */
export interface Lists {
  /** Nothing is shown before the first time. */
  configure(config: SiteConfig): void;
  /** Leads came or changed: everybody is asked about again. */
  outdated(): void;
  leave(): void;
}

/** A row that is about somebody. */
interface Seen {
  anchor: Element;
  whom: Whom;
  /** The same for the same one. */
  name: string;
}

/** What is known of a row, as long as it is about the same one. */
interface Known {
  name: string;
  whom: Whom;
  /** Since when it is about this one. */
  since: number;
  /** Until when the answer holds. */
  until: number;
  chip: RowChip | null;
  /** How often its chip went back after the page threw it out; `mostReturns` where there is no room for one. */
  returns: number;
  /** Its chip comes when the pointer leaves the row. */
  isPointedAt: boolean;
}

/** A chip that stands in a row. */
interface Standing {
  chip: Chip;
  /** Whom it is about. */
  name: string;
}

export function keepLists(window: Window, site: Site, watch: Watch, around: AroundLists): Lists {
  const { document } = window;
  const card = makeCard();
  let known = new WeakMap<Element, Known>();
  /** By row. Whatever leaves the page leaves this before the page is painted. */
  const standing = new Map<Element, Standing>();
  let config: SiteConfig | null = null;
  let lastChange = performance.now();
  let lastScroll = Number.NEGATIVE_INFINITY;
  let gap = rest;
  let timer: number | undefined;
  const over = new AbortController();
  let firstPlanned = 0;
  let checkingSince = 0;
  let checked = 0;

  const now = () => performance.now();
  const isOn = () =>
    config?.chips === true && isSwitchedOn(site, config) && site.accepts(new URL(window.location.href));

  /** Whom a chip in this row would be about. */
  function whomOf({ record, people }: Row): Whom | null {
    // Of a company's or deal's line nobody in particular is the lead.
    if (record !== null && record.type !== "person") return null;
    const [person] = outsidePeople(people, {
      owner: around.owner(),
      ownDomains: config?.ownDomains ?? [],
    });
    return record === null && person === undefined
      ? null
      : { key: record?.key ?? null, tenant: record?.tenant ?? null, email: person?.email ?? null };
  }

  /** Behind whose name a chip would stand: behind no colleague's, who may be named first. */
  function anchorOf({ record, anchor, anchors, people }: Row, { email }: Whom): Element | null {
    if (record !== null || people[0]?.email === email) return anchor;
    return anchors?.get(email ?? "") ?? null;
  }

  /** The page's rows that are about somebody, by element. */
  function read(): Map<Element, Seen> {
    const rows = new Map<Element, Seen>();
    for (const row of site.rows(document, new URL(window.location.href))) {
      const whom = whomOf(row);
      const anchor = whom && anchorOf(row, whom);
      // What changes in another document or behind a shadow root is not heard of here: a chip there could be wrong.
      if (anchor && [row.element, anchor].every((part) => part.getRootNode() === document))
        rows.set(row.element, { anchor, whom, name: JSON.stringify(whom) });
    }
    return rows;
  }

  function takeAway(element: Element): void {
    const { chip } = standing.get(element) ?? {};
    if (chip === undefined) return;
    standing.delete(element);
    card.close(chip);
    chip.host.remove();
  }

  function takeAll(): void {
    for (const element of standing.keys()) takeAway(element);
  }

  /** Whether chips came or went, and nothing else. */
  const isOurs = ({ addedNodes, removedNodes }: MutationRecord): boolean =>
    addedNodes.length + removedNodes.length > 0 &&
    [...addedNodes, ...removedNodes].every((node) => node.nodeName.toLowerCase() === chipName);

  /** Before the page is painted: no chip stays where somebody else is named now. */
  function check(changes: readonly MutationRecord[]): void {
    if (!changes.every(isOurs)) {
      lastChange = now();
      plan();
    }
    if (standing.size === 0) return;
    for (const element of standing.keys()) if (!element.isConnected) takeAway(element);
    const touched = touchedBy(changes);
    if (touched.size === 0) return;
    const start = now();
    if (start - checkingSince > 1000) {
      checkingSince = start;
      checked = 0;
    }
    // A row that never rests is not worth it: its chip comes back when it does.
    const rows = checked < mostChecking ? read() : null;
    for (const element of touched) {
      const stands = standing.get(element);
      const here = rows?.get(element);
      if (stands && here?.name === stands.name && stay(element, stands.chip, here.anchor)) continue;
      takeAway(element);
    }
    checked += now() - start;
  }

  /** The rows with a chip in which something changed. */
  function touchedBy(changes: readonly MutationRecord[]): Set<Element> {
    const touched = new Set<Element>();
    const passed = new Set<Node>();
    for (const change of changes) {
      // Whoever put a chip there made sure of the row.
      if (change.removedNodes.length === 0 && isOurs(change)) continue;
      for (let at: Node | null = change.target; at && !passed.has(at); at = at.parentNode) {
        passed.add(at);
        if (at instanceof Element && standing.has(at)) touched.add(at);
      }
    }
    return touched;
  }

  /** The row is about the same one. Its chip stands as it stood, though the page may have drawn the row anew. */
  function stay(element: Element, { host }: Chip, anchor: Element): boolean {
    if (element.contains(host)) return true;
    const state = known.get(element);
    if (state === undefined || host.isConnected || state.returns >= mostReturns) return false;
    state.returns++;
    anchor.after(host);
    return true;
  }

  function plan(): void {
    if (timer !== undefined || over.signal.aborted) return;
    firstPlanned = now();
    timer = window.setTimeout(due, rest);
  }

  function due(): void {
    timer = undefined;
    const at = now();
    const quietIn = Math.max(lastChange, lastScroll) + rest - at;
    // A page that moves is waited for, though not for ever.
    if (quietIn > 5 && at - firstPlanned < gap) {
      timer = window.setTimeout(due, Math.min(quietIn, firstPlanned + gap - at));
      return;
    }
    gap = look() ? rest * 2 : Math.min(gap * 2, slowest);
  }

  /** Asks about the rows on the screen that are new, and gives chips to those that are known. @returns whether it did */
  function look(): boolean {
    if (over.signal.aborted || document.visibilityState === "hidden") return false;
    if (!isOn()) {
      takeAll();
      return false;
    }
    const at = now();
    const isStill = at - lastChange >= rest;
    const rests = at - lastScroll >= rest;
    const rows = read();
    for (const [element, { name }] of standing) if (rows.get(element)?.name !== name) takeAway(element);
    tidy();
    const fresh: { element: Element; state: Known }[] = [];
    const ready: { element: Element; anchor: Element; state: Known }[] = [];
    let waits = false;
    for (const [element, { anchor, whom, name }] of rows) {
      let state = known.get(element);
      if (state?.name !== name) {
        state = { name, whom, since: at, until: 0, chip: null, returns: 0, isPointedAt: false };
        known.set(element, state);
      }
      if (state.chip !== null && !standing.has(element)) ready.push({ element, anchor, state });
      if (at < state.until) continue;
      if (rests && (isStill || at - state.since >= rest)) fresh.push({ element, state });
      else waits = true;
    }
    const asks = ask(fresh);
    const puts = put(ready);
    if (waits) plan();
    return asks || puts;
  }

  /** Chips stand on the page's ground as it is now; those of an earlier script of ours and copies of the page's go. */
  function tidy(): void {
    const ours = new Set([...standing.values()].map(({ chip }) => chip.host));
    for (const host of [...document.querySelectorAll<HTMLElement>(chipName)])
      if (!ours.has(host)) host.remove();
    const [first] = standing.keys();
    if (first === undefined) return;
    const ground = groundOf(first);
    for (const { chip } of standing.values()) chip.standOn(ground);
  }

  function isOnScreen(element: Element): boolean {
    const { top, bottom, height, width } = element.getBoundingClientRect();
    // Where nothing is laid out, everything is.
    return (height === 0 && width === 0) || (bottom > 0 && top < window.innerHeight);
  }

  /** One question for all of them. */
  function ask(fresh: readonly { element: Element; state: Known }[]): boolean {
    const asked = new Map<string, Whom>();
    const waiting = fresh.filter(({ element, state }) => {
      if (!isOnScreen(element)) return false;
      if (asked.size === screenful && !asked.has(state.name)) {
        plan();
        return false;
      }
      asked.set(state.name, state.whom);
      state.until = now() + tryAgainAfter;
      return true;
    });
    if (asked.size === 0) return false;
    const names = [...asked.keys()];
    void around
      .ask([...asked.values()])
      .catch(() => null)
      .then((answers) => {
        if (answers === null) return;
        for (const { element, state } of waiting) {
          // About somebody else by now, or asked about again.
          if (known.get(element) !== state) continue;
          state.chip = answers[names.indexOf(state.name)] ?? null;
          state.until = now() + holdsFor;
          if (state.chip) standing.get(element)?.chip.show(state.chip);
          else takeAway(element);
        }
        look();
      });
    return true;
  }

  /** Gives chips to rows, but to none under the pointer: what is about to be clicked does not move. */
  function put(ready: readonly { element: Element; anchor: Element; state: Known }[]): boolean {
    const puttings: (Putting & { state: Known })[] = [];
    for (const { element, anchor, state } of ready) {
      if (state.returns >= mostReturns || !isOnScreen(element)) continue;
      if (state.isPointedAt) continue;
      if (element.matches(":hover")) {
        state.isPointedAt = true;
        const freed = () => {
          state.isPointedAt = false;
          plan();
        };
        element.addEventListener("pointerleave", freed, { once: true });
        continue;
      }
      puttings.push({ chip: makeChip(), anchor, row: element, state });
    }
    const [first] = puttings;
    if (first === undefined) return false;
    const ground = groundOf(first.anchor);
    for (const { chip, state } of puttings) {
      chip.standOn(ground);
      if (state.chip) chip.show(state.chip);
    }
    const homeless = putAll(puttings);
    for (const { chip, row, state } of puttings) {
      if (homeless.has(chip)) {
        state.returns = mostReturns;
        continue;
      }
      standing.set(row, { chip, name: state.name });
      card.listen(chip, () => around.reasons(state.whom));
    }
    return true;
  }

  const stopWatching = watch.onChange(check);
  const went = () => {
    card.close();
    gap = rest * 2;
    plan();
  };
  const scrolled = () => {
    lastScroll = now();
    went();
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && card.close()) event.stopPropagation();
  };
  const { signal } = over;
  for (const name of ["hashchange", "popstate", "focus", "resize", "blur"])
    window.addEventListener(name, went, { signal });
  document.addEventListener("visibilitychange", went, { signal });
  window.addEventListener("scroll", scrolled, { capture: true, passive: true, signal });
  window.addEventListener("keydown", keyed, { capture: true, signal });

  return {
    configure(next) {
      config = next;
      look();
      plan();
    },
    outdated() {
      known = new WeakMap();
      plan();
    },
    leave() {
      over.abort();
      window.clearTimeout(timer);
      stopWatching();
      takeAll();
    },
  };
}
