import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { closest, type Find, type Root } from "./evidence.ts";
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
  return [...node.querySelectorAll("a[href]")].flatMap((element) => {
    const href = element.getAttribute("href") ?? "";
    if (!/[/?#]/.test(href) || /^(mailto|tel|javascript):/i.test(href)) return [];
    const to = URL.canParse(href, url.href) ? new URL(href, url.href) : null;
    const record = to?.host === url.host ? recordOf(to) : null;
    return record && record.type !== "other" && record.key !== open?.key ? [{ element, record }] : [];
  });
}

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

/**
 * The lines of the lists of a page, from the top. A list has two lines at least, or one that leads to a record.
 * Where the page does not say what a line is, the largest boxes side by side with one person each are.
 */
export function linesOf(finds: readonly Find[], links: readonly RecordLink[]): Line[] {
  const lines = new Map<Element, Line>();
  const lineFor = (element: Element): Line => {
    const line = lines.get(element) ?? { element, finds: [], links: [] };
    lines.set(element, line);
    return line;
  };
  const looseFinds: Find[] = [];
  const looseLinks: RecordLink[] = [];
  for (const link of links) {
    const line = lineAround(link.element);
    if (line) lineFor(line).links.push(link);
    else looseLinks.push(link);
  }
  for (const find of finds) {
    if (!find.element) continue;
    const line = lineAround(find.element);
    if (line) lineFor(line).finds.push(find);
    else looseFinds.push(find);
  }
  for (const [element, line] of boxes(looseFinds, looseLinks)) lines.set(element, line);
  return inPageOrder([...lines.values()].filter(isLine).filter(hasCompany));

  function isLine({ finds, links }: Line): boolean {
    return new Set(finds.map(({ email }) => email)).size <= 8 && links.length <= 12;
  }
  function hasCompany(line: Line): boolean {
    const list = listOf(line.element);
    const others = [...lines.values()].filter((other) => other !== line && listOf(other.element) === list);
    return others.length > 0 || (line.finds.length > 0 && line.links.length > 0);
  }
}

function boxes(finds: readonly Find[], links: readonly RecordLink[]): Map<Element, Line> {
  const people = links.filter(({ record }) => record.type === "person");
  const ids = new Map<Element, Set<string>>();
  const seeds: { element: Element; id: string }[] =
    people.length > 1
      ? people.map(({ element, record }) => ({ element, id: record.key }))
      : finds.flatMap(({ element, email }) => (element ? [{ element, id: email }] : []));
  for (const { element, id } of seeds)
    for (let up: Element | null = element; up; up = up.parentElement) {
      const inside = ids.get(up) ?? new Set();
      inside.add(id);
      ids.set(up, inside);
    }
  const lines = new Map<Element, Line>();
  for (const { element } of seeds) {
    let box = element;
    while (box.parentElement && ids.get(box.parentElement)?.size === 1) box = box.parentElement;
    const siblings = [...(box.parentElement?.children ?? [])].filter(
      (one) => one.tagName === box.tagName && ids.get(one)?.size === 1,
    );
    if (siblings.length > 2) lines.set(box, { element: box, finds: [], links: [] });
  }
  for (const line of lines.values()) {
    line.finds.push(...finds.filter(({ element }) => element && line.element.contains(element)));
    line.links.push(...links.filter(({ element }) => line.element.contains(element)));
  }
  return lines;
}

const inPageOrder = (lines: Line[]): Line[] =>
  lines.sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1));
