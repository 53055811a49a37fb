import { browser } from "wxt/browser";
import { onMessage, sendMessage } from "../messages.ts";
import { own } from "./own.ts";

/**
 * Firefox keeps from our page in a web page's frame what Chromium gives it: the tabs, and what is told to all pages of
 * the extension. There it hears what is sent to its tab, and asks the page's script by way of the background.
 */
const framesAreApart = import.meta.env.FIREFOX;

const unheard = () => undefined;

/** Tells what stands in each tab; in most of them nobody hears. */
export async function tellTabs(say: (tabId: number) => Promise<unknown>): Promise<void> {
  for (const { id } of await browser.tabs.query({})) if (id !== undefined) say(id).catch(unheard);
}

/** Tells every panel. `say` sends the same to all pages of ours, or to what stands in one tab. */
export async function tellPanels(say: (tabId?: number) => Promise<unknown>): Promise<void> {
  say().catch(unheard);
  if (framesAreApart) await tellTabs(say);
}

/** Stands between framed panels and the pages that they are framed by. */
export function passOnToFramed(): void {
  if (!framesAreApart) return;
  const top = (tabId: number) => ({ tabId, frameId: 0 });
  onMessage("ownTab", ({ sender }) => sender.tab?.id ?? null);
  onMessage("viewBeside", ({ sender }) =>
    sender.tab?.id === undefined ? null : sendMessage("currentView", undefined, top(sender.tab.id)),
  );
  onMessage("foldBeside", ({ data, sender }) => {
    if (sender.tab?.id !== undefined) sendMessage("fold", data, top(sender.tab.id)).catch(unheard);
  });
  onMessage("view", ({ data, sender }) => {
    if (sender.tab?.id !== undefined) sendMessage("view", data, sender.tab.id).catch(unheard);
  });
  onMessage(
    "showLead",
    // Where no framed panel is, the one at the side may answer.
    own((lead) => sendMessage("showLead", lead, lead.tabId).catch(() => new Promise<never>(() => undefined))),
  );
}
