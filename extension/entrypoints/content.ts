import { defineContentScript } from "wxt/utils/define-content-script";
import { isLocalBuild } from "../build.ts";
import { startPage } from "../frame/page.ts";
import { localSites, storeSites } from "../sites/index.ts";

const sites = isLocalBuild ? [...storeSites, ...localSites] : storeSites;

export default defineContentScript({
  matches: sites.flatMap((site) => site.matches),
  runAt: "document_idle",
  noScriptStartedPostMessage: true,
  main(context) {
    const site = sites.find((one) => one.accepts(new URL(window.location.href)));
    if (site) startPage(context, site);
  },
});
