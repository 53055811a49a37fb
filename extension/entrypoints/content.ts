import { defineContentScript } from "wxt/utils/define-content-script";
import { startPage } from "../frame/page.ts";
import { sites } from "../sites/built.ts";

export default defineContentScript({
  matches: sites.flatMap((site) => site.matches),
  runAt: "document_idle",
  noScriptStartedPostMessage: true,
  main(context) {
    const site = sites.find((one) => one.accepts(new URL(window.location.href)));
    if (site) startPage(context, site);
  },
});
