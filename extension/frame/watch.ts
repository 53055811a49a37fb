/** One observer for everything of ours on a page. */
export interface Watch {
  /** Called with what changed, before the browser paints it; what it returns ends that. */
  onChange(listener: (changes: readonly MutationRecord[]) => void): () => void;
  stop(): void;
}

/**
 * Attributes by which pages show and hide things, or say who somebody is. Classes change under every pointer and tell
 * nothing.
 */
const watched = [
  "style",
  "hidden",
  "email",
  "data-hovercard-id",
  "data-email",
  "data-email-address",
  "data-legacy-thread-id",
  "data-thread",
  "data-convid",
  "aria-selected",
  "href",
  "title",
  "open",
  "aria-modal",
];
const options = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: watched,
  // Pages that draw by difference write into the text that stands there.
  characterData: true,
};

/** `frames`: also what happens in the page's frames of its own origin. */
export function watchPage({ document, MutationObserver }: Window & typeof globalThis, frames = false): Watch {
  const listeners = new Set<(changes: readonly MutationRecord[]) => void>();
  const tell = (changes: readonly MutationRecord[]) => {
    for (const listener of listeners) listener(changes);
  };
  const observer = new MutationObserver(tell);
  const known = new Set<Document>();
  const watchDocument = (one: Document) => {
    if (known.has(one)) return;
    known.add(one);
    observer.observe(one.documentElement, options);
    if (!frames) return;
    for (const frame of one.querySelectorAll("iframe, frame")) watchFrame(frame);
    // A frame's own event does not rise to the document, but it passes there on its way down.
    one.addEventListener("load", loaded, true);
  };
  const watchFrame = (target: EventTarget | null): boolean => {
    const inside = target && "contentDocument" in target ? target.contentDocument : null;
    // Of another origin there is none.
    if (!isDocument(inside) || inside.documentElement === null) return false;
    watchDocument(inside);
    return true;
  };
  const loaded = ({ target }: Event) => {
    // Those of pages that frames have left.
    for (const one of known) if (one.defaultView === null) known.delete(one);
    if (watchFrame(target)) tell([]);
  };
  watchDocument(document);
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      observer.disconnect();
      for (const one of known) one.removeEventListener("load", loaded, true);
    },
  };
}

/** A frame's document is of another window's class. */
const isDocument = (one: unknown): one is Document =>
  typeof one === "object" && one !== null && "nodeType" in one && one.nodeType === 9;
