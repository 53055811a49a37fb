/** One observer for everything of ours on a page. */
export interface Watch {
  /**
   * Called with what changed, before the browser paints it; with nothing where the page's address changed. What it
   * returns ends that.
   */
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

/** Where the browser does not tell of an address that a script has changed, it is looked at so often, in milliseconds. */
const lookEvery = 500;

/** `frames`: also what happens in the page's frames of its own origin. */
export function watchPage(window: Window & typeof globalThis, frames = false): Watch {
  const { document, MutationObserver } = window;
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
  const stopAddress = watchAddress(window, () => tell([]));
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      observer.disconnect();
      stopAddress();
      for (const one of known) one.removeEventListener("load", loaded, true);
    },
  };
}

/** A frame's document is of another window's class. */
const isDocument = (one: unknown): one is Document =>
  typeof one === "object" && one !== null && "nodeType" in one && one.nodeType === 9;

/** Pages change their address by script, before or after what they show. */
function watchAddress(window: Window, changed: () => void): () => void {
  let href = window.location.href;
  const look = () => {
    if (window.location.href === href) return;
    href = window.location.href;
    changed();
  };
  const navigation: unknown = "navigation" in window ? window.navigation : undefined;
  if (navigation instanceof EventTarget) {
    navigation.addEventListener("currententrychange", look);
    return () => navigation.removeEventListener("currententrychange", look);
  }
  const timer = window.setInterval(look, lookEvery);
  return () => window.clearInterval(timer);
}
