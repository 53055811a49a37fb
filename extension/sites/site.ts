import type { RecordRef } from "../../shared/domain/crm/record.ts";
import type { Participant } from "../../shared/domain/people/people.ts";

/** One line of a list, where the page shows one. */
export interface Row {
  /** The line itself. Pages use the same element again for somebody else. */
  element: Element;
  /** A chip stands right behind it; null where there is no room for one. */
  anchor: Element | null;
  threadKey: string | null;
  /** The record that the line leads to, where its link says. */
  record: RecordRef | null;
  /** The one whom the anchor names comes first. */
  people: Participant[];
  /** Where the page names each of them apart: a chip about another than the first stands there. By address. */
  anchors?: ReadonlyMap<string, Element>;
}

/** What a page shows at this moment. Never a subject, never a text, never an address out of a text. */
export interface Reading {
  /** `open`: one thread or record; `list`: several to choose from; `nothing`: neither. */
  view: "open" | "list" | "nothing";
  /** The record that is open, by the page's address: the truth, where the page's text may be of another. */
  record: RecordRef | null;
  /**
   * Everybody whom the open thread names, ourselves included, the newest message's first. Of a person's record the
   * addresses of that person; of a company's or deal's record those of its people.
   */
  people: Participant[];
  /** Of a company's or deal's record: host names by which the page names the company, the most telling first. */
  domains: string[];
  /** The address of the person signed in, lower case. */
  owner: string | null;
  /** Stable name of what is open, as the site's own ids name it. */
  threadKey: string | null;
  /** The site's own signs that somebody in particular is open, by name; with nobody read, the page has changed. */
  signs: string[];
  /** The named ways that found nothing, in order: structure only, so that a broken page can be reported. */
  trace: string[];
  /** Where two ways to the same fact lead to different ones: their names, such as `sender: gD / hovercard`. */
  doubts: string[];
}

/** Where the panel stands, in CSS pixels of the window. */
export interface Placement {
  /** Below the page's own head. */
  top: number;
  /** Free to the right of the panel: a rail of the page. */
  right: number;
  /** z-index: above what it stands on, below the page's menus and dialogs. */
  layer: number;
}

/** A web app that the extension works beside. Takes documents and addresses; knows no panel and no other site. */
export interface Site {
  /** Lower case; it is kept with each verdict. */
  id: string;
  /** As its users call it. */
  name: string;
  /** Match patterns for the manifest. */
  matches: string[];
  accepts(url: URL): boolean;
  read(document: Document, url: URL): Reading;
  /** The lines of the list that is shown, from the top; none where there is no list. Called often: cheap. */
  rows(document: Document, url: URL): Row[];
  place(document: Document): Placement;
  /** Whether what is read may stand in open shadow roots, where nothing outside hears of a change. */
  hasShadows?: boolean;
  /** Whether a dialog is what the page is read for, as a calendar's event is: the panel stands beside it. */
  holds?(dialog: Element): boolean;
  /** The CSS by which the page frees a strip of so many pixels for the panel. */
  giveWay(width: number): string;
}

/** Ways to the same fact, most trusted first: a name for the report and a selector. */
export type Ways = readonly (readonly [name: string, selector: string])[];

/** Whether a person can see it. Pages keep the panes that they have left in the document, hidden. */
export function isShown(element: Element): boolean {
  if (typeof element.checkVisibility === "function")
    return element.checkVisibility({ visibilityProperty: true });
  for (let at: Element | null = element; at; at = at.parentElement) {
    const style = (at.getAttribute("style") ?? "").replace(/\s/g, "");
    if (at.hasAttribute("hidden") || style.includes("display:none") || style.includes("visibility:hidden"))
      return false;
  }
  return true;
}

/** A reading of a page that shows nobody. */
export const nothing = (trace: string[] = []): Reading => ({
  view: "nothing",
  record: null,
  people: [],
  domains: [],
  owner: null,
  threadKey: null,
  signs: [],
  trace,
  doubts: [],
});

/** What the first way finds that leads anywhere; the ways before it are noted in the trace. */
export function findBy(
  root: ParentNode,
  ways: Ways,
  trace: string[],
  accept: (element: Element) => boolean = isShown,
): Element[] {
  for (const [name, selector] of ways) {
    const found = [...root.querySelectorAll(selector)].filter(accept);
    if (found.length > 0) return found;
    trace.push(name);
  }
  return [];
}

/** Letters that only say in which direction to write, and the punctuation of other scripts beside ours. */
export const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]/g;
const address =
  /[^\s<>()"',;:\uff08\uff09\uff0c\uff1a\uff1b\uff1c\uff1e\u060c\u061b\u3001\u3002]+(?:'[^\s<>()"',;:]+)*@[^\s<>()"',;:@\uff08\uff09\uff0c\uff1a\uff1b\uff1c\uff1e\u060c\u061b\u3001\u3002]+\.[^\s<>()"',;:@.\uff08\uff09\uff0c\uff1a\uff1b\uff1c\uff1e\u060c\u061b\u3001\u3002]+/;

/** An address from an attribute of a page, or null where it is none. */
export function addressIn(text: string | null | undefined): string | null {
  return address.exec((text ?? "").replace(unseen, ""))?.[0].toLowerCase() ?? null;
}

/** Hosts that carry nothing but lists and groups. */
export const isListAddress = (email: string): boolean =>
  /@((lists?|groups|mailman|listserv)\.|googlegroups\.com$|groups\.io$|freelists\.org$)/.test(email);

/**
 * For pages that fill the window and whose insides change: what hangs on the window as a whole gives up a strip at
 * the right, in whatever way it hangs there and in whichever direction it is read. Rails and side panels of the page
 * move along, open or closed.
 */
export const shrinkWhole = (width: number): string => `
    body > :not(dialog, [role="dialog"], [role="alertdialog"], [aria-modal="true"]) {
      margin-right: ${width}px !important; max-width: calc(100vw - ${width}px) !important; min-width: 0 !important;
    }`;

/** Beside a page that has given way as a whole; below its head where that still reaches across. */
export function besideWhole(document: Document, head: string): Placement {
  const width = document.documentElement.clientWidth;
  const heads = [...document.querySelectorAll(head)].map((element) => element.getBoundingClientRect());
  const across = heads.filter(({ top, right, height }) => top < 60 && height > 0 && right > width - 100);
  const top = Math.max(0, ...across.map(({ bottom }) => bottom));
  return { top: top <= 160 ? top : 0, right: 0, layer: 2 };
}
