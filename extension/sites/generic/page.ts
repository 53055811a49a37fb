import type { RecordRef } from "../../../shared/domain/crm/record.ts";
import { isShown } from "../site.ts";
import { closest, type Find, findsIn, type Root, rootsOf, typedIn } from "./evidence.ts";
import { type Line, linesOf, recordLinks } from "./lines.ts";
import { recordOf } from "./records.ts";
import * as at from "./selectors.ts";

/** A page as this site looks at it: what names somebody, and what stands around it. */
export interface Page {
  url: URL;
  /** By the page's address. */
  record: RecordRef | null;
  roots: Root[];
  finds: Find[];
  rootOf: ReadonlyMap<Find, Root>;
  seen: ReadonlySet<Find>;
  /** The lines of the lists that are shown. */
  lines: Line[];
  lineOf: ReadonlyMap<Find, Line>;
  /** The first heading that a person sees, and its words; those of the title where there is none. */
  heading: Element | null;
  headed: string;
}

/** Neither the page's frame nor somebody's words. */
export const isPlace = (element: Element): boolean => !closest(element, elsewhere);
const elsewhere = `${at.chrome}, ${at.words}`;

/** Reads all that is there; nothing is kept between two looks, for the page is everybody's. */
export function look(document: Document, url: URL, withFrames = true): Page {
  const record = recordOf(url);
  const roots = rootsOf(document).filter(({ isFrame }) => withFrames || !isFrame);
  const rootOf = new Map<Find, Root>();
  const seen = new Set<Find>();
  const finds = roots.flatMap((root) => {
    const found = [...findsIn(root), ...(record ? typedIn(root) : [])].filter(({ element }) =>
      isPlace(element),
    );
    for (const find of found) {
      rootOf.set(find, root);
      if (root.isShown && (find.way === "json-ld" || isShown(find.element))) seen.add(find);
    }
    return found;
  });
  for (const find of finds)
    if (find.role && !seen.has(find) && rootOf.get(find)?.isShown && isFolded(find, finds, seen))
      seen.add(find);
  const links = roots
    .flatMap((root) => recordLinks(root, url, record))
    .filter(({ element }) => isShown(element) && isPlace(element));
  const lines = linesOf(
    finds.filter((find) => seen.has(find)),
    links,
  );
  const lineOf = new Map(lines.flatMap((line) => line.finds.map((find) => [find, line] as const)));
  const heading = headingOf(roots, lines);
  const title = document.title.split(/\s[»|·–—-]\s|::/u)[0] ?? "";
  const headed = (heading?.textContent ?? title).replace(/\s+/g, " ").trim();
  return {
    url,
    record,
    roots,
    finds,
    rootOf,
    seen,
    lines,
    lineOf,
    heading,
    headed: headed.length < 90 ? headed : "",
  };
}

/** The rest of a mail's head, behind a click: what is around it is shown, with somebody in it. */
function isFolded({ element }: Find, finds: readonly Find[], seen: ReadonlySet<Find>): boolean {
  let around: Element | null = element;
  while (around && !isShown(around)) around = around.parentElement;
  return (
    around !== null &&
    !around.matches(`body, ${at.main}`) &&
    finds.some((other) => seen.has(other) && around.contains(other.element))
  );
}

function headingOf(roots: readonly Root[], lines: readonly Line[]): Element | null {
  const listed = new Set(lines.map((line) => line.element));
  const isListed = (element: Element): boolean => {
    for (let up: Element | null = element; up; up = up.parentElement) if (listed.has(up)) return true;
    return false;
  };
  for (const { node } of roots)
    for (const element of node.querySelectorAll(at.heading))
      if (
        (element.textContent ?? "").trim() !== "" &&
        isPlace(element) &&
        isShown(element) &&
        !closest(element, at.beside) &&
        !isListed(element)
      )
        return element;
  return null;
}
