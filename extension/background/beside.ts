import { browser } from "wxt/browser";
import { onMessage, sendMessage } from "../messages.ts";
import { sites } from "../sites/built.ts";
import type { PendingLead } from "./answers.ts";
import { addressOf, putMenu } from "./menu.ts";
import { own } from "./own.ts";
import { type Pages, pages } from "./pages.ts";
import { type Presets, readPresets } from "./presets.ts";
import type { Store } from "./store.ts";
import { browserTabs } from "./tabs.ts";

/** What a policy of the browser says. One that has just started takes seconds to tell. */
const managed = async (): Promise<Presets> =>
  // Firefox refuses where nobody has set any.
  readPresets(await browser.storage.managed.get(null).catch(() => ({})));

/** What the company presets; nothing where no policy is, or as long as the browser takes to tell. */
const presets = (): Promise<Presets> =>
  Promise.race([managed(), new Promise<Presets>((done) => setTimeout(done, 100, readPresets({})))]);

/** Ties pages.ts to the browser. */
export function besidePages(deps: {
  store: Store;
  enabledSites: () => Promise<string[] | null>;
  worker: () => Promise<string | null>;
  /** The company's presets are known, or have changed. */
  onPresets: () => void;
}): Pages & { presets: () => Promise<Presets> } {
  const { store, enabledSites, worker, onPresets } = deps;
  const builtIn = sites.flatMap(({ matches }) => matches);
  const here = pages({
    store,
    tabs: browserTabs(builtIn),
    sites,
    enabledSites,
    presets,
    worker,
    now: () => Date.now(),
  });

  function tellPresets(): void {
    onPresets();
    void told(Promise.resolve());
  }

  onMessage(
    "pageAccess",
    own((tabId) => here.access(tabId)),
  );
  onMessage(
    "standHere",
    own(({ tabId, selected }) => here.stand(tabId, selected ? byAddress(selected) : null)),
  );
  onMessage(
    "alwaysBeside",
    own(({ pattern }) => told(here.always(pattern))),
  );
  onMessage(
    "neverBeside",
    own(({ pattern }) => told(here.never(pattern))),
  );
  onMessage("hosts", own(here.hosts));
  onMessage(
    "pendingLead",
    own((tabId) => here.pendingLead(tabId)),
  );
  onMessage(
    "keepLead",
    own(({ tabId, whom, name }) => here.keepLead(tabId, { whom, name })),
  );

  browser.contextMenus.onClicked.addListener((info, tab) => {
    const address = addressOf(info);
    if (tab?.id !== undefined) void here.stand(tab.id, address === null ? null : byAddress(address));
  });
  browser.permissions.onRemoved.addListener(() => void told(here.taken()));
  browser.storage.onChanged.addListener((_, area) => {
    if (area === "managed") tellPresets();
  });
  browser.runtime.onInstalled.addListener(() => {
    void putMenu();
    void here.takeOver();
  });
  void here.settle();
  void managed().then(tellPresets);
  return { ...here, presets };
}

/** Popup and options hear of it. */
async function told<Result>(change: Promise<Result>): Promise<Result> {
  const result = await change;
  sendMessage("hostsChanged").catch(() => undefined);
  return result;
}

const byAddress = (email: string): PendingLead => ({
  whom: { key: null, tenant: null, email: email.trim().toLowerCase() },
  name: null,
});
