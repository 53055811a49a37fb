import type { Participant } from "../../../shared/domain/people/people.ts";
import { addressIn, findBy, isListAddress, isShown, nothing, type Reading } from "../site.ts";
import * as at from "./selectors.ts";

/**
 * Whom an event of Google Calendar is with: its guests, whatever they have answered. Rooms and calendars are nobody.
 * Who organises it is among them, first, as the page lists them; grids of events alone show nobody.
 */
export function readCalendar(document: Document, url: URL): Reading {
  if (url.hostname !== "calendar.google.com") return nothing();
  if (!isCalendar(url)) return nothing();
  const trace: string[] = [];
  const doubts: string[] = [];
  const place = eventIn(document, url, trace);
  const { guests, things } = place ? guestsIn(place, trace, doubts) : { guests: [], things: 0 };
  const isOpen = guests.length > 0;
  return {
    ...nothing(),
    view: isOpen ? "open" : document.querySelector(at.grid) ? "list" : "nothing",
    people: guests,
    owner: ownerOf(document, trace),
    threadKey: isOpen && place ? keyOf(document, url, place) : null,
    // The site shows guests only where there are some: an event without, or with a room alone, is nothing to wonder about.
    signs: place && hasGuests(place) && (isOpen || things === 0) ? ["event: guests"] : [],
    trace: [...new Set(trace)],
    doubts: [...new Set(doubts)],
  };
}

export const isCalendar = ({ protocol, hostname, pathname }: URL): boolean =>
  protocol === "https:" && hostname === "calendar.google.com" && pathname.startsWith("/calendar/");

const isPage = ({ pathname }: URL): boolean => /\/event(edit)?(\/|$)/.test(pathname);

/** The bubble that is open, else the event's own page. A dialog counts where it holds guests. */
function eventIn(document: Document, url: URL, trace: string[]): Element | null {
  const silent: string[] = [];
  const [bubble] = findBy(
    document,
    at.bubbles,
    trace,
    (element) =>
      isShown(element) &&
      (element.id !== "" || findBy(element, at.guests, silent, isGuest).length > 0 || hasGuests(element)),
  );
  if (bubble) return bubble.closest('[role="dialog"]') ?? bubble;
  if (!isPage(url)) return null;
  const [page] = findBy(
    document,
    at.pages,
    trace,
    (element) => isShown(element) && findBy(element, at.guests, silent, isGuest).length > 0,
  );
  return page ?? document.querySelector('[role="main"]');
}

const hasGuests = (place: Element): boolean => [...place.querySelectorAll(at.guestParts)].some(isShown);

const isGuest = (element: Element): boolean => isShown(element) && !element.closest(at.apart);

function guestsIn(
  place: Element,
  trace: string[],
  doubts: string[],
): { guests: Participant[]; things: number } {
  const found = findBy(place, at.guests, trace, isGuest);
  const people = new Map<string, Participant>();
  let things = 0;
  for (const element of found) {
    const told = ["data-email", "data-hovercard-id", "data-participant-id", "title", "aria-label"].map(
      (attribute) => addressIn(element.getAttribute(attribute)),
    );
    const [mail, card] = told;
    if (mail && card && mail !== card) doubts.push("guest: data-email / hovercard");
    const email = told.find((address) => address !== null);
    if (email && isThing(email)) things++;
    if (!email || isThing(email)) continue;
    const role: Participant["role"] = element.matches(at.group) || isListAddress(email) ? "list" : "to";
    const known = people.get(email);
    const name = nameOf(element);
    if (!known) people.set(email, { email, name, role });
    else if (known.name === null && name) people.set(email, { ...known, name });
  }
  return { guests: [...people.values()], things };
}

/** Rooms, projectors, calendars of teams and of holidays have addresses, too. */
const isThing = (email: string): boolean => /@([a-z0-9-]+\.)*calendar\.google\.com$/.test(email);

/** The first text of a guest that is no address; what follows it (organiser, optional, a note) is in some language. */
function nameOf(element: Element): string | null {
  const said = element.getAttribute("data-name");
  if (said && !said.includes("@")) return said;
  const first = (of: Element): string | null => {
    for (const node of of.childNodes) {
      const text = node.nodeType === 3 ? (node.nodeValue ?? "").trim() : "";
      if (text !== "") return text;
    }
    for (const child of of.children) {
      if (
        child.matches('svg, img, button, [role="button"], [role="img"], [aria-hidden="true"], script, style')
      )
        continue;
      const text = first(child);
      if (text !== null) return text;
    }
    return null;
  };
  const text = first(element);
  return text === null || text.includes("@") || text.length > 100 ? null : text;
}

/** The id of the event, as bubble, grid and page all name it. */
function keyOf(document: Document, url: URL, place: Element): string | null {
  const [, inPath] = /\/event(?:edit)?\/([^/]+)/.exec(url.pathname) ?? [];
  const inside = place.matches(at.event) ? place : place.querySelector(at.event);
  return (
    inside?.getAttribute("data-eventid") ??
    inPath ??
    url.searchParams.get("eid") ??
    document.querySelector(at.openEvent)?.getAttribute("data-eventid") ??
    null
  );
}

function ownerOf(document: Document, trace: string[]): string | null {
  for (const [name, selector] of at.owner) {
    for (const element of document.querySelectorAll(selector)) {
      const email = addressIn(element.getAttribute("aria-label") ?? element.getAttribute("title"));
      if (email) return email;
    }
    trace.push(name);
  }
  // The bubble's record of what is clicked names whose calendar it is.
  const email = addressIn(
    /"([^"\s]+@[^"\s]+)"/.exec(document.querySelector("#xDetDlg")?.getAttribute("jslog") ?? "")?.[1],
  );
  if (!email || isThing(email)) trace.push("owner: bubble");
  return email && !isThing(email) ? email : null;
}
