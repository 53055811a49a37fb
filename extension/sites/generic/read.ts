import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { isBigFreeMail, isSharedAddress, isUnder, partsOf } from "../../../shared/domain/people/address.ts";
import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, isShown, nothing, type Reading, type Row } from "../site.ts";
import { closest, type Find, findsIn, isNamedIn, type Root, rootsOf, typedIn, type Way } from "./evidence.ts";
import { type Line, linesOf, recordLinks } from "./lines.ts";
import { isDesk, ownerOf } from "./owner.ts";
import { type Reason, scoreOf } from "./rank.ts";
import { recordOf } from "./records.ts";
import * as at from "./selectors.ts";

/** An address of a page with what speaks for it. */
export interface Ranked {
  find: Find;
  reasons: Reason[];
  score: number;
}

const wayReason: Record<Way, Reason> = {
  selected: "selected",
  mailto: "a link to write to",
  "data-email-address": "a link to write to",
  "data-email": "an attribute",
  email: "an attribute",
  hovercard: "an attribute",
  itemprop: "declared",
  "json-ld": "declared",
  title: "a tooltip",
  label: "a tooltip",
  field: "a field",
  text: "text",
  sentence: "in a sentence",
};

/** Who any page is about. `selected` is the text that somebody has marked; an address in it comes first. */
export function readGeneric(document: Document, url: URL, selected: string | null = null): Reading {
  const page = look(document, url);
  const chosen = addressIn(selected);
  const record = recordOf(url);
  const trace: string[] = [];
  const owner = ownerOf(page.roots, trace);
  const ranked = rankAll(page, record, chosen);
  const people =
    chosen === null && record?.type === "person"
      ? ownAddresses(ranked, page)
      : chosen === null && !record && isList(page, ranked)
        ? []
        : peopleOf(ranked.filter(({ find }) => record || !page.lineOf.has(find)));
  // Whom somebody points at is not the record that is open, unless the record has that address.
  const isRecords =
    chosen === null ||
    ownAddresses(
      ranked.filter(({ find }) => find.way !== "selected"),
      page,
    ).some(({ email }) => email === chosen);
  const open = people.length > 0 || (record !== null && record.type !== "other");
  return {
    ...nothing(),
    view: open ? "open" : page.lines.length > 0 ? "list" : "nothing",
    record: isRecords ? record : null,
    people,
    domains: record?.type === "company" || record?.type === "deal" ? domainsOf(page, people, url) : [],
    owner,
    threadKey: open ? (record?.key ?? messageKey(url, page.roots)) : null,
    signs: signsOf(record, url, page.roots),
    trace: people.length > 0 ? [] : [...trace, ...(page.finds.length > 0 ? [] : ["generic: address"])],
    doubts: doubtsOf(page.finds),
  };
}

/** The lines of the lists on any page. */
export function genericRows(document: Document, url: URL): Row[] {
  const root: Root = { node: document, isShown: true, isFrame: false };
  const roots = rootsOf(document).filter(({ isFrame }) => !isFrame);
  const record = recordOf(url);
  const finds = findsIn(roots, true)
    .filter(isCandidate)
    .filter(({ element }) => !element || isShown(element));
  const links = recordLinks(root, url, record).filter(({ element }) => isShown(element) && isPlace(element));
  return linesOf(finds, links).flatMap((line) => {
    const people = peopleOfLine(line);
    const link = line.links.find(({ record }) => record.type === "person") ?? line.links[0];
    return people.length > 0 || link
      ? [
          {
            element: line.element,
            anchor: link?.element ?? line.finds[0]?.element ?? null,
            threadKey: null,
            record: link?.record ?? null,
            people,
          },
        ]
      : [];
  });
}

/** Attributes say who a line is of; what is written in it may be the beginning of a mail. */
function peopleOfLine({ finds, links }: Line): Participant[] {
  const said = finds.filter(({ way }) => way !== "text" && way !== "sentence");
  const written = finds.filter(
    ({ way, email, element }) => way === "text" && element?.textContent?.trim().toLowerCase() === email,
  );
  const name =
    links
      .find(({ record }) => record.type === "person")
      ?.element.textContent?.replace(/\s+/g, " ")
      .trim() || null;
  const once = new Map<string, Participant>();
  for (const find of said.length > 0 ? said : written) {
    const known = once.get(find.email);
    const called = known?.name ?? find.name ?? (once.size === 0 ? name : null);
    once.set(find.email, { email: find.email, name: called, role: "from" });
  }
  return [...once.values()];
}

interface Page {
  roots: Root[];
  finds: Find[];
  lines: Line[];
  lineOf: Map<Find, Line>;
  rootOf: Map<Find, Root>;
  heading: Element | null;
  headed: string;
  document: Document;
}

const isPlace = (element: Element): boolean => !closest(element, at.chrome) && !closest(element, at.words);
const isCandidate = ({ element, email, role }: Find): boolean =>
  (role !== null || !isDesk(email)) && (!element || isPlace(element));

function look(document: Document, url: URL): Page {
  const roots = rootsOf(document);
  const record = recordOf(url);
  const rootOf = new Map<Find, Root>();
  const finds = roots.flatMap((root) => {
    const found = [...findsIn([root], true), ...(record ? typedIn([root]) : [])].filter(isCandidate);
    for (const find of found) rootOf.set(find, root);
    return found;
  });
  const shown = finds.filter((find) => isSeen(find, rootOf.get(find)));
  const links = roots
    .flatMap((root) => recordLinks(root, url, record))
    .filter(({ element }) => isShown(element) && isPlace(element));
  const lines = linesOf(shown, links);
  const lineOf = new Map(lines.flatMap((line) => line.finds.map((find) => [find, line] as const)));
  const heading = headingOf(roots, lines);
  const headed = (heading?.textContent ?? document.title.split(/\s[»|·–—-]\s|::/u)[0] ?? "")
    .replace(/\s+/g, " ")
    .trim();
  return { roots, finds, lines, lineOf, rootOf, heading, headed: headed.length < 90 ? headed : "", document };
}

const isSeen = ({ element, way }: Find, root: Root | undefined): boolean =>
  root?.isShown !== false && (way === "json-ld" || !element || isShown(element));

/** The page's first visible heading that is no part of a list. */
function headingOf(roots: readonly Root[], lines: readonly Line[]): Element | null {
  for (const { node } of roots)
    for (const element of node.querySelectorAll(at.heading))
      if (
        isPlace(element) &&
        isShown(element) &&
        (element.textContent ?? "").trim() !== "" &&
        !closest(element, at.beside) &&
        !lines.some((line) => line.element.contains(element))
      )
        return element;
  return null;
}

function rankAll(page: Page, record: RecordRef | null, chosen: string | null): Ranked[] {
  const hasMain = page.finds.some(({ element }) => element && closest(element, at.main));
  const recordId = record?.key.split(":").at(-1) ?? "";
  const ranked = page.finds.map((find) => {
    const reasons = reasonsFor(find, page, record, recordId, hasMain);
    return { find, reasons, score: scoreOf(reasons) };
  });
  if (chosen) {
    const find: Find = { email: chosen, name: null, way: "selected", element: null, role: "from" };
    ranked.unshift({ find, reasons: ["selected"], score: scoreOf(["selected"]) });
  }
  return ranked.sort((a, b) => b.score - a.score);
}

function reasonsFor(
  find: Find,
  page: Page,
  record: RecordRef | null,
  recordId: string,
  hasMain: boolean,
): Reason[] {
  const { element, email, name, role, way } = find;
  const root = page.rootOf.get(find);
  const line = page.lineOf.get(find);
  const reasons: Reason[] = [wayReason[way]];
  if (!isSeen(find, root)) reasons.push("hidden");
  if (role && role !== "list")
    reasons.push(
      role === "reply_to"
        ? "mail: reply to"
        : role === "from"
          ? "mail: from"
          : role === "to"
            ? "mail: to"
            : "mail: cc",
    );
  if (isSharedAddress(email)) reasons.push("a shared mailbox");
  if (root?.isFrame) reasons.push("in a frame");
  const isHeaded =
    page.headed !== "" &&
    ((name !== null && name.length > 2 && page.headed.includes(name)) || isNamedIn(email, page.headed));
  if (isHeaded && !line) reasons.push("the heading has the name");
  if (!element) return reasons;
  if (recordId !== "" && element.getAttribute("data-record-id") === recordId)
    reasons.push("the record's own id");
  if (closest(element, at.dialog)) reasons.push("in a dialog");
  else if (closest(element, at.main)) reasons.push("in the main part");
  else if (hasMain && way !== "json-ld") reasons.push("outside the main part");
  if (closest(element, at.beside)) reasons.push("beside");
  if (page.heading && !line && isNear(element, page.heading)) reasons.push("in the head of the page");
  if (!line && isInOpenItem(element, page.lines)) reasons.push("in the item that is open");
  if (line && record)
    reasons.push(record.type === "person" && line.links.length > 0 ? "another record's" : "in a list");
  return reasons;
}

const isNear = (element: Element, heading: Element): boolean => {
  let around: Element | null = heading.parentElement;
  for (
    let up = 0;
    around && up < 3 && !around.matches(`body, ${at.main}`);
    up++, around = around.parentElement
  )
    if (around.contains(element)) return true;
  return false;
};

/** One line of a list that is open in its place. */
function isInOpenItem(element: Element, lines: readonly Line[]): boolean {
  for (
    let open = closest(element, '[aria-expanded="true"]');
    open;
    open = open.parentElement?.closest('[aria-expanded="true"]') ?? null
  ) {
    const { parentElement } = open;
    if (parentElement && lines.some((line) => line.element.parentElement === parentElement)) return true;
  }
  return false;
}

const opens: readonly Reason[] = [
  "selected",
  "mail: from",
  "mail: reply to",
  "in a frame",
  "in a dialog",
  "in the item that is open",
  "the heading has the name",
];

/** A list, and nothing beside it that is plainly open. */
const isList = (page: Page, ranked: readonly Ranked[]): boolean =>
  page.lines.length > 0 &&
  !ranked.some(
    ({ find, score, reasons }) =>
      score > 0 && !page.lineOf.has(find) && reasons.some((one) => opens.includes(one)),
  );

/**
 * Everybody with more for than against, the most likely first. Beside the sender of a mail those without a part in it
 * come last.
 */
function peopleOf(ranked: readonly Ranked[]): Participant[] {
  const once = new Map<string, { email: string; name: string | null; role: Participant["role"] | null }>();
  for (const { find, score } of ranked) {
    if (score <= 0) continue;
    const known = once.get(find.email);
    once.set(find.email, {
      email: find.email,
      name: known?.name ?? find.name,
      role: known?.role ?? find.role,
    });
  }
  const people = [...once.values()];
  const isMail = people.some(({ role }) => role === "from" || role === "reply_to");
  return people.map((person) => ({ ...person, role: person.role ?? (isMail ? "cc" : "from") }));
}

/** The first address of the record, and those that stand in the same place. */
function ownAddresses(ranked: readonly Ranked[], page: Page): Participant[] {
  const [top] = ranked;
  if (!top || top.score <= 0) return [];
  const own = ranked.filter(
    ({ find, reasons, score }) =>
      score > 0 &&
      (find.email === top.find.email ||
        reasons.includes("the record's own id") ||
        shareAPlace(find, top.find, page)),
  );
  return peopleOf(own).map((person, index) => ({
    ...person,
    name: person.name ?? (index === 0 && isNamedIn(person.email, page.headed) ? page.headed : null),
    role: "from",
  }));
}

function shareAPlace({ element }: Find, top: Find, page: Page): boolean {
  if (!element || !top.element) return false;
  let around: Element | null = top.element;
  for (let up = 0; up < 6 && around; up++, around = around.parentElement) {
    if (around.matches(`body, ${at.main}, ${at.dialog}`)) return false;
    if (around.contains(element)) return true;
    if (page.heading && around.contains(page.heading)) return false;
  }
  return false;
}

const notTheirs =
  "linkedin.com facebook.com twitter.com x.com instagram.com youtube.com google.com xing.com github.com openstreetmap.org bing.com".split(
    " ",
  );

/** Links that show the host that they lead to, then the domains of the people. */
function domainsOf(page: Page, people: readonly Participant[], url: URL): string[] {
  const hosts = page.roots.flatMap(({ node }) =>
    [...node.querySelectorAll('a[href^="http"]')].flatMap((link) => {
      const href = link.getAttribute("href") ?? "";
      const host = URL.canParse(href) ? new URL(href).hostname.replace(/^www\./, "") : "";
      const isTheirs = host !== "" && host !== url.hostname && !isUnder(host, notTheirs);
      return isTheirs &&
        (link.textContent ?? "").toLowerCase().includes(host) &&
        isPlace(link) &&
        isShown(link)
        ? [host]
        : [];
    }),
  );
  const mailed = people
    .flatMap(({ email }) => partsOf(email)?.domain ?? [])
    .filter((domain) => !isBigFreeMail(domain));
  return [...new Set([...hosts, ...mailed])].slice(0, 5);
}

/** Roundcube's address of a message, in the page or in its frame. */
function messageKey(url: URL, roots: readonly Root[]): string | null {
  for (const at of [
    url,
    ...roots.flatMap(({ node, isFrame }) => (isFrame && "URL" in node ? [new URL(node.URL)] : [])),
  ]) {
    const id = at.searchParams.get("_uid");
    if (id && /^(show|preview)$/.test(at.searchParams.get("_action") ?? ""))
      return `roundcube:${at.searchParams.get("_mbox") ?? ""}:${id}`;
  }
  return null;
}

function signsOf(record: RecordRef | null, url: URL, roots: readonly Root[]): string[] {
  if (record?.type === "person") return ["url: record"];
  return messageKey(url, roots) ? ["url: message"] : [];
}

/** A link that shows one address and writes to another. */
const doubtsOf = (finds: readonly Find[]): string[] =>
  finds.some(({ way, element, email }) => {
    const shown = way === "mailto" ? addressIn(element?.textContent) : null;
    return shown !== null && shown !== email && !element?.textContent?.includes("…");
  })
    ? ["address: link / text"]
    : [];
