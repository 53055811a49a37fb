import type { Inside } from "./watch.ts";

/** The frames of the page's own origin, theirs too, those that come later, and whatever they go to. */
export const ownFrames: Inside = (document, observe, changed) => {
  const known = new Set<Document>([document]);
  const watch = (one: Document) => {
    for (const frame of one.querySelectorAll("iframe, frame")) enter(frame);
    // A frame's own event does not rise to the document, but it passes there on its way down.
    one.addEventListener("load", loaded, true);
  };
  const enter = (target: EventTarget | null): boolean => {
    const inside = target && "contentDocument" in target ? target.contentDocument : null;
    // Of another origin there is none.
    if (!isDocument(inside) || inside.documentElement === null) return false;
    if (!known.has(inside)) {
      known.add(inside);
      observe(inside);
      watch(inside);
    }
    return true;
  };
  const loaded = ({ target }: Event) => {
    // Those of pages that frames have left.
    for (const one of known) if (one.defaultView === null) known.delete(one);
    if (enter(target)) changed();
  };
  watch(document);
  return () => {
    for (const one of known) one.removeEventListener("load", loaded, true);
  };
};

/** A frame's document is of another window's class. */
const isDocument = (one: unknown): one is Document =>
  typeof one === "object" && one !== null && "nodeType" in one && one.nodeType === 9;
