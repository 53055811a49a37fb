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

/** Finds what else belongs to a page: calls `observe` with each document, `changed` where one came. What it returns ends that. */
export type Inside = (
  document: Document,
  observe: (one: Document) => void,
  changed: () => void,
) => () => void;

/** `hasShadows`: also what happens in open shadow roots. */
export function watchPage(window: Window & typeof globalThis, inside?: Inside, hasShadows = false): Watch {
  const { document, MutationObserver } = window;
  const listeners = new Set<(changes: readonly MutationRecord[]) => void>();
  const tell = (changes: readonly MutationRecord[]) => {
    for (const listener of listeners) listener(changes);
  };
  const changed = () => tell([]);
  const observer = new MutationObserver((changes) => {
    if (hasShadows)
      for (const { addedNodes } of changes)
        for (const node of addedNodes) if (isElement(node)) observeShadows(node);
    tell(changes);
  });
  const shadows = new WeakSet<ShadowRoot>();
  const observeShadows = (under: Element | ShadowRoot) => {
    const own = isElement(under) ? [under] : [];
    for (const { shadowRoot } of [...own, ...under.querySelectorAll("*")]) {
      if (shadowRoot === null || shadows.has(shadowRoot)) continue;
      shadows.add(shadowRoot);
      observer.observe(shadowRoot, options);
      observeShadows(shadowRoot);
    }
  };
  const observe = (one: Document) => {
    observer.observe(one.documentElement, options);
    if (hasShadows) observeShadows(one.documentElement);
  };
  observe(document);
  const stopInside = inside?.(document, observe, changed);
  const stopAddress = watchAddress(window, changed);
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      observer.disconnect();
      stopAddress();
      stopInside?.();
    },
  };
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

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
