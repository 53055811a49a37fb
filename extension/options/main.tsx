import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import type { OptionsView } from "../background/answers.ts";
import { isLocalBuild } from "../build.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { formats } from "../panel/format.ts";
import { localSites, storeSites } from "../sites/index.ts";
import { type Deeds, Options } from "./Options.tsx";
import { strings } from "./strings.ts";

const view = signal<OptionsView | null>(null);
const now = signal(Date.now());
const sites = isLocalBuild ? [...storeSites, ...localSites] : storeSites;
const format = formats();

async function look(): Promise<void> {
  view.value = await sendMessage("optionsView");
  now.value = Date.now();
}

const deeds: Deeds = {
  async connect(address, token) {
    // Has to be the first thing that a click does: the browser asks only then.
    const { protocol, hostname } = new URL(address);
    const allowed = await browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
    if (!allowed) return strings.notAllowed;
    const { ok, problem } = await sendMessage("connect", { address, token }).catch(() => ({
      ok: false,
      problem: strings.backgroundGone,
    }));
    await look();
    return ok ? null : problem;
  },
  disconnect: () => void sendMessage("disconnect").then(look),
  setSites: (ids) => void sendMessage("setSites", ids).then(look),
  retry: (refusedIds) => sendMessage("retryOutbox", refusedIds).then(look),
  discard: (id) => void sendMessage("discardRefused", id).then(look),
};

function App() {
  if (view.value === null) return <main />;
  return (
    <Options
      view={view.value}
      sites={sites}
      deeds={deeds}
      format={format}
      now={now.value}
      version={browser.runtime.getManifest().version}
    />
  );
}

onMessage("contextChanged", () => void look());
onMessage("delivered", () => void look());
setInterval(() => {
  if (document.visibilityState === "visible") void look();
}, 15_000);
void look();

const root = document.getElementById("options");
if (root) render(<App />, root);
