import { browser } from "wxt/browser";
import { defineContentScript } from "wxt/utils/define-content-script";
import { isLocalBuild } from "../build.ts";
import { standBeside } from "../frame/beside.ts";
import { onMessage, sendMessage } from "../messages.ts";
import { localSites, storeSites } from "../sites/index.ts";

const sites = isLocalBuild ? [...storeSites, ...localSites] : storeSites;

export default defineContentScript({
  matches: sites.flatMap((site) => site.matches),
  runAt: "document_idle",
  noScriptStartedPostMessage: true,
  main(context) {
    const site = sites.find((one) => one.accepts(new URL(window.location.href)));
    if (!site) return;

    const beside = standBeside(window, site, {
      panel: browser.runtime.getURL("/panel.html"),
      isAlive: () => context.isValid,
      // Nobody listens while no panel has started, and nobody will once the extension is gone.
      tell: (view) => void sendMessage("view", view).catch(() => {}),
      rememberFold: (folded) => void sendMessage("foldChosen", folded).catch(() => {}),
      report: (trace) => {
        if (isLocalBuild) console.info("Leadlight found nothing by:", trace);
      },
    });

    const removers = [
      onMessage("currentView", () => beside.view()),
      onMessage("fold", ({ data }) => beside.fold(data)),
      onMessage("toggleFold", () => beside.fold(!beside.view().folded)),
      onMessage("siteConfigChanged", ({ data }) => beside.configure(data)),
    ];
    context.onInvalidated(() => {
      beside.leave();
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
        else beside.configure({ ownDomains: [], enabledSites: null, folded: true });
      }
    }
  },
});
