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
  "data-legacy-thread-id",
  "data-thread",
  "data-convid",
  "aria-selected",
  "href",
  "title",
];

export function watchPage({ document, MutationObserver }: Window & typeof globalThis): Watch {
  const listeners = new Set<(changes: readonly MutationRecord[]) => void>();
  const observer = new MutationObserver((changes) => {
    for (const listener of listeners) listener(changes);
  });
  observer.observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: watched,
  });
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => observer.disconnect(),
  };
}
