import { hubspotPreview, hubspotRecord } from "../../../shared/domain/crm/hubspot.ts";
import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { type Keyed, standsIn } from "../helpers/fields.ts";
import { findBy, isShown } from "../site.ts";
import * as at from "./selectors.ts";

/** A part of the page that is about one record. */
export interface Pane {
  /** None where only the address tells of the record yet. */
  element: Element | null;
  /** None where a panel names nobody's record: its own address may still stand there. */
  record: RecordRef | null;
  /** A panel over this part, about another record. */
  panel: Element | null;
}

/** The record that a link leads to. */
export function linkedTo(link: Element, url: URL): RecordRef | null {
  const target = link.closest("a[href]")?.getAttribute("href");
  return target && URL.canParse(target, url.href) ? hubspotRecord(new URL(target, url)) : null;
}

export const linksIn = (root: ParentNode): Element[] => [
  ...root.querySelectorAll(
    'a[href*="/record/"], a[href*="/contact/"], a[href*="/company/"], a[href*="/deal/"]',
  ),
];

/** The people whom a part of the page links to. */
export const peopleOf =
  (url: URL): Keyed =>
  (part) =>
    linksIn(part).flatMap((link) => {
      const record = linkedTo(link, url);
      return record?.type === "person" ? [[link, record.key] as const] : [];
    });

export const namedPanel = (document: Document, trace: string[]): Element | null =>
  findBy(document, at.previews, trace)[0] ?? null;

/** The panel over a list or a board, by its name or by what it shows. */
function panelIn(document: Document, url: URL, trace: string[]): Element | null {
  const named = namedPanel(document, trace);
  if (named) return named;
  for (const [name, selector] of at.previewParts) {
    const outers: Element[] = [];
    for (const part of document.querySelectorAll(selector)) {
      if (outers.some((outer) => outer.contains(part)) || !isShown(part) || part.closest(at.outside))
        continue;
      let outer: Element = part;
      for (let next = outer.parentElement; next && next !== document.body; next = next.parentElement) {
        if (next.querySelector(at.lists)) break;
        outer = next;
      }
      outers.push(outer);
    }
    const panels = outers.filter((outer) => linksIn(outer).some((link) => linkedTo(link, url)));
    const [panel, ...more] = panels;
    if (panel && more.length === 0) return panel;
    trace.push(name);
  }
  return null;
}

/** What is in the panel over a list or a board; what has no name of a panel's is one only where a record is told. */
export function previewIn(document: Document, url: URL, trace: string[], doubts: string[]): Pane | null {
  const element = panelIn(document, url, trace);
  const told = hubspotPreview(url);
  const shown = element ? recordIn(element, url, trace) : null;
  if (!told && !shown) {
    const named = namedPanel(document, []);
    return named ? { element: named, record: null, panel: null } : null;
  }
  const isAnother = told !== null && shown !== null && told.key !== shown.key;
  if (isAnother) doubts.push("record: url / preview");
  return { element: isAnother ? null : element, record: told ?? shown, panel: null };
}

/** The one record that a panel leads to, itself and not what belongs to it. */
function recordIn(panel: Element, url: URL, trace: string[]): RecordRef | null {
  for (const [name, selector] of at.previewLinks) {
    const records = [...panel.querySelectorAll(selector)]
      .filter(standsIn(panel, `${at.never}, ${at.associations}`))
      .flatMap((link) => linkedTo(link, url) ?? []);
    const [first] = records;
    if (first && records.every(({ key }) => key === first.key)) return first;
    trace.push(name);
  }
  return null;
}

/**
 * The part of a record's page to read; none where it shows another record, as it does for a moment after the address
 * has changed.
 */
export function paneOf(
  document: Document,
  record: RecordRef,
  url: URL,
  trace: string[],
  doubts: string[],
): Element | null {
  const sidebars = findBy(document, at.sidebars, trace);
  const own = sidebars.map((sidebar) => ownRecords(sidebar, record, url));
  const right = sidebars.filter((_, index) => own[index]?.includes(record.key));
  const isAnothers = own.some((keys) => keys.length > 0) && right.length === 0;
  if (isAnothers) {
    doubts.push("record: url / sidebar");
    return null;
  }
  if (sidebars.length > 1 && right.length === 1 && right[0]) return right[0];
  return document.body;
}

/** The records of the same type whose further pages (all properties, their history) a record's own column leads to. */
const ownRecords = (sidebar: Element, { key }: RecordRef, url: URL): string[] =>
  linksIn(sidebar)
    .filter(standsIn(sidebar, at.associations))
    .flatMap((link) => {
      const isFurther = /\/\d+\/(?!view\b)[a-z]/.test(link.getAttribute("href") ?? "");
      const own = isFurther ? linkedTo(link, url)?.key : undefined;
      return own?.slice(0, own.lastIndexOf(":")) === key.slice(0, key.lastIndexOf(":")) ? [own] : [];
    });
