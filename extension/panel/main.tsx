import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import { openAside } from "../aside.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { controller } from "./controller.ts";
import { nobodyThere, type Seen } from "./follow.ts";
import { formats } from "./format.ts";
import { Panel } from "./Panel.tsx";
import { standAt } from "./place.ts";
import type { Port } from "./port.ts";
import { type Standpoint, Where } from "./sections/Where.tsx";

/** The panel's page: it takes what it shows from messages only, whatever page or side panel it stands in. */

// Asked first, while the rest of this file still runs.
const place = standAt(takePage);
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
  fold: () => void place.fold().catch(() => undefined),
  settings: () => void browser.runtime.openOptionsPage(),
  openSettings: () => sendMessage("openSettings"),
};

const panel = controller(port);
let askedPending = false;
const standpoint = signal<Standpoint>({
  isAside: place.isAside,
  stands: "going",
  siteName: null,
  toSide: null,
  read: async () => {
    const id = await place.tabId();
    return id !== null && sendMessage("standHere", { tabId: id }).catch(() => false);
  },
});
// The browser opens it at a click only, and then nothing may be waited for.
void place.tabId().then((id) => {
  if (place.canOpenAside && id !== null)
    standpoint.value = { ...standpoint.value, toSide: () => void openAside(id).catch(() => undefined) };
});
const format = formats();

function App() {
  return (
    <Where.Provider value={standpoint.value}>
      <Panel
        state={panel.state.value}
        actions={panel.actions}
        format={format}
        now={panel.now.value}
        said={panel.said.value}
        askedWhy={panel.askedWhy.value}
      />
    </Where.Provider>
  );
}

onMessage("contextChanged", ({ data }) => panel.takeContext(data));
onMessage("delivered", ({ data }) => panel.takeDelivery(data));
onMessage("newcomers", () => panel.takeNews());
onMessage("showLead", async ({ data }) => {
  // The first answer counts: a panel of another tab gives none.
  if (data.tabId !== (await place.tabId())) return new Promise<never>(() => undefined);
  panel.actions.show(data.whom, data.name);
  return true as const;
});
onMessage("verdictKey", async ({ data }) => {
  if (data.tabId === (await place.tabId())) panel.takeKey(data.verdict);
});

/** The page that the panel is about says what is open in it; a page that is not read shows nobody. */
async function takePage(seen: Seen): Promise<void> {
  const view = seen.stands === "yes" ? seen.view : nobodyThere;
  standpoint.value = { ...standpoint.value, stands: seen.stands, siteName: view.siteName || null };
  await panel.takeView(view);
  if (seen.stands !== "going") await showPending();
}

/** Whom somebody asked for before this page was there to be told. */
async function showPending(): Promise<void> {
  if (askedPending) return;
  askedPending = true;
  const id = await place.tabId();
  const lead = id === null ? null : await sendMessage("pendingLead", id).catch(() => null);
  if (lead !== null) panel.actions.show(lead.whom, lead.name);
}

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
