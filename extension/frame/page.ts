import { browser } from "wxt/browser";
import type { ContentScriptContext } from "wxt/utils/content-script-context";
import { healthOf } from "../health/health.ts";
import { outlineOf } from "../health/outline.ts";
import { onMessage, sendMessage } from "../messages.ts";
import type { Site } from "../sites/site.ts";
import { standBeside } from "./beside.ts";
import { watchPage } from "./watch.ts";

/** Everything of ours on one page, until the page or the extension goes. */
export function startPage(
  context: ContentScriptContext,
  site: Site,
  { frames = false }: { /** The site reads frames of the page's origin too. */ frames?: boolean } = {},
): void {
  const watch = watchPage(window, frames);
  const health = healthOf({
    site: site.id,
    after: (milliseconds, call) => {
      const timer = context.setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    outline: () => outlineOf(document.body),
    report: (drift) => void sendMessage("drift", drift).catch(() => {}),
  });
  const beside = standBeside(window, site, watch, {
    panel: browser.runtime.getURL("/panel.html"),
    isAlive: () => context.isValid,
    // Nobody listens while no panel has started, and nobody will once the extension is gone.
    tell: (view) => void sendMessage("view", view).catch(() => {}),
    rememberFold: (folded) => void sendMessage("foldChosen", folded).catch(() => {}),
    read: health.read,
  });

  const removers = [
    onMessage("currentView", () => beside.view()),
    onMessage("pageState", () => health.state(site.rows(document, new URL(location.href)).length > 0)),
    onMessage("fold", ({ data }) => beside.fold(data)),
    onMessage("toggleFold", () => beside.toggle()),
    onMessage("callPanel", () => beside.call()),
    onMessage("leave", () => context.abort("nobody wants it")),
    onMessage("siteConfigChanged", ({ data }) => beside.configure(data)),
  ];
  context.onInvalidated(() => {
    beside.leave();
    health.stop();
    watch.stop();
    for (const remove of removers) remove();
  });

  void askConfig();
  async function askConfig(attempt = 0): Promise<void> {
    try {
      beside.configure(await sendMessage("siteConfig"));
    } catch {
      if (context.isInvalid) return;
      // The background may still be starting, and without its answer colleagues could be taken for leads.
      if (attempt < 6) context.setTimeout(() => void askConfig(attempt + 1), 50 * 2 ** attempt);
      // It is not coming: the folded panel, once opened, says what is wrong.
      else beside.configure({ ownDomains: [], enabledSites: null, folded: true, chips: false });
    }
  }
}
