import { render } from "preact";
import { browser } from "wxt/browser";
import type { PendingLead } from "../background/answers.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { formats } from "../panel/format.ts";
import { controller } from "./controller.ts";
import { Popup } from "./Popup.tsx";
import type { Port } from "./port.ts";

/** The popup of the toolbar's button. `?tab=` says beside which tab it stands where it is a page of its own. */

const named = new URLSearchParams(location.search).get("tab");
/** Asked for at once: a click must not wait before it asks the browser for anything. */
let tab: { id: number } | null = null;
const firstTab = ownTab().then((found) => {
  tab = found;
  return found;
});

/** A question to the page's script; null where none of ours stands there. */
const ofPage = <Answer,>(
  ask: (to: { tabId: number; frameId: 0 }) => Promise<Answer>,
): Promise<Answer | null> =>
  firstTab.then((own) => (own === null ? null : ask({ tabId: own.id, frameId: 0 }).catch(() => null)));

/** So long a panel takes to answer at most, ms: where none stands, nobody ever does. */
const patience = 300;

const port: Port = {
  context: () => sendMessage("panelContext"),
  options: () => sendMessage("optionsView"),
  kept: (list) => sendMessage("keptLeads", list),
  leads: (list) => sendMessage(list === "best" ? "bestLeads" : "wokenLeads"),
  search: (text) => sendMessage("searchLeads", text),
  chips: (emails) => sendMessage("chips", emails),
  insight: (whom) => sendMessage("freshInsight", whom),
  view: () => ofPage((to) => sendMessage("currentView", undefined, to)),
  pageState: () => ofPage((to) => sendMessage("pageState", undefined, to)),
  access: async () => {
    const own = await firstTab;
    return own === null ? { kind: "none" } : sendMessage("pageAccess", own.id);
  },
  standHere: async () => tab !== null && sendMessage("standHere", { tabId: tab.id }),
  always: async (pattern) =>
    (await browser.permissions.request({ origins: [pattern] })) && sendMessage("alwaysBeside", { pattern }),
  never: (pattern) => sendMessage("neverBeside", { pattern }),
  show: (lead) => (lead === null ? Promise.resolve(false) : show(lead)),
  openSidePanel,
  setChips: (on) => sendMessage("setChips", on),
  retry: (refusedIds) => sendMessage("retryOutbox", refusedIds),
  discard: (id) => sendMessage("discardRefused", id),
  settings: () => {
    void browser.runtime.openOptionsPage();
    close();
  },
  close,
};

/** In the panel beside the page where our script stands, else in the browser's side panel. */
async function show({ whom, name }: PendingLead): Promise<boolean> {
  if (tab === null) return false;
  const { id: tabId } = tab;
  const top = { tabId, frameId: 0 } as const;
  // For the panel that is only starting; one that stands is told at once.
  await sendMessage("keepLead", { tabId, whom, name });
  const stands = (await port.view()) !== null;
  if (stands) await sendMessage("callPanel", undefined, top).catch(() => undefined);
  const answered = await Promise.race([
    sendMessage("showLead", { tabId, whom, name }).catch(() => false),
    new Promise<false>((done) => setTimeout(done, patience, false)),
  ]);
  return answered === true || stands || openSidePanel();
}

/** The browser's own side panel: Chromium's of this tab, Firefox's of the window. False where there is none. */
async function openSidePanel(): Promise<boolean> {
  if (tab === null) return false;
  const opener: unknown = Reflect.get(browser, "sidebarAction");
  if (canOpen(opener)) await opener.open();
  else if (canOpen(browser.sidePanel)) await browser.sidePanel.open({ tabId: tab.id });
  else return false;
  return true;
}

/** Each browser has one of the two, and types of the other's are not to be had. */
const canOpen = (opener: unknown): opener is { open(): Promise<void> } =>
  typeof opener === "object" && opener !== null && "open" in opener;

function close(): void {
  if (named === null) window.close();
}

async function ownTab(): Promise<{ id: number } | null> {
  const found =
    named === null
      ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
      : await browser.tabs.get(Number(named)).catch(() => undefined);
  return found?.id === undefined ? null : { id: found.id };
}

const popup = controller(port);
const format = formats();

function App() {
  return <Popup state={popup.state.value} actions={popup.actions} format={format} now={Date.now()} />;
}

const root = document.getElementById("popup");
if (root) render(<App />, root);

onMessage("contextChanged", () => void popup.lookAround());
onMessage("delivered", () => void popup.lookAround());
addEventListener("online", () => popup.actions.refresh());
void popup.refresh();
