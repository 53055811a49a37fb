import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { closest, type Find, nearby, type Root } from "./evidence.ts";
import { recordOf } from "./records.ts";
import * as at from "./selectors.ts";

/** A link to a record of a person, a company or a deal. */
export interface RecordLink {
  element: Element;
  record: RecordRef;
}

/** One line of a list, with whom it names. */
export interface Line {
  element: Element;
  finds: Find[];
  links: RecordLink[];
}

/** The links of a page to records other than the one that is open. */
export function recordLinks({ node }: Root, url: URL, open: RecordRef | null): RecordLink[] {
  const links = [...node.querySelectorAll("a[href]")].filter((link) =>
    mayName.test(link.getAttribute("href") ?? ""),
  );
  return nearby(links).flatMap((element) => {
    const href = element.getAttribute("href") ?? "";
    const to = URL.canParse(href, url.href) ? new URL(href, url.href) : null;
    const record = to?.host === url.host ? recordOf(to) : null;
    return record && record.type !== "other" && record.key !== open?.key ? [{ element, record }] : [];
  });
}

/** Ids have digits, but for the rarest. */
const mayName = /^(?!mailto:|tel:|javascript:)(?=.*\d).*[/?#=]/i;

/** The nearest line around an element; a row of two cells is a fact and its label. */
function lineAround(element: Element): Element | null {
  for (let found = closest(element, at.line); found; ) {
    const isFact =
      found.matches("tr:not([role=row], [aria-selected], [tabindex])") &&
      found.querySelectorAll(":scope > td").length < 3;
    if (!isFact) return found;
    found = found.parentElement ? closest(found.parentElement, at.line) : null;
  }
  return null;
}

/** Which list a line is in. */
const listOf = (line: Element): Element | null =>
  line.matches("tr")
    ? line.closest("table")
    : (line.closest('[role="grid"], [role="treegrid"], [role="table"], [role="listbox"]') ??
      line.parentElement);

/** A box to tick at its beginning, before any text, is what lists have, and records and mails have not. */
function isTicked(line: Element): boolean {
  for (const cell of line.children) {
    const text = (cell.textContent ?? "").trim();
    if (text.length < 20 && (cell.matches(tick) || cell.querySelector(tick))) return true;
    if (text !== "") return false;
  }
  return false;
}
const tick = 'input[type="checkbox"], [role="checkbox"]';

/**
 * The lines of the lists of a page, from the top. A list has two lines at least, or one that leads to a record or can
 * be ticked. Where the page does not say what a line is, boxes side by side that look alike are.
 */
export function linesOf(finds: readonly Find[], links: readonly RecordLink[]): Line[] {
  const lines = new Map<Element, Line>();
  const loose: Element[] = [];
  const lineFor = (element: Element): Line => {
    const line = lines.get(element) ?? { element, finds: [], links: [] };
    lines.set(element, line);
    return line;
  };
  for (const { element } of links) note(element);
  // Those to whom a mail goes stand side by side, too.
  const listed = finds.filter(({ role }) => role === null);
  for (const { element } of listed) note(element);
  const alike = boxes(loose);
  for (const box of alike) lineFor(box);

  for (const link of links) within(link.element)?.links.push(link);
  for (const find of listed) within(find.element)?.finds.push(find);
  const lists = new Map<Element | null, { lines: number; records: Set<string> }>();
  for (const { element, finds, links } of lines.values()) {
    const list = lists.get(listOf(element)) ?? { lines: 0, records: new Set<string>() };
    lists.set(listOf(element), list);
    if (finds.length + links.length > 0) list.lines += 1;
    for (const { record } of links) list.records.add(record.key);
  }
  return [...lines.values()].filter(isLine).sort(byPlace);

  function note(element: Element): void {
    const line = lineAround(element);
    if (line) lineFor(line);
    else loose.push(element);
  }
  function within(element: Element): Line | undefined {
    for (let up: Element | null = element; up; up = up.parentElement) {
      const line = lines.get(up);
      if (line) return line;
    }
    return undefined;
  }
  /** Tables for layout have a page in each of their lines. */
  function isLine({ element, finds, links }: Line): boolean {
    const people = new Set(finds.map(({ email }) => email)).size;
    if (people > 8 || links.length > 12 || people + links.length === 0) return false;
    if (isTicked(element)) return true;
    const list = lists.get(listOf(element));
    // Tabs of one record stand in a line, too.
    if (people === 0) return (list?.records.size ?? 0) > 1;
    return alike.has(element) || (list?.lines ?? 0) > 1 || links.length > 0;
  }
}

const byPlace = (a: Line, b: Line): number => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1);

/** What makes boxes of one list look alike; null for what nobody has named, and for words within a line. */
const look = (element: Element): string | null =>
  element.classList.length > 0 &&
  !element.matches('span, b, i, em, strong, td, th, img, label, button, a[href^="mailto:"]')
    ? `${element.tagName} ${[...element.classList].sort().join(" ")}`
    : null;

/**
 * For each of these the box around it that has the most boxes of its look beside it with others of these in them,
 * three at least; then all boxes of such a look, for a list may be in parts.
 */
function boxes(seeds: readonly Element[]): Set<Element> {
  const holding = new Set<Element>();
  for (const seed of seeds)
    for (let up: Element | null = seed; up && !holding.has(up); up = up.parentElement) holding.add(up);
  const beside = new Map<Element, Map<string, number>>();
  const alike = (box: Element): number => {
    const { parentElement } = box;
    const boxLook = look(box);
    if (!parentElement || boxLook === null) return 0;
    const counts = beside.get(parentElement) ?? new Map<string, number>();
    if (!beside.has(parentElement)) {
      beside.set(parentElement, counts);
      for (const child of parentElement.children) {
        const childLook = holding.has(child) ? look(child) : null;
        if (childLook !== null) counts.set(childLook, (counts.get(childLook) ?? 0) + 1);
      }
    }
    return counts.get(boxLook) ?? 0;
  };
  const looks = new Set<string | null>();
  for (const seed of seeds) {
    let best: Element | null = null;
    let most = 2;
    for (let up: Element | null = seed; up; up = up.parentElement) {
      const count = alike(up);
      if (count > most) [best, most] = [up, count];
    }
    if (best) looks.add(look(best));
  }
  const found = new Set<Element>();
  if (looks.size > 0)
    for (const seed of seeds)
      for (let up: Element | null = seed; up; up = up.parentElement)
        if (looks.has(look(up)) && look(up) !== null) {
          // The nearest: what is around it is the list, or a part of it.
          found.add(up);
          break;
        }
  const around = new Set<Element>();
  for (const box of found)
    for (let up = box.parentElement; up && !around.has(up); up = up.parentElement) around.add(up);
  return new Set([...found].filter((box) => !around.has(box)));
}
