import { browser } from "wxt/browser";
import { asideLine, closeAside } from "../aside.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { follow, type Seen } from "./follow.ts";

/** Where this panel's page stands: in the page that it is about, or at the browser's own side, beside whatever is in front. */
export interface Place {
  isAside: boolean;
  /** Whether a click here may open the panel at the side instead. */
  canOpenAside: boolean;
  /** The tab that the panel is about at this moment. */
  tabId(): Promise<number | null>;
  fold(): Promise<void>;
}

/** What a page's script says when it is asked; null where none stands. */
const viewIn = (tabId: number) =>
  sendMessage("currentView", undefined, { tabId, frameId: 0 }).catch(() => null);

/** `show` is called with each page, and with each change of one; never before this has returned. */
export const standAt = (show: (seen: Seen) => void): Place =>
  location.pathname.startsWith("/sidepanel")
    ? atTheSide(show)
    : "tabs" in browser
      ? inThePage(show)
      : inAFrame(show);

function inThePage(show: (seen: Seen) => void): Place {
  const tabId = browser.tabs.getCurrent().then((tab) => tab?.id ?? null);
  let heard = false;
  onMessage("view", async ({ data, sender }) => {
    if (sender.tab?.id !== (await tabId)) return;
    heard = true;
    show({ stands: "yes", view: data });
  });
  void tabId.then(async (id) => {
    const view = id === null ? null : await viewIn(id);
    // One that was told meanwhile is younger than the one asked for.
    if (view !== null && !heard) show({ stands: "yes", view });
  });
  return {
    isAside: false,
    canOpenAside: true,
    tabId: () => tabId,
    fold: async () => {
      const id = await tabId;
      if (id !== null) await sendMessage("fold", true, { tabId: id, frameId: 0 });
    },
  };
}

/** Firefox gives a frame no tabs: the background knows whose it is, and passes on what that tab's page says. */
function inAFrame(show: (seen: Seen) => void): Place {
  const tabId = sendMessage("ownTab").catch(() => null);
  let heard = false;
  onMessage("view", ({ data }) => {
    heard = true;
    show({ stands: "yes", view: data });
  });
  void sendMessage("viewBeside")
    .catch(() => null)
    .then((view) => {
      if (view !== null && !heard) show({ stands: "yes", view });
    });
  return {
    isAside: false,
    canOpenAside: false,
    tabId: () => tabId,
    fold: () => sendMessage("foldBeside", true),
  };
}

function atTheSide(show: (seen: Seen) => void): Place {
  const own = browser.tabs.getCurrent();
  const ownWindow = browser.windows.getCurrent().then(({ id }) => id);
  /** This page may be a tab too, and then it stays with the one before. */
  let last: number | null = Number(new URLSearchParams(location.search).get("tab")) || null;

  const follower = follow(
    {
      async tab() {
        const [[front], self] = await Promise.all([
          browser.tabs.query({ active: true, currentWindow: true }),
          own,
        ]);
        if (front?.id !== undefined && front.id !== self?.id) last = front.id;
        return last;
      },
      view: viewIn,
      hold(tabId, gone) {
        const line = browser.tabs.connect(tabId, { frameId: 0, name: asideLine });
        line.onDisconnect.addListener(gone);
        return () => line.disconnect();
      },
      after: (milliseconds, call) => void setTimeout(call, milliseconds),
    },
    show,
  );

  browser.tabs.onActivated.addListener(async ({ tabId, windowId }) => {
    if (windowId !== (await ownWindow) || tabId === (await own)?.id) return;
    last = tabId;
    void follower.arrive();
  });
  browser.windows.onFocusChanged.addListener(async (windowId) => {
    if (windowId === (await ownWindow)) void follower.arrive();
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === "complete") follower.loaded(tabId);
  });
  browser.tabs.onDetached.addListener((tabId) => follower.release(tabId));
  onMessage("view", ({ data, sender }) => follower.heard(sender.tab?.id, data));
  return { isAside: true, canOpenAside: false, tabId: follower.tabId, fold: async () => closeAside() };
}
