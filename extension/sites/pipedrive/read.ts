import { pipedriveRecord, pipedriveTenant } from "../../../shared/domain/crm/pipedrive.ts";
import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import {
  addressesIn,
  around,
  hostIn,
  hostsIn,
  isAnothers,
  type Keyed,
  nameIn,
  ownerBy,
  peopleBeside,
  standsIn,
} from "../helpers/fields.ts";
import { findBy, isShown, nothing, type Reading, type Row } from "../site.ts";
import * as at from "./selectors.ts";

/** Who a Pipedrive page is about: the record of its address; fields are read in the page that is looked at only. */
export function readPipedrive(document: Document, url: URL): Reading {
  if (pipedriveTenant(url) === null || !document.body) return nothing();
  const trace: string[] = [];
  const doubts: string[] = [];
  const record = pipedriveRecord(url);
  const owner = ownerBy(document, at.owner, trace);
  if (!record) return { ...nothing(), view: isList(url) ? "list" : "nothing", owner };
  const pane = paneOf(document, record, url, trace, doubts);
  const isPerson = record.type === "person";
  return {
    ...nothing(),
    view: "open",
    record,
    people: pane ? (isPerson ? personIn(pane, record, url, trace) : peopleIn(pane, url)) : [],
    domains: pane && !isPerson ? domainsIn(pane, record, url, trace) : [],
    owner,
    threadKey: record.key,
    signs: ["url: record"],
    trace: [...new Set(trace)],
    doubts,
  };
}

const isLead = (record: RecordRef | null): boolean => record?.key.startsWith("pipedrive:lead:") ?? false;

const isList = (url: URL): boolean =>
  /^\/(persons|organizations|deals|leads|pipeline|contacts)(\/|$)/.test(url.pathname);

/** The lines of a list that lead to people, or to leads of the inbox. */
export function pipedriveRows(document: Document, url: URL): Row[] {
  if (!document.body || pipedriveRecord(url) || !isList(url)) return [];
  const rows = new Map<Element, Row>();
  for (const pane of panesOf(document, []))
    for (const link of linksIn(pane, ', a[href*="/leads/"]')) {
      const record = linkedTo(link, url);
      const element = link.closest(at.line) ?? link.closest(at.cell);
      if (record?.type !== "person" || !element || !isShown(link) || link.closest(at.never)) continue;
      const line = rows.get(element);
      if (line) {
        // Of a lead and its person, the person is known in more places.
        if (isLead(line.record) && !isLead(record))
          rows.set(element, { ...line, record, threadKey: record.key });
        continue;
      }
      const email = lineEmails(element, link, pane)[0];
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

/** The addresses of a line; its cells may stand apart, told to be one line's by a number. */
function lineEmails(element: Element, link: Element, pane: Element): string[] {
  const isOwn = (part: Element) => isShown(part) && !part.closest(at.never);
  const [, number] =
    /^grid-cell-column-(\d+)-/.exec(link.closest(at.cell)?.getAttribute("data-cy") ?? "") ?? [];
  const apart = number
    ? [...pane.querySelectorAll(`[data-test="person.email"][data-cy^="grid-cell-column-${number}-"]`)]
    : [];
  const cells = [...apart, ...findBy(element, at.emails, [], isOwn)];
  return cells.filter(isOwn).flatMap((cell) => addressesIn(cell));
}

const linksIn = (root: ParentNode, more = ""): Element[] => [
  ...root.querySelectorAll(`a[href*="/person/"]${more}`),
];

function linkedTo(link: Element, url: URL): RecordRef | null {
  const target = link.getAttribute("href") ?? "";
  return URL.canParse(target, url.href) ? pipedriveRecord(new URL(target, url)) : null;
}

/** The people whom a part of the page links to. */
const peopleOf =
  (url: URL): Keyed =>
  (part) =>
    linksIn(part).flatMap((link) => {
      const record = linkedTo(link, url);
      return record?.type === "person" ? [[link, record.key] as const] : [];
    });

const panesOf = (document: Document, trace: string[]): Element[] => {
  const found = findBy(document, at.panes, trace);
  const inner = found.filter((pane) => !found.some((other) => other !== pane && pane.contains(other)));
  return inner.length > 0 ? inner : [document.body];
};

/** Whom a link for writing a mail says it is about. */
const relatedPeople = (pane: Element): string[] =>
  [...pane.querySelectorAll('a[href*="related_person_id="]')]
    .filter((link) => isShown(link) && !link.closest(at.never))
    .flatMap((link) => /[?&]related_person_id=(\d+)/.exec(link.getAttribute("href") ?? "")?.[1] ?? [])
    .map((id) => `pipedrive:person:${id}`);

/** The page of the record; none where what is shown is another's, as it is for a moment after the address changed. */
function paneOf(
  document: Document,
  record: RecordRef,
  url: URL,
  trace: string[],
  doubts: string[],
): Element | null {
  const panes = panesOf(document, trace);
  if (isLead(record)) {
    const over = findBy(document, at.leadParts, trace).find((part) =>
      linksIn(part).some((link) => linkedTo(link, url)),
    );
    return over ?? panes[0] ?? null;
  }
  if (record.type !== "person") return panes[0] ?? null;
  const related = panes.map(relatedPeople);
  const right = panes.find((_, index) => related[index]?.includes(record.key));
  const silent = panes.find((_, index) => related[index]?.length === 0);
  if (!right && !silent) doubts.push("record: url / mail links");
  return right ?? silent ?? null;
}

function personIn(pane: Element, record: RecordRef, url: URL, trace: string[]): Participant[] {
  const stands = standsIn(pane, `${at.never}, ${at.lists}, ${at.dialogs}`);
  const links = linksIn(pane).filter(stands);
  // A lead is about the person that its page names first.
  const about = isLead(record) ? links[0] : null;
  const own = (about ? linkedTo(about, url)?.key : null) ?? record.key;
  const [title] = [...pane.querySelectorAll(at.name)].filter(stands);
  const name = nameIn(about) ?? nameIn(title);
  const found = findBy(pane, at.emails, trace, (field) => {
    const related = relatedPeople(field.parentElement ?? field);
    return (
      stands(field) &&
      addressesIn(field, stands).length > 0 &&
      (related.length === 0 || related.includes(own)) &&
      !isAnothers(field, pane, own, peopleOf(url), at.columns)
    );
  });
  const beside = (link: Element) =>
    around(link, pane, (part) => peopleOf(url)(part).some(([, key]) => key !== own));
  const fields = found.length === 0 && about ? [beside(about)] : found;
  const emails = fields.flatMap((field) => addressesIn(field, stands));
  return [...new Set(emails)].map((email) => ({ email, name, role: "from" }));
}

/** The people of a deal or an organization. */
const peopleIn = (pane: Element, url: URL): Participant[] =>
  peopleBeside(peopleOf(url)(pane), pane, peopleOf(url), standsIn(pane, `${at.never}, ${at.dialogs}`));

const isPipedrives = (host: string): boolean => /(^|\.)pipedrive(assets)?\.com$/.test(host);

function domainsIn(pane: Element, record: RecordRef, url: URL, trace: string[]): string[] {
  const stands = standsIn(pane, `${at.never}, ${at.lists}, ${at.dialogs}`);
  // Beside a deal only what is named as a website is its company's.
  const ways = record.type === "company" ? at.domains : at.domains.slice(0, 2);
  const found = findBy(pane, ways, trace, (field) => {
    // A link is the company's website where it reads like one.
    const isPlain = !field.matches("a") || hostIn(field.textContent) !== null;
    return isPlain && stands(field) && hostsIn(field, isPipedrives).length > 0;
  });
  return [...new Set(found.flatMap((field) => hostsIn(field, isPipedrives)))].filter(
    (host) => host !== url.hostname,
  );
}
