import {
  hubspotListType,
  hubspotPreview,
  hubspotRecord,
  hubspotTenant,
} from "../../../shared/domain/crm/hubspot.ts";
import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressesIn, around, hostsIn, isAnothers, nameIn } from "../helpers/fields.ts";
import { addressIn, findBy, isShown, nothing, type Reading, type Row, type Ways } from "../site.ts";
import * as at from "./selectors.ts";

/** A part of the page that is about one record; no element where only the address tells of it yet. */
interface Pane {
  element: Element | null;
  record: RecordRef;
  /** A panel over this part, about another record. */
  panel: Element | null;
}

/** Who a HubSpot page is about: the record of its address, or the one in the panel over a list. */
export function readHubspot(document: Document, url: URL): Reading {
  if (hubspotTenant(url) === null || !document.body) return nothing();
  const trace: string[] = [];
  const doubts: string[] = [];
  const record = hubspotRecord(url);
  const panel = record ? namedPanel(document, []) : panelIn(document, url, trace);
  const pane = record
    ? { element: paneOf(document, record, url, trace, doubts), record, panel }
    : previewOf(panel, url, trace, doubts);
  const isPerson = pane?.record.type === "person";
  const isAccount = pane?.record.type === "company" || pane?.record.type === "deal";
  const reading: Reading = {
    ...nothing(),
    view: pane || panel ? "open" : hubspotListType(url) ? "list" : "nothing",
    record: pane?.record ?? null,
    people:
      pane && isPerson ? personIn(pane, url, trace) : pane && isAccount ? peopleIn(pane, url, trace) : [],
    domains: pane && isAccount ? domainsIn(pane, url, trace) : [],
    owner: ownerOf(document, trace),
    threadKey: pane?.record.key ?? null,
    signs: [
      ...(record ? ["url: record"] : hubspotPreview(url) ? ["url: preview"] : []),
      ...(panel && !record ? ["pane: preview"] : []),
    ],
  };
  return { ...reading, trace: [...new Set(trace)], doubts };
}

/** The lines of a list of people, and the cards of a board that name one. */
export function hubspotRows(document: Document, url: URL): Row[] {
  if (hubspotListType(url) === null || !document.body) return [];
  const panel = namedPanel(document, []);
  const rows = new Map<Element, Row>();
  for (const link of linksIn(document)) {
    const record = linkedTo(link, url);
    const element = link.closest(at.row);
    if (record?.type !== "person" || !element || rows.has(element) || panel?.contains(link)) continue;
    if (link.closest(`${at.never}, ${at.associations}`) || !isShown(link)) continue;
    const named = findBy(element, at.rowEmails, [], (e) => isShown(e) && !e.closest(at.never));
    const email = named.flatMap((field) => addressesIn(field))[0];
    rows.set(element, {
      element,
      anchor: link,
      threadKey: record.key,
      record,
      people: email ? [{ email, name: nameIn(link), role: "from" }] : [],
    });
  }
  return [...rows.values()];
}

function linkedTo(link: Element, url: URL): RecordRef | null {
  const target = link.closest("a[href]")?.getAttribute("href");
  return target && URL.canParse(target, url.href) ? hubspotRecord(new URL(target, url)) : null;
}
const linksIn = (root: ParentNode): Element[] => [
  ...root.querySelectorAll(
    'a[href*="/record/"], a[href*="/contact/"], a[href*="/company/"], a[href*="/deal/"]',
  ),
];

/** Whether an element stands in a part of the page, and there in nothing that is another's. */
const standsIn =
  (part: Element, others: string) =>
  (element: Element): boolean => {
    if (!isShown(element) || !part.contains(element)) return false;
    const nearest = element.parentElement?.closest(others);
    return !nearest || nearest.contains(part);
  };

const namedPanel = (document: Document, trace: string[]): Element | null =>
  findBy(document, at.previews, trace)[0] ?? null;

/** The panel over a list or a board, by its name or by what it shows. */
function panelIn(document: Document, url: URL, trace: string[]): Element | null {
  const named = namedPanel(document, trace);
  if (named) return named;
  for (const [name, selector] of at.previewParts) {
    const panels = new Set<Element>();
    for (const part of document.querySelectorAll(selector)) {
      if (!isShown(part) || part.closest(at.outside)) continue;
      let outer: Element = part;
      for (let next = outer.parentElement; next && next !== document.body; next = next.parentElement) {
        if (next.querySelector(at.lists)) break;
        outer = next;
      }
      if (linksIn(outer).some((link) => linkedTo(link, url))) panels.add(outer);
    }
    const [panel, ...more] = panels;
    if (panel && more.length === 0) return panel;
    trace.push(name);
  }
  return null;
}

function previewOf(element: Element | null, url: URL, trace: string[], doubts: string[]): Pane | null {
  const told = hubspotPreview(url);
  const shown = element ? recordIn(element, url, trace) : null;
  const isAnother = told !== null && shown !== null && told.key !== shown.key;
  if (isAnother) doubts.push("record: url / preview");
  const record = told ?? shown;
  return record ? { element: isAnother ? null : element, record, panel: null } : null;
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
function paneOf(
  document: Document,
  record: RecordRef,
  url: URL,
  trace: string[],
  doubts: string[],
): Element | null {
  const sidebars = findBy(document, at.sidebars, trace);
  const own = sidebars.map((sidebar) => ownRecords(sidebar, url));
  const right = sidebars.filter((_, index) => own[index]?.includes(record.key));
  const isAnothers = own.some((keys) => keys.length > 0) && right.length === 0;
  if (isAnothers) {
    doubts.push("record: url / sidebar");
    return null;
  }
  if (sidebars.length > 1 && right.length === 1 && right[0]) return right[0];
  return document.body;
}

/** The records whose further pages (all properties, their history) a record's own column leads to. */
const ownRecords = (sidebar: Element, url: URL): string[] =>
  linksIn(sidebar)
    .filter(standsIn(sidebar, at.associations))
    .flatMap((link) => {
      const path = link.getAttribute("href") ?? "";
      return /\/(record\/[\d-]+|contact|company|deal)\/\d+\/[a-z]/.test(path)
        ? (linkedTo(link, url)?.key ?? [])
        : [];
    });

/** Fields of the record itself: not of what belongs to it, not in its history, not in the panel over it. */
function fields({ element, record, panel }: Pane, ways: Ways, url: URL, trace: string[]): Element[] {
  if (!element) return [];
  const stands = standsIn(element, `${at.never}, ${at.associations}, ${at.dialogs}, ${at.lists}`);
  const recordsIn = (part: Element) =>
    linksIn(part).flatMap((link) => {
      const found = linkedTo(link, url);
      return found && (found.type === "person" || found.key === record.key)
        ? [[link, found.key] as const]
        : [];
    });
  return findBy(element, ways, trace, (field) => {
    return (
      stands(field) &&
      !panel?.contains(field) &&
      !isAnothers(field, element, record.key, recordsIn, at.columns)
    );
  });
}

function personIn(pane: Pane, url: URL, trace: string[]): Participant[] {
  const name = nameOf(pane);
  const more = fields(pane, [["email: more", at.moreEmails]], url, []);
  const found = [...fields(pane, at.emails, url, trace), ...more].flatMap((field) => addressesIn(field));
  return [...new Set(found)].map((email) => ({ email, name, role: "from" }));
}

function nameOf({ element, panel }: Pane): string | null {
  if (!element) return null;
  const stands = standsIn(element, `${at.never}, ${at.associations}`);
  const isName = (title: Element) => stands(title) && !panel?.contains(title);
  const title = [...element.querySelectorAll(at.title)].find(isName);
  return nameIn(
    title ?? (element.matches("body") ? null : [...element.querySelectorAll(at.heads)].find(isName)),
  );
}

/** The people of a company or a deal: each link to a person, with the addresses that stand beside it. */
function peopleIn({ element, panel }: Pane, url: URL, trace: string[]): Participant[] {
  if (!element) return [];
  const stands = standsIn(element, `${at.never}, ${at.dialogs}`);
  const people = new Map<string, Participant>();
  for (const [way, selector] of at.people) {
    const parts = [...(element.matches(selector) ? [element] : []), ...element.querySelectorAll(selector)];
    for (const link of new Set(parts.flatMap(linksIn))) {
      const record = linkedTo(link, url);
      if (record?.type !== "person" || !stands(link) || panel?.contains(link)) continue;
      const hasOthers = (part: Element) =>
        linksIn(part).some((other) => {
          const { type, key } = linkedTo(other, url) ?? {};
          return type === "person" && key !== record.key;
        });
      const beside = around(link, element, hasOthers);
      for (const email of addressesIn(beside, stands))
        if (!people.has(email)) people.set(email, { email, name: nameIn(link), role: "to" });
    }
    if (people.size > 0) break;
    trace.push(way);
  }
  return [...people.values()];
}

const isHubspots = (host: string): boolean =>
  /(^|\.)(hubspot|hubspotusercontent)[a-z0-9-]*\.(com|net)$/.test(host);

function domainsIn(pane: Pane, url: URL, trace: string[]): string[] {
  if (pane.record.type === "company")
    return [...new Set(fields(pane, at.domains, url, trace).flatMap((field) => hostsIn(field, isHubspots)))];
  const { element } = pane;
  if (!element) return [];
  const stands = standsIn(element, `${at.never}, ${at.dialogs}`);
  const companies = linksIn(element).filter((link) => {
    return linkedTo(link, url)?.type === "company" && stands(link) && !pane.panel?.contains(link);
  });
  const hasOthers = (key: string | undefined) => (part: Element) =>
    linksIn(part).some((other) => linkedTo(other, url)?.key !== key);
  const hosts = companies.flatMap((link) =>
    hostsIn(around(link, element, hasOthers(linkedTo(link, url)?.key)), isHubspots),
  );
  return [...new Set(hosts)];
}

function ownerOf(document: Document, trace: string[]): string | null {
  const [found] = findBy(document, at.owner, trace, () => true);
  return addressIn(found?.getAttribute("title") ?? found?.textContent);
}
