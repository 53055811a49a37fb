import type { Participant } from "../../shared/domain/people/people.ts";

/** One line of a list, where the page shows one. */
export interface Row {
  threadKey: string | null;
  people: Participant[];
}

/** What a page shows at this moment. Never a subject, never a text, never an address out of a text. */
export interface Reading {
  /** `open`: one thread or record; `list`: several to choose from; `nothing`: neither. */
  view: "open" | "list" | "nothing";
  /** Everybody whom the open thread names, ourselves included, the newest message's first. */
  people: Participant[];
  /** The address of the person signed in, lower case. */
  owner: string | null;
  /** Stable name of what is open, as the site's own ids name it. */
  threadKey: string | null;
  rows: Row[];
  /** The named ways that found nothing, in order: structure only, so that a broken page can be reported. */
  trace: string[];
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
  place(document: Document): Placement;
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

/** An address from an attribute of a page, or null where it is none. */
export function addressIn(text: string | null | undefined): string | null {
  return /[^\s<>()"',;:]+@[^\s<>()"',;:@]+\.[^\s<>()"',;:@.]+/.exec(text ?? "")?.[0].toLowerCase() ?? null;
}
