import { type Browser, browser } from "wxt/browser";
import { sendMessage } from "../messages.ts";
import type { Tabs } from "./pages.ts";

const registration = "any";
const scripts = { any: "/content-scripts/any.js", content: "/content-scripts/content.js" } as const;

/** The browser's side of pages.ts. `builtIn`: pages that get their script from the manifest. */
export function browserTabs(builtIn: string[]): Tabs {
  const top = (tabId: number) => ({ tabId, frameId: 0 });
  const unheard = () => undefined;
  const ids = (found: Browser.tabs.Tab[]) => found.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return {
    urlOf: async (tabId) => (await browser.tabs.get(tabId).catch(() => null))?.url ?? null,
    at: async (pattern) => ids(await browser.tabs.query({ url: pattern, discarded: false }).catch(() => [])),
    all: async () => ids(await browser.tabs.query({ discarded: false })),
    view: (tabId) => sendMessage("currentView", undefined, top(tabId)).catch(() => null),
    inject: (tabId, script) =>
      browser.scripting.executeScript({ target: { tabId }, files: [scripts[script]] }).then(
        () => true,
        () => false,
      ),
    call: (tabId) => sendMessage("callPanel", undefined, top(tabId)).catch(unheard),
    leave: (tabId) => sendMessage("leave", undefined, top(tabId)).catch(unheard),
    show: (lead) =>
      Promise.race([
        Promise.any([
          sendMessage("showLead", lead),
          // What stands in a frame hears only what is sent to its tab: see framed.ts.
          ...(import.meta.env.FIREFOX ? [sendMessage("showLead", lead, lead.tabId)] : []),
        ]).catch(() => false),
        // Panels of other tabs never answer.
        new Promise<false>((done) => setTimeout(done, 500, false)),
      ]),
    allowed: (pattern) => browser.permissions.contains({ origins: [pattern] }).catch(() => false),
    disallow: async (pattern) => {
      // The browser refuses for hosts that the manifest asks for.
      await browser.permissions.remove({ origins: [pattern] }).catch(unheard);
    },
    async register(patterns) {
      const [before] = await browser.scripting.getRegisteredContentScripts({ ids: [registration] });
      if ([...(before?.matches ?? [])].sort().join() === patterns.join()) return;
      if (before) await browser.scripting.unregisterContentScripts({ ids: [registration] });
      if (patterns.length === 0) return;
      await browser.scripting.registerContentScripts([
        {
          id: registration,
          js: [scripts.any],
          matches: patterns,
          excludeMatches: builtIn,
          runAt: "document_idle",
          persistAcrossSessions: true,
        },
      ]);
    },
  };
}
