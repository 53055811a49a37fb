import { type Browser, browser } from "wxt/browser";
import type { ContentScriptContext } from "wxt/utils/content-script-context";
import { asideLine } from "../aside.ts";
import { healthOf } from "../health/health.ts";
import { outlineOf } from "../health/outline.ts";
import { keepLists } from "../lists/lists.ts";
import { onMessage, type SiteConfig, sendMessage } from "../messages.ts";
import type { Site } from "../sites/site.ts";
import { standBeside } from "./beside.ts";
import { type Inside, watchPage } from "./watch.ts";

/** Everything of ours on one page, until the page or the extension goes. */
export function startPage(
  context: ContentScriptContext,
  site: Site,
  /** What else the site reads than the page's own document. */
  inside?: Inside,
): void {
  const watch = watchPage(window, inside, site.hasShadows);
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

  // As long as a panel at the browser's own side holds the line, ours gives way; a browser that is killed lets go too.
  const lines = new Set<Browser.runtime.Port>();
  const connected = (line: Browser.runtime.Port) => {
    if (line.name !== asideLine) return;
    lines.add(line);
    beside.giveWayTo(true);
    line.onDisconnect.addListener(() => {
      lines.delete(line);
      beside.giveWayTo(lines.size > 0);
    });
  };
  browser.runtime.onConnect.addListener(connected);

  const lists = keepLists(window, site, watch, {
    ask: (asked) => sendMessage("rowChips", asked),
    reasons: (whom) => sendMessage("rowReasons", whom),
    owner: () => beside.view().owner,
  });

  /** Both follow what the background says of the sites, of colleagues, and of what a person wishes. */
  const configure = (config: SiteConfig) => {
    beside.configure(config);
    lists.configure(config);
  };

  const removers = [
    () => browser.runtime.onConnect?.removeListener(connected),
    onMessage("currentView", () => beside.view()),
    onMessage("pageState", () => health.state(site.rows(document, new URL(location.href)).length > 0)),
    onMessage("fold", ({ data }) => beside.fold(data)),
    onMessage("toggleFold", () => beside.toggle()),
    onMessage("callPanel", () => beside.call()),
    onMessage("leave", () => context.abort("nobody wants it")),
    onMessage("siteConfigChanged", ({ data }) => configure(data)),
    onMessage("rowsOutdated", () => lists.outdated()),
  ];
  context.onInvalidated(() => {
    beside.leave();
    lists.leave();
    health.stop();
    watch.stop();
    for (const remove of removers) remove();
  });

  void askConfig();
  async function askConfig(attempt = 0): Promise<void> {
    try {
      configure(await sendMessage("siteConfig"));
    } catch {
      if (context.isInvalid) return;
      // The background may still be starting, and without its answer colleagues could be taken for leads.
      if (attempt < 6) context.setTimeout(() => void askConfig(attempt + 1), 50 * 2 ** attempt);
      // It is not coming: the folded panel, once opened, says what is wrong.
      else configure({ ownDomains: [], enabledSites: null, folded: true, chips: false });
    }
  }
}
