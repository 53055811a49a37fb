import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { salesforceRecord, salesforceRef, salesforceTenant } from "../../../shared/domain/crm/salesforce.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import { above, addressesIn, around, hostsIn, isShownDeep, rootsUnder } from "../helpers/fields.ts";
import { nothing, type Reading, type Row, type Ways } from "../site.ts";
import * as at from "./selectors.ts";

/** The part of the page that is looked at, with the open shadow roots in it. */
interface Pane {
  element: Element;
  roots: ReturnType<typeof rootsUnder>;
}

/** Who a Salesforce page is about: the record of its address; fields are read in the tab that is looked at only. */
export function readSalesforce(document: Document, url: URL): Reading {
  const record = salesforceRecord(url);
  if (!record || !document.body)
    return { ...nothing(), view: document.body && isList(url) ? "list" : "nothing" };
  const trace: string[] = [];
  const doubts: string[] = [];
  const reading: Reading = {
    ...nothing(),
    view: "open",
    record,
    threadKey: record.key,
    signs: ["url: record"],
  };
  if (record.type === "other") return reading;
  const pane = paneOf(document, record, url, trace, doubts);
  if (!pane) return { ...reading, trace, doubts };
  if (pane.roots.some((root) => root.querySelector(at.recordParts))) reading.signs.push("pane: record");

  if (record.type !== "deal") {
    reading.people = personIn(pane, record, trace);
    // An account with an address of its own is a person.
    if (record.type === "company" && reading.people.length > 0)
      reading.record = { ...record, type: "person" };
  }
  if (reading.record?.type === "company" || record.type === "deal")
    reading.people = peopleIn(pane, record, url);
  if (reading.record?.type === "company") reading.domains = domainsIn(pane, trace);
  return { ...reading, trace: [...new Set(trace)], doubts };
}

const isList = (url: URL): boolean =>
  salesforceTenant(url) !== null &&
  /^\/(lightning\/o\/\w+\/(list|home|pipelineInspection)|00Q|003)\/?$/.test(url.pathname);

/** The lines of a list of people. */
export function salesforceRows(document: Document, url: URL): Row[] {
  if (!document.body || !isList(url)) return [];
  const [element] = innermost(document, []);
  return element ? linesIn({ element, roots: rootsUnder(element) }, url) : [];
}

function all(pane: Pane, selector: string): Element[] {
  return pane.roots.flatMap((root) => [...root.querySelectorAll(selector)]);
}

/** The innermost shown parts of the first way that leads anywhere; dialogs are over the page. */
function innermost(document: Document, trace: string[]): Element[] {
  for (const [name, selector] of at.panes) {
    const shown = [...document.querySelectorAll(selector)].filter(
      (pane) => isShownDeep(pane) && !pane.closest(`${at.dialogs}, ${at.behind}`),
    );
    const inner = shown.filter((pane) => !shown.some((other) => other !== pane && pane.contains(other)));
    if (inner.length > 0) return inner;
    trace.push(name);
  }
  return [document.body];
}

/** The tab of the record; none where what is shown is another record's. */
function paneOf(
  document: Document,
  record: RecordRef,
  url: URL,
  trace: string[],
  doubts: string[],
): Pane | null {
  const panes = innermost(document, trace).map((element) => ({ element, roots: rootsUnder(element) }));
  const owns = panes.map((pane) => ownRecords(pane, url));
  const right = panes.find((_, index) => owns[index]?.includes(record.key));
  if (right) return right;
  const silent = panes.filter((_, index) => owns[index]?.length === 0);
  const [pane, ...more] = silent.filter(({ roots }) =>
    roots.some((root) => root.querySelector(at.recordParts)),
  );
  // Two records side by side, and nothing says which is the address's.
  const doubt = silent.length === 0 ? "record: url / pane" : more.length > 0 ? "pane: several" : null;
  if (doubt) doubts.push(doubt);
  return doubt ? null : (pane ?? silent[0] ?? null);
}

/** The records whose further lists ("view all") a part of the page leads to. */
const ownRecords = (pane: Pane, url: URL): string[] =>
  all(pane, 'a[href*="/related/"]').flatMap((link) => linkedTo(link, url)?.key ?? []);

function linkedTo(link: Element, url: URL): RecordRef | null {
  const target = link.getAttribute("href") ?? "";
  const record = URL.canParse(target, url.href) ? salesforceRecord(new URL(target, url)) : null;
  const tenant = salesforceTenant(url);
  return record ?? (tenant === null ? null : salesforceRef(tenant, link.getAttribute("data-recordid") ?? ""));
}

/** Whether an element stands in something of this kind, within the pane. */
function isIn(element: Element, pane: Pane, selector: string, tags: readonly string[]): boolean {
  for (let part: Element | null = element; part && part !== pane.element; part = above(part)) {
    const name = part.localName;
    if (part.matches(selector) || tags.some((tag) => name.startsWith(tag))) return true;
  }
  return false;
}

/** Fields of the record itself. */
function fieldsIn(pane: Pane, ways: Ways, prefix: string, trace: string[]): Element[] {
  const objects = (at.emailFields[prefix] ?? []).map((name) => `sfdc:RecordField.${name.split(".")[0]}.`);
  for (const [name, selector] of ways) {
    const found = all(pane, selector).filter((element) => {
      if (!isShownDeep(element)) return false;
      if (isIn(element, pane, at.never, at.neverTags)) return false;
      // Classic lays a record's own fields out in tables, too, and they have ids.
      const isListed = isIn(element, pane, at.related, at.relatedTags);
      if (isListed && !element.id.endsWith("_ilecell")) return false;
      const field = fieldNameOf(element, pane);
      return field === null || (objects.some((object) => field.startsWith(object)) && !at.ours.test(field));
    });
    if (found.length > 0) return found;
    trace.push(name);
  }
  return [];
}

function fieldNameOf(element: Element, pane: Pane): string | null {
  for (let part: Element | null = element; part && part !== pane.element; part = above(part)) {
    const name = part.getAttribute("data-target-selection-name");
    if (name?.startsWith("sfdc:RecordField.")) return name;
  }
  return null;
}

function personIn(pane: Pane, record: RecordRef, trace: string[]): Participant[] {
  const prefix = record.key.slice("salesforce:".length, "salesforce:".length + 3);
  const silent: string[] = [];
  const emails = at.emails(prefix);
  // What a company has added to its accounts is about the account, unless it is a person's.
  const isOwn = (field: Element) => record.type === "person" || !/__c$/.test(fieldNameOf(field, pane) ?? "");
  const found: string[] = [];
  for (const way of emails) {
    found.push(
      ...fieldsIn(pane, [way], prefix, silent)
        .filter(isOwn)
        .flatMap((field) => addressesIn(field)),
    );
    if (found.length > 0) break;
  }
  trace.push(...(record.type === "person" ? silent : []));
  const name = nameIn(pane, prefix);
  return [...new Set(found)].map((email) => ({ email, name, role: "from" }));
}

/** A component may have its text in a shadow root. */
const textOf = (element: Element): string | null => {
  const text = rootsUnder(element)
    .map(({ textContent }) => textContent ?? "")
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" || text.length > 200 || text.includes("@") ? null : text;
};

function nameIn(pane: Pane, prefix: string): string | null {
  const [found] = fieldsIn(pane, at.names, prefix, []);
  return found ? textOf(found) : null;
}

const domainsIn = (pane: Pane, trace: string[]): string[] => [
  ...new Set(fieldsIn(pane, at.domains, "001", trace).flatMap((field) => hostsIn(field, isSalesforces))),
];
const isSalesforces = (host: string): boolean => /(^|\.)(force|salesforce|site)\.com$/.test(host);

/** The people of an account or an opportunity, out of its lists. */
const peopleIn = (pane: Pane, record: RecordRef, url: URL): Participant[] => {
  const people = new Map<string, Participant>();
  for (const line of linesIn(pane, url))
    for (const person of line.record?.key === record.key ? [] : line.people)
      if (!people.has(person.email)) people.set(person.email, { ...person, role: "to" });
  return [...people.values()];
};

/** Each line that leads to a person, with the addresses in it. */
function linesIn(pane: Pane, url: URL): Row[] {
  const tenant = salesforceTenant(url);
  const rows = new Map<Element, Row>();
  if (tenant === null) return [];
  for (const link of all(pane, `${at.personLinks}, ${at.rowKeys}`)) {
    const element = lineOf(link, pane);
    if (rows.has(element) || !isShownDeep(link) || isIn(link, pane, at.never, at.neverTags)) continue;
    const isLink = link.matches("a");
    const key = isLink ? null : salesforceRef(tenant, link.getAttribute("data-row-key-value") ?? "");
    const anchor = isLink
      ? link
      : (rootsUnder(link).flatMap((root) => [...root.querySelectorAll(at.personLinks)])[0] ?? null);
    const record = key ?? (anchor ? linkedTo(anchor, url) : null);
    if (record?.type !== "person") continue;
    const name = anchor ? textOf(anchor) : null;
    rows.set(element, {
      element,
      anchor,
      threadKey: record.key,
      record,
      people: addressesIn(element).map((email) => ({ email, name, role: "from" })),
    });
  }
  return [...rows.values()];
}

/** The line around a link, else what stands around it and leads to nobody else. */
function lineOf(link: Element, pane: Pane): Element {
  for (let part: Element | null = link; part && part !== pane.element; part = above(part))
    if (part.matches(at.row)) return part;
  const href = link.getAttribute("href");
  return around(link, pane.element, (part) =>
    rootsUnder(part).some((root) =>
      [...root.querySelectorAll(at.personLinks)].some((other) => other.getAttribute("href") !== href),
    ),
  );
}
