import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, findBy, isListAddress, isShown, nothing, type Reading, type Row } from "../site.ts";
import { type Mark, marksIn, peopleIn } from "./marks.ts";
import * as at from "./selectors.ts";

/**
 * Who an Outlook page is about. What it cannot tell: the address of somebody of whom Outlook shows the name alone
 * (colleagues, mostly); then nobody is read, and nothing is a sign that somebody should be.
 */
export function readOutlook(document: Document, url: URL): Reading {
  if (!isMail(url)) return nothing();
  const trace: string[] = [];
  const panes = panesOf(document, trace);
  const doubts: string[] = [];
  const messages = panes.flatMap((pane) => messagesIn(pane, trace));
  const [owner, ...alsoOurs] = ownersOf(document, url, trace);
  const people = messages
    .flatMap((message) => peopleOf(message, trace, doubts))
    .filter(({ email }) => !alsoOurs.includes(email));
  const isOpen = people.length > 0 || messages.some(({ body }) => body !== null);
  return {
    ...nothing(),
    view: isOpen ? "open" : firstRow(document, trace) ? "list" : "nothing",
    people,
    owner: owner ?? null,
    threadKey: isOpen ? threadKeyOf(document, url) : null,
    // Of some, colleagues mostly, Outlook tells the names alone: then nobody is missing.
    signs: isOpen && !(people.length === 0 && tellsNames(panes)) ? signsOf(url, panes, messages) : [],
    trace: [...new Set(trace)],
    doubts: [...new Set(doubts)],
  };
}

/** The same app holds calendar, contacts and files, each under its own path. */
const isMail = ({ hostname, pathname }: URL): boolean =>
  at.hosts.includes(hostname) && /^\/(mail|owa)(\/|$)/.test(pathname);

/** Outermost ones; the whole window only where it is one message's own. */
function panesOf(document: Document, trace: string[]): Element[] {
  const found = findBy(document, at.panes, trace, (element) =>
    element === document.body ? element.querySelector(at.bodies[0]?.[1] ?? "") !== null : isShown(element),
  );
  return found.filter((pane) => !found.some((other) => other !== pane && other.contains(pane)));
}

interface Message {
  /** Its text; null while the message is folded to a line. */
  body: Element | null;
  marks: Mark[];
}

/**
 * The messages of a pane, those that are unfolded first, each kind in the page's order, which is the newest first.
 * A message is the biggest part of the pane that holds no other: no name of a class or a label is needed for it.
 */
function messagesIn(pane: Element, trace: string[]): Message[] {
  const bodies = findBy(
    pane,
    at.bodies,
    trace,
    (element) => isShown(element) && !isWritten(element) && !isInText(element),
  );
  // Without any text, an editor is all that the pane holds: a mail being written names nobody.
  const written = [...pane.querySelectorAll(at.editor)].map((editor) => draftAround(editor, pane));
  if (written.includes(pane)) return [];
  const marks = marksIn(pane, written).filter(({ element }) => isShown(element));
  const units = new Set([...bodies, ...marks.flatMap(({ element }) => foldedAround(element, pane) ?? [])]);

  const held = new Map<Element, number>();
  for (const unit of units)
    for (let up: Element | null = unit; up && up !== pane.parentElement; up = up.parentElement)
      held.set(up, (held.get(up) ?? 0) + 1);

  const messages = new Map<Element, Message>();
  for (const body of bodies) messages.set(partWithOne(body, pane, held), { body, marks: [] });
  for (const mark of marks) {
    const part = partWithOne(mark.element, pane, held);
    const message = messages.get(part) ?? { body: null, marks: [] };
    messages.set(part, message);
    // What stands below the text is no head: attachments, suggested answers.
    if (message.body === null || isBefore(mark.element, message.body)) message.marks.push(mark);
  }
  const all = [...messages.values()];
  return [...all.filter(({ body }) => body), ...all.filter(({ body }) => !body)];
}

/** The folded message that somebody is named in: the outermost, where folded parts are in one another. */
function foldedAround(element: Element, pane: Element): Element | null {
  let outermost: Element | null = null;
  for (let line = element.closest(at.folded); line && pane.contains(line); ) {
    outermost = line;
    line = line.parentElement?.closest(at.folded) ?? null;
  }
  return outermost;
}

function partWithOne(element: Element, pane: Element, held: Map<Element, number>): Element {
  let part = element;
  for (let up: Element | null = element; up; up = up.parentElement) {
    if ((held.get(up) ?? 0) > 1) break;
    part = up;
    if (up === pane) break;
  }
  return part;
}

/** Texts that a text holds are none. */
const isInText = (element: Element): boolean =>
  at.bodies.some(
    ([, selector]) => element.matches(selector) && element.parentElement?.closest(selector) != null,
  );

const isWritten = (element: Element): boolean =>
  element.matches(at.editor) ||
  element.closest(at.editor) !== null ||
  element.querySelector(at.editor) !== null;

const isBefore = (one: Element, other: Element): boolean => (one.compareDocumentPosition(other) & 4) !== 0; // Node.DOCUMENT_POSITION_FOLLOWING

/** Everything of a mail being written: to whom, what about, the text, as far as no message that is read is in it. */
function draftAround(editor: Element, pane: Element): Element {
  const read = `${at.headParts}, ${at.bodies.map(([, selector]) => selector).join(", ")}`;
  let draft = editor;
  while (draft !== pane && draft.parentElement) {
    const up: Element = draft.parentElement;
    if ([...up.querySelectorAll(read)].some((part) => !isWritten(part))) break;
    draft = up;
  }
  return draft;
}

/** The sender, then those to whom it went. */
function peopleOf({ marks }: Message, trace: string[], doubts: string[]): Participant[] {
  const named = marks.find(({ element }) => element.closest(at.sender));
  const first = marks.find(({ well }) => well === null);
  if (!named && marks.length > 0) trace.push("sender: id");
  if (!first && marks.length > 0) trace.push("sender: head");
  // Beside whom a mail was sent for stands who sent it.
  const isOnBehalf = named?.element.closest(at.sender)?.parentElement?.contains(first?.element ?? null);
  if (named && first && named.email !== first.email && !isOnBehalf) doubts.push("sender: id / head");
  const sender = named ?? first;

  const wells = [...new Set(marks.flatMap(({ well }) => well ?? []))];
  const people = new Map<string, Participant>();
  for (const mark of sender ? [sender, ...marks] : marks) {
    const role = mark === sender ? "from" : mark.well && wells.indexOf(mark.well) > 0 ? "cc" : "to";
    const known = people.get(mark.email);
    const { email, name } = mark;
    if (!known) people.set(email, { email, name, role: isListAddress(email) ? "list" : role });
    else if (known.name === null && mark.name) people.set(mark.email, { ...known, name: mark.name });
  }
  return [...people.values()];
}

/** Whether the head of a message names its people, and none of them with an address. */
function tellsNames(panes: Element[]): boolean {
  const places = panes
    .flatMap((pane) => [...pane.querySelectorAll(`${at.sender}, ${at.recipients}`)])
    .filter(isShown);
  return (
    places.some((place) => (place.textContent ?? "").trim() !== "") &&
    places.every((place) => !place.outerHTML.includes("@"))
  );
}

/** A message's text, its head, or the page's address naming one, where there is a pane to show it. */
function signsOf(url: URL, panes: Element[], messages: Message[]): string[] {
  const shown = (selector: string) =>
    panes.some((pane) => [...pane.querySelectorAll(selector)].some((element) => isShown(element)));
  return [
    ...(messages.some(({ body }) => body) ? ["pane: text"] : []),
    ...(shown(at.headParts) ? ["pane: head"] : []),
    ...(shown(at.recipients) ? ["pane: recipients"] : []),
    ...(idIn(url) ? ["url: message"] : []),
  ];
}

/** `/mail/inbox/id/{id}`, `/mail/deeplink/read/{id}`, `?ItemID={id}`. */
function idIn(url: URL): string | null {
  const [, inPath] = /\/(?:id|read|readconv)\/([^/]+)/i.exec(url.pathname) ?? [];
  const id = inPath ?? url.searchParams.get("ItemID") ?? url.searchParams.get("itemid");
  if (!id) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const threadKeyOf = (document: Document, url: URL): string | null =>
  idIn(url) ?? document.querySelector(at.selected)?.getAttribute("data-convid") ?? null;

const firstRow = (document: Document, trace: string[]): boolean =>
  findBy(document, at.rows, trace).length > 0;

/** The lines of the list that is shown, beside an open message too. */
export function outlookRows(document: Document, url: URL): Row[] {
  if (!isMail(url)) return [];
  const panes = panesOf(document, []).filter(
    (pane) => pane !== document.body && !pane.querySelector("#MailList"),
  );
  const inPane = (row: Element) =>
    panes.some((pane) => pane.contains(row) && row.closest("[role=listbox]") === null);
  const owners = ownersOf(document, url, []);
  return findBy(document, at.rows, [])
    .filter((row) => !inPane(row))
    .flatMap((row) => rowOf(row, owners));
}

/**
 * A line keeps its senders' addresses in the titles of their names. A subject may have a title too, and whoever
 * writes a mail writes that: a title that is its own text is a name only where it comes first.
 */
function rowOf(row: Element, owners: readonly string[]): Row[] {
  const titled = [...row.querySelectorAll("[title]")].filter(
    (element) => (element.textContent ?? "").trim() !== "",
  );
  const named = titled.find((element, index) => {
    const title = (element.getAttribute("title") ?? "").trim();
    return addressIn(title) !== null && (index === 0 || title !== (element.textContent ?? "").trim());
  });
  if (!named) return [];
  const people = peopleIn(named.getAttribute("title") ?? "", named.textContent).map(
    ({ email, name }): Participant => ({ email, name, role: "from" }),
  );
  if (people.length === 0) return [];
  // The newest sender is named first; ourselves last, for the line is about somebody else.
  people.sort((a, b) => Number(owners.includes(a.email)) - Number(owners.includes(b.email)));
  return [{ element: row, anchor: named, threadKey: row.getAttribute("data-convid"), record: null, people }];
}

/**
 * Our own addresses: the mailboxes that are roots of the folder list, else the account of the page's head; and the
 * mailbox in the page's address, which may be another that we work in: `/mail/sales@seller.example/inbox`.
 */
function ownersOf(document: Document, url: URL, trace: string[]): string[] {
  const owners = new Set<string>();
  for (const [name, selector] of at.owner) {
    for (const element of document.querySelectorAll(selector)) {
      const told = ["data-folder-name", "title", "aria-label", "id", "href"]
        .map((attribute) => addressIn(decoded(element.getAttribute(attribute), attribute)))
        .find((found) => found !== null);
      const email = told ?? addressIn(element.textContent);
      if (email) owners.add(email);
    }
    if (owners.size > 0) break;
    trace.push(name);
  }
  const mailbox = addressIn(/^\/mail\/([^/]*@[^/]*)\//.exec(url.pathname)?.[1]);
  if (mailbox) owners.add(mailbox);
  return [...owners];
}

/** `primaryMailboxRoot_ada@a.example` and `?username=ada%40a.example`. */
function decoded(value: string | null, attribute: string): string | null {
  if (value === null) return null;
  if (attribute === "id") return value.replace(/^[^_]*_/, "");
  if (attribute !== "href") return value;
  const [, name] = /[?&](?:username|login_hint)=([^&#]+)/.exec(value) ?? [];
  try {
    return name ? decodeURIComponent(name) : null;
  } catch {
    return null;
  }
}
