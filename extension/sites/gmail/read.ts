import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, findBy, isListAddress, isShown, nothing, type Reading, type Row } from "../site.ts";
import * as at from "./selectors.ts";

/**
 * Who a Gmail page is about. What it cannot tell: Reply-To and the mailing list's id are in the document only
 * once the message's details have been opened; messages folded away as "3 older messages" name nobody.
 */
export function readGmail(document: Document, url: URL): Reading {
  const trace: string[] = [];
  const doubts: string[] = [];
  const panes = panesOf(document, trace);
  const messages = panes.flatMap((pane) => messagesIn(pane, trace, doubts));
  const isOpen = messages.length > 0;
  const isList = !isOpen && panes.some((pane) => linesIn(pane, trace).size > 0);
  const [owner, ...others] = ownersOf(document, trace);
  if (others.length > 0 && !isDelegated(url)) doubts.push("owner: button / title");
  // A mailbox that was delegated to us is on our side, too.
  const alsoOurs = isDelegated(url) ? others : [];
  return {
    ...nothing(),
    view: isOpen ? "open" : isList ? "list" : "nothing",
    people: messages
      .toReversed()
      .flatMap(({ element, sender }) => peopleOf(element, sender, trace))
      .filter(({ email }) => !alsoOurs.includes(email)),
    owner: owner ?? null,
    threadKey: isOpen ? threadKeyOf(panes, trace) : null,
    signs: isList ? [] : signsOf(panes, url),
    trace: [...new Set(trace)],
    doubts: [...new Set(doubts)],
  };
}

/** The lines of the list that is shown, beside an open thread too. */
export const gmailRows = (document: Document): Row[] => {
  const owners = ownersOf(document, []);
  return panesOf(document, []).flatMap((pane) => rowsIn(pane, owners));
};

/** The window as a whole counts only where it is a thread's own. */
const panesOf = (document: Document, trace: string[]): Element[] =>
  findBy(document, at.panes, trace, (element) =>
    element === document.body ? element.querySelector(at.inWindow) !== null : isShown(element),
  );

/** `/mail/u/0/d/{id}/`: the mailbox of somebody who has let us in. */
const isDelegated = ({ pathname }: URL): boolean => /\/(d|b)\/[^/]+\//.test(pathname);

/** Whoever writes a mail writes its markup too. */
const notText = (element: Element): boolean => !element.closest(at.text);

const isNamed = (element: Element): boolean => isShown(element) && !element.closest(at.elsewhere);

interface Message {
  element: Element;
  sender: Element;
}

/** Oldest first, each once. */
function messagesIn(pane: Element, trace: string[], doubts: string[]): Message[] {
  const found = new Map<Element, Message>();
  for (const sender of findBy(pane, at.senders, trace, isNamed)) {
    const element = sender.closest(at.message) ?? sender;
    // Its text may name senders that were never any.
    if (element.parentElement?.closest(at.messageId)) continue;
    if (!found.has(element)) found.set(element, { element, sender });
  }
  const byPlace = messagesByPlace(pane);
  if (found.size === 0) {
    if (byPlace.length === 0) trace.push("sender: first of a message");
    return byPlace;
  }
  for (const { element, sender } of byPlace) {
    const known = found.get(element) ?? [...found.values()].find((one) => element.contains(one.element));
    if (known && emailOf(known.sender) !== emailOf(sender)) doubts.push("sender: gD / first of a message");
  }
  return [...found.values()];
}

/** Without any class: the messages by their ids, else the items of the thread, and who is named first in each. */
function messagesByPlace(pane: Element): Message[] {
  const withIds = [...pane.querySelectorAll(at.messageId)].filter(
    (e) => !e.parentElement?.closest(at.messageId),
  );
  const items = [...pane.querySelectorAll(at.messageItem)].filter(
    (e) => !e.closest(at.messageId) && !e.querySelector(`${at.messageId}, ${at.messageItem}`),
  );
  return [...withIds, ...items]
    .sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)) // Node.DOCUMENT_POSITION_FOLLOWING
    .flatMap((element) => {
      const named = element.querySelector(at.text) ? at.namedBesideText : at.named;
      const places = [...element.querySelectorAll(named)].filter((each) => isNamed(each) && emailOf(each));
      const [first] = places;
      if (!first) return [];
      // The picture stands before the name, which stands in the head's table.
      const name = places.find((each) => each.hasAttribute("email"));
      const sender = name && emailOf(name) === emailOf(first) ? name : first;
      return [{ element, sender }];
    });
}

function peopleOf(message: Element, sender: Element, trace: string[]): Participant[] {
  const others = findBy(message, at.recipients, trace, isNamed);
  const to = (others.length > 0 ? others : inHead(message, sender)).flatMap((element) =>
    person(element, "to"),
  );
  const from = person(sender, "from");
  const known = [...from, ...to];
  const told = detailsOf(message, to);
  const lists = known.filter(({ email }) => isListAddress(email) || told.lists.has(dotted(email)));
  return [...from, ...told.replyTo, ...to, ...lists.map((list): Participant => ({ ...list, role: "list" }))];
}

/** A message's head is a table, with the sender in its first line and those to whom it went in the next. */
function inHead(message: Element, sender: Element): Element[] {
  let head: Element | null = null;
  for (let up = sender.parentElement; up && up !== message; up = up.parentElement)
    if (up.localName === "table") head = up;
  return [...(head?.querySelectorAll("[email]") ?? [])].filter(
    (element) => element !== sender && isNamed(element),
  );
}

const emailOf = (element: Element): string | null =>
  addressIn(
    element.getAttribute("email") ?? element.getAttribute("data-hovercard-id") ?? element.textContent,
  );

/** `#inbox/{id}`, `#label/{name}/{id}`: labels and searches have names that look like ids. */
const threadIn =
  /^#(?!(?:label|search|category|advanced-search|section_query|settings)\/[^/]*$)(?:[^/]+\/)+[A-Za-z0-9_-]{16,}$/;

/** What says that a thread is open, but for its senders. */
function signsOf(panes: Element[], url: URL): string[] {
  const shown = (selector: string) =>
    panes.some((pane) =>
      [...pane.querySelectorAll(selector)].some(
        (element) => isShown(element) && !element.closest(at.elsewhere),
      ),
    );
  const signs = at.signs.filter(([, selector]) => shown(selector)).map(([name]) => name);
  const isThread = threadIn.test(url.hash.replace(/\?.*$/, "")) || url.searchParams.has("th");
  return isThread && panes.length > 0 ? [...signs, "url: thread"] : signs;
}

function person(element: Element, role: Participant["role"]): Participant[] {
  const email = emailOf(element);
  const name = element.getAttribute("name") ?? element.getAttribute("data-name") ?? element.textContent;
  return email ? [{ email, name: name?.trim() || null, role }] : [];
}

const replyToLabel =
  /^(reply[- ]to|antwort(en)? an|répondre à|responder a|rispondi a|beantwoorden|antwoord(en)? (aan|op)|svar(a)? til(l)?|vastaus|odpowiedz do|odpověď|ответить|返信先|回复|回覆)\s*:?$/iu;

/**
 * Reply-To and list ids out of the opened details. The labels are in the user's language; where it is none that
 * we know, the order tells: from, then Reply-To if there is one, then those to whom the message went.
 */
function detailsOf(message: Element, to: Participant[]): { replyTo: Participant[]; lists: Set<string> } {
  const went = new Set(to.map(({ email }) => email));
  const lists = new Set<string>();
  const table = [...message.querySelectorAll(at.details.rows)].filter(notText).map((row) => {
    const value = row.querySelector(at.details.value) ?? row;
    const marked = [...value.querySelectorAll("[email]")].flatMap((e) => person(e, "reply_to"));
    const written = addressIn(value.textContent);
    // Of bracketed words in the details only a list's id has no @: `<dev.lists.acme.example>`.
    for (const [, id] of (value.textContent ?? "").matchAll(/<([^<>\s@]+)>/g)) if (id) lists.add(dotted(id));
    return {
      label: (row.querySelector(at.details.label)?.textContent ?? "").trim(),
      people:
        marked.length > 0 || !written ? marked : [{ email: written, name: null, role: "reply_to" as const }],
      marked: marked.length > 0,
    };
  });
  const goesTo = ({ people }: (typeof table)[number]) => people.some(({ email }) => went.has(email));
  const [, second, ...later] = table.filter(({ people }) => people.length > 0);
  const labelled = table.find(({ label }) => replyToLabel.test(label));
  const placed = second?.marked && !goesTo(second) && later.some(goesTo) ? second : undefined;
  return { replyTo: (labelled ?? placed)?.people ?? [], lists };
}

const dotted = (name: string): string => name.toLowerCase().replace("@", ".");

function threadKeyOf(panes: Element[], trace: string[]): string | null {
  const isThreads = (element: Element) =>
    isShown(element) &&
    notText(element) &&
    !element.closest('tr.zA, [role="row"]') &&
    !isLine(element.closest("tr"));
  for (const pane of panes) {
    const [found] = findBy(pane, at.threadIds, trace, isThreads);
    const key =
      found?.getAttribute("data-legacy-thread-id") ?? found?.getAttribute("data-legacy-message-id") ?? "";
    // Gmail writes the word where it has no id.
    if (key !== "" && key !== "undefined") return key;
  }
  return null;
}

/** A line of a list; the table that an open thread may stand in has lines, too. */
const isLine = (line: Element | null): line is Element =>
  line !== null &&
  !line.querySelector(at.message) &&
  (line.matches(at.surelyRow) || line.querySelector(at.partOfRow) !== null);

/** The lines of a list that name people, each with those places, from the top. */
function linesIn(pane: Element, trace: string[]): Map<Element, Element[]> {
  const lines = new Map<Element, Element[]>();
  const others = new Set<Element>();
  for (const element of pane.querySelectorAll("[email]")) {
    const line = element.closest(at.row);
    if (!line || others.has(line) || line.closest(at.message)) continue;
    const places = lines.get(line);
    if (places) places.push(element);
    else if (isLine(line) && isShown(line)) lines.set(line, [element]);
    else others.add(line);
  }
  if (lines.size === 0) trace.push("list: row");
  return lines;
}

/**
 * One row a thread: with the preview pane Gmail draws a thread as two or three table rows, one of them with names.
 * Each name is there twice, first for screen readers alone; the senders' names are in the order of their mails.
 */
function rowsIn(pane: Element, owners: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const [element, places] of linesIn(pane, [])) {
    const last = new Map<string, { person: Participant; place: Element }>();
    for (const place of places) {
      const [one] = person(place, "from");
      if (!one) continue;
      // Set anew, to stand behind those who were named later the first time.
      last.delete(one.email);
      last.set(one.email, { person: one, place });
    }
    const newestFirst = [...last.values()].toReversed();
    newestFirst.sort(
      (a, b) => Number(owners.includes(a.person.email)) - Number(owners.includes(b.person.email)),
    );
    const threadKey = threadOf(element);
    if (newestFirst.length === 0 || (threadKey !== null && rows.at(-1)?.threadKey === threadKey)) continue;
    rows.push({
      element,
      anchor: newestFirst[0]?.place ?? null,
      threadKey,
      record: null,
      people: newestFirst.map(({ person }) => person),
      anchors: new Map(newestFirst.map(({ person: { email }, place }) => [email, place])),
    });
  }
  return rows;
}

/** The thread's id is with the subject, which may have a line of its own. */
function threadOf(line: Element): string | null {
  for (let next: Element | null = line; next; next = next.nextElementSibling) {
    if (next !== line && next.querySelector("[email]")) return null;
    const key = next.querySelector(at.rowThread)?.getAttribute("data-legacy-thread-id");
    if (key && key !== "undefined") return key;
  }
  return null;
}

/**
 * Our own addresses: of the account button, and of the window's title ("Subject - rep@company.example - Gmail"), which
 * in a delegated mailbox is another; else who is called "me".
 */
function ownersOf(document: Document, trace: string[]): string[] {
  const owners = new Set<string>();
  for (const button of document.querySelectorAll(at.owner.button)) {
    const email = addressIn(button.getAttribute("aria-label") ?? button.getAttribute("title"));
    if (email) owners.add(email);
    if (email) break;
  }
  if (owners.size === 0) trace.push("owner: button");
  // A subject may hold an address too, but stands before the account's.
  const titled = addressIn(
    document.title
      .split(" - ")
      .slice(-3)
      .findLast((part) => addressIn(part) === part.trim().toLowerCase()),
  );
  if (titled) owners.add(titled);
  else if (owners.size === 0) trace.push("owner: title");
  if (owners.size > 0) return [...owners];
  const me = addressIn(document.querySelector(at.owner.me)?.getAttribute("email"));
  if (!me) trace.push("owner: me");
  return me ? [me] : [];
}
