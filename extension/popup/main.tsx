import { render } from "preact";
import { browser } from "wxt/browser";
import { openAside } from "../aside.ts";
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

/** Whether a script of ours stands in the page. */
let stands = false;
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
  view: async () => {
    const view = await ofPage((to) => sendMessage("currentView", undefined, to));
    stands = view !== null;
    return view;
  },
  pageState: () => ofPage((to) => sendMessage("pageState", undefined, to)),
  access: async () => {
    const own = await firstTab;
    return own === null ? { kind: "none" } : sendMessage("pageAccess", own.id);
  },
  standHere: async () => tab !== null && sendMessage("standHere", { tabId: tab.id }),
  always: async (pattern) =>
    (await browser.permissions.request({ origins: [pattern] })) && sendMessage("alwaysBeside", { pattern }),
  never: (pattern) => sendMessage("neverBeside", { pattern }),
  show,
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

/**
 * In the panel beside the page where our script stands, else at the browser's side: which of the two is known before
 * the click, since the browser opens its side on nothing else.
 */
async function show({ whom, name }: PendingLead): Promise<boolean> {
  if (tab === null) return false;
  const { id: tabId } = tab;
  const opening = stands ? null : openSidePanel().catch(() => false);
  // For a panel that is only starting; one that stands is told at once.
  await sendMessage("keepLead", { tabId, whom, name });
  if (stands) await sendMessage("callPanel", undefined, { tabId, frameId: 0 }).catch(() => undefined);
  const answered = await Promise.race([
    sendMessage("showLead", { tabId, whom, name }).catch(() => false),
    new Promise<false>((done) => setTimeout(done, patience, false)),
  ]);
  return answered === true || opening === null || opening;
}

async function openSidePanel(): Promise<boolean> {
  if (tab === null) return false;
  await openAside(tab.id);
  return true;
}

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

onMessage("view", ({ sender }) => {
  if (tab !== null && sender.tab?.id === tab.id) void popup.lookAtPage();
});
onMessage("contextChanged", () => void popup.lookAround());
onMessage("delivered", () => void popup.lookAround());
addEventListener("online", () => popup.actions.refresh());
void popup.refresh();
