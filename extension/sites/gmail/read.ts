import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, findBy, isShown, nothing, type Reading, type Row } from "../site.ts";
import * as at from "./selectors.ts";

/**
 * Who a Gmail page is about. What it cannot tell: Reply-To and the mailing list's id are in the document only
 * once the message's details have been opened; messages folded away as "3 older messages" name nobody.
 */
export function readGmail(document: Document): Reading {
  const trace: string[] = [];
  const panes = findBy(document, at.panes, trace);
  const messages = panes.flatMap((pane) => messagesIn(pane, trace));
  const rows = messages.length > 0 ? [] : panes.flatMap((pane) => rowsIn(pane, trace));
  return {
    ...nothing(),
    view: messages.length > 0 ? "open" : rows.length > 0 ? "list" : "nothing",
    people: messages.toReversed().flatMap(({ element, sender }) => peopleOf(element, sender, trace)),
    owner: ownerOf(document, trace),
    threadKey: messages.length > 0 ? threadKeyOf(panes, trace) : null,
    trace: [...new Set(trace)],
  };
}

/** The lines of the list that is shown. */
export const gmailRows = (document: Document): Row[] => {
  const trace: string[] = [];
  const panes = findBy(document, at.panes, trace);
  return panes.some((pane) => messagesIn(pane, trace).length > 0)
    ? []
    : panes.flatMap((pane) => rowsIn(pane, trace));
};

/** Whoever writes a mail writes its markup too. */
const notText = (element: Element): boolean => !element.closest(at.text);

interface Message {
  element: Element;
  sender: Element;
}

/** Oldest first, each once. */
function messagesIn(pane: Element, trace: string[]): Message[] {
  const named = (element: Element) => isShown(element) && !element.closest(at.elsewhere);
  const found = new Map<Element, Message>();
  for (const sender of findBy(pane, at.senders, trace, named)) {
    const element = sender.closest(at.message) ?? sender;
    if (!found.has(element)) found.set(element, { element, sender });
  }
  return [...found.values()];
}

function peopleOf(message: Element, sender: Element, trace: string[]): Participant[] {
  const others = findBy(
    message,
    at.recipients,
    trace,
    (element) => isShown(element) && !element.closest(at.elsewhere),
  );
  const to = others.flatMap((element) => person(element, "to"));
  const from = person(sender, "from");
  const known = [...from, ...to];
  const told = detailsOf(message, to);
  const lists = known.filter(({ email }) => isListHost(email) || told.lists.has(dotted(email)));
  return [...from, ...told.replyTo, ...to, ...lists.map((list): Participant => ({ ...list, role: "list" }))];
}

function person(element: Element, role: Participant["role"]): Participant[] {
  const email = addressIn(
    element.getAttribute("email") ?? element.getAttribute("data-hovercard-id") ?? element.textContent,
  );
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

/** Hosts that carry nothing but lists and groups. */
const isListHost = (email: string): boolean =>
  /@((lists?|groups|mailman|listserv)\.|googlegroups\.com$|groups\.io$|freelists\.org$)/.test(email);

function threadKeyOf(panes: Element[], trace: string[]): string | null {
  for (const pane of panes) {
    const [found] = findBy(pane, at.threadIds, trace, (element) => isShown(element) && notText(element));
    const key =
      found?.getAttribute("data-legacy-thread-id") ?? found?.getAttribute("data-legacy-message-id") ?? "";
    // Gmail writes the word where it has no id.
    if (key !== "" && key !== "undefined") return key;
  }
  return null;
}

/** One row a thread: with the preview pane Gmail draws a thread as two or three table rows, one of them with names. */
function rowsIn(pane: Element, trace: string[]): Row[] {
  const silent: string[] = [];
  return findBy(pane, at.rows, trace).flatMap((row) => {
    const named = findBy(row, at.rowPeople, silent);
    const people = named.flatMap((element) => person(element, "from"));
    const threadKey = row.querySelector(at.rowThread)?.getAttribute("data-legacy-thread-id") ?? null;
    const once = new Map(people.map((p) => [p.email, p]));
    return once.size > 0
      ? [{ element: row, anchor: named[0] ?? null, threadKey, record: null, people: [...once.values()] }]
      : [];
  });
}

/** The account button, else the window's title ("Subject - rep@company.example - Gmail"), else who is called "me". */
function ownerOf(document: Document, trace: string[]): string | null {
  for (const button of document.querySelectorAll(at.owner.button)) {
    const email = addressIn(button.getAttribute("aria-label") ?? button.getAttribute("title"));
    if (email) return email;
  }
  trace.push("owner: button");
  // A subject may hold an address too, but stands before the account's.
  const titled = document.title
    .split(" - ")
    .findLast((part) => addressIn(part) === part.trim().toLowerCase());
  if (titled) return addressIn(titled);
  trace.push("owner: title");
  const me = document.querySelector(at.owner.me);
  if (me) return addressIn(me.getAttribute("email"));
  trace.push("owner: me");
  return null;
}
