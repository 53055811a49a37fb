import { render } from "preact";
import { browser } from "wxt/browser";
import { onMessage, sendMessage, type View } from "../messages.ts";
import { controller } from "./controller.ts";
import { formats } from "./format.ts";
import { Panel } from "./Panel.tsx";
import type { Port } from "./port.ts";

/** The panel's page: it takes what it shows from messages only, whatever page or side panel it stands in. */

// Asked first, while the rest of this file still runs.
const tabId = ownTab();
const firstView = tabId.then((id) =>
  id === null ? null : sendMessage("currentView", undefined, { tabId: id, frameId: 0 }).catch(() => null),
);
const firstContext = sendMessage("panelContext").catch(() => null);

const port: Port = {
  now: () => Date.now(),
  cachedInsight: (whom) => sendMessage("cachedInsight", whom),
  freshInsight: (whom) => sendMessage("freshInsight", whom),
  settled: (whom) => sendMessage("settled", whom),
  cachedAccount: (asked) => sendMessage("cachedAccount", asked),
  freshAccount: (asked) => sendMessage("freshAccount", asked),
  chips: (emails) => sendMessage("chips", emails),
  history: (ask) => sendMessage("history", ask),
  decideClaim: (said) => sendMessage("decideClaim", said),
  giveVerdict: (verdict) => sendMessage("giveVerdict", verdict),
  discardVerdict: (id) => sendMessage("discardRefused", id),
  linkCopied: (use) => sendMessage("linkCopied", use),
  askMarketing: (request) => sendMessage("askMarketing", request),
  leadSeen: (seen) => sendMessage("leadSeen", seen),
  addLead: (lead) => sendMessage("addLead", lead),
  choice: (threadKey) => sendMessage("choice", threadKey),
  choose: (choice) => sendMessage("choose", choice),
  copy,
  fold: async () => {
    const id = await tabId;
    if (id !== null) sendMessage("fold", true, { tabId: id, frameId: 0 }).catch(() => undefined);
  },
  settings: () => void browser.runtime.openOptionsPage(),
  openSettings: () => sendMessage("openSettings"),
};

const panel = controller(port);
const format = formats();

function App() {
  return (
    <Panel
      state={panel.state.value}
      actions={panel.actions}
      format={format}
      now={panel.now.value}
      said={panel.said.value}
      askedWhy={panel.askedWhy.value}
    />
  );
}

onMessage("view", async ({ data, sender }) => {
  if (sender.tab?.id === (await tabId)) takeView(data);
});
onMessage("contextChanged", ({ data }) => panel.takeContext(data));
onMessage("delivered", ({ data }) => panel.takeDelivery(data));
onMessage("newcomers", () => panel.takeNews());
onMessage("showLead", async ({ data }) => {
  // The first answer counts: a panel of another tab gives none.
  if (data.tabId !== (await tabId)) return new Promise<never>(() => undefined);
  panel.actions.show(data.whom, data.name);
  return true as const;
});
onMessage("verdictKey", async ({ data }) => {
  if (data.tabId === (await tabId)) panel.takeKey(data.verdict);
});

let heard = false;
function takeView(view: View): void {
  heard = true;
  void panel.takeView(view);
}
// A view that was told meanwhile is younger than the one asked for.
void firstView.then((view) => {
  if (view && !heard) takeView(view);
});
void firstContext.then((context) => {
  if (context) panel.takeContext(context);
});

const root = document.getElementById("panel");
if (root) render(<App />, root);

// G and B answer the question while the panel has the focus and nobody writes.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  const { target } = event;
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  if (key === "g") panel.takeKey("good");
  else if (key === "b") panel.takeKey("bad");
  else return;
  event.preventDefault();
});

// On the screen is what a person can see: the tab in front, and the frame not hidden or scrolled away.
let inSight = false;
const noteSight = () => panel.setOnScreen(inSight && document.visibilityState === "visible");
document.addEventListener("visibilitychange", noteSight);
new IntersectionObserver((entries) => {
  inSight = entries.at(-1)?.isIntersecting ?? false;
  noteSight();
}).observe(document.body);

addEventListener("online", () => panel.actions.retry());
setInterval(() => {
  if (document.visibilityState === "visible") panel.tick();
}, 15_000);

/** The tab that this page stands in, or beside which it stands as the browser's side panel. */
async function ownTab(): Promise<number | null> {
  const own = await browser.tabs.getCurrent();
  const tab = own ?? (await browser.tabs.query({ active: true, currentWindow: true }))[0];
  return tab?.id ?? null;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page may keep its frames from the clipboard; the old way still works after a click.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}
