import { signal } from "@preact/signals";
import { render } from "preact";
import { browser } from "wxt/browser";
import type { HostView, OptionsView } from "../background/answers.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { formats } from "../panel/format.ts";
import { sites } from "../sites/built.ts";
import { type Deeds, Options } from "./Options.tsx";
import { strings } from "./strings.ts";

const view = signal<OptionsView | null>(null);
const hosts = signal<HostView[]>([]);
const now = signal(Date.now());
const format = formats();

async function look(): Promise<void> {
  [view.value, hosts.value] = await Promise.all([sendMessage("optionsView"), sendMessage("hosts")]);
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
  setChips: (on) => void sendMessage("setChips", on).then(look),
  setSites: (ids) => void sendMessage("setSites", ids).then(look),
  async allowHost(pattern) {
    // The first thing again.
    const allowed = await browser.permissions.request({ origins: [pattern] });
    const stands = allowed && (await sendMessage("alwaysBeside", { pattern }).catch(() => false));
    await look();
    return stands ? null : strings.hostNotAllowed;
  },
  removeHost: (pattern) => void sendMessage("neverBeside", { pattern }).then(look),
  retry: (refusedIds) => sendMessage("retryOutbox", refusedIds).then(look),
  discard: (id) => void sendMessage("discardRefused", id).then(look),
};

function App() {
  if (view.value === null) return <main />;
  return (
    <Options
      view={view.value}
      sites={sites}
      hosts={hosts.value}
      deeds={deeds}
      format={format}
      now={now.value}
      version={browser.runtime.getManifest().version}
    />
  );
}

onMessage("contextChanged", () => void look());
onMessage("hostsChanged", () => void look());
onMessage("delivered", () => void look());
setInterval(() => {
  if (document.visibilityState === "visible") void look();
}, 15_000);
void look();

const root = document.getElementById("options");
if (root) render(<App />, root);
