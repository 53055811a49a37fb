import type { View } from "../messages.ts";

/** The browser around a panel at its own side. */
export interface Front {
  /** The tab in front in this panel's window. */
  tab(): Promise<number | null>;
  /** What our script in that tab's page says; null where none stands. */
  view(tabId: number): Promise<View | null>;
  /** Tells the page's own panel to give way as long as this one lives. What it returns ends that; `gone`: the page has left. */
  hold(tabId: number, gone: () => void): () => void;
  after(milliseconds: number, call: () => void): void;
}

/** What the panel shows of the tab in front. `going`: the page is just being replaced. */
export type Seen = { stands: "yes"; view: View } | { stands: "no" | "going" };

/** Of a page that is not read. */
export const nobodyThere: View = {
  site: "panel",
  siteName: "",
  state: "nobody",
  record: null,
  people: [],
  domains: [],
  threadKey: null,
  owner: null,
  folded: false,
};

/** A page's script starts a moment after its page. */
const starting = 400;

/**
 * Follows the tab in front: whoever stands there is shown, and nobody of a page that is gone. Pages once followed keep
 * their own panel back until this one goes, so that nothing flashes when somebody comes back to them.
 */
export function follow(front: Front, show: (seen: Seen) => void) {
  let current: number | null = null;
  let turn = 0;
  const held = new Map<number, () => void>();

  function hold(tabId: number): void {
    if (held.has(tabId)) return;
    const end = front.hold(tabId, () => {
      held.delete(tabId);
      if (tabId !== current) return;
      turn++;
      show({ stands: "going" });
      front.after(starting, () => void arrive());
    });
    held.set(tabId, end);
  }

  function take(tabId: number, view: View): void {
    hold(tabId);
    // Folded away or not, here it is in sight.
    show({ stands: "yes", view: { ...view, folded: false } });
  }

  /** Something was activated, focused or loaded: looks again who is in front. */
  async function arrive(isLast = false): Promise<void> {
    const own = ++turn;
    const tabId = await front.tab();
    if (own !== turn) return;
    if (tabId !== current) show({ stands: "going" });
    current = tabId;
    const view = tabId === null ? null : await front.view(tabId);
    if (own !== turn) return;
    if (tabId !== null && view !== null) return take(tabId, view);
    if (isLast || tabId === null) show({ stands: "no" });
    else front.after(starting, () => void (own === turn && arrive(true)));
  }

  const started = arrive();
  return {
    arrive: () => arrive(),
    /** The tab that is shown. */
    async tabId(): Promise<number | null> {
      await started;
      return current;
    },
    /** A page's script told its view. */
    heard(tabId: number | undefined, view: View): void {
      if (tabId === undefined || tabId !== current) return;
      turn++;
      take(tabId, view);
    },
    /** The page of a tab is loaded. */
    loaded(tabId: number): void {
      if (tabId === current) void arrive();
    },
    /** The tab has gone to another window: another panel follows it there. */
    release(tabId: number): void {
      held.get(tabId)?.();
      held.delete(tabId);
    },
  };
}
