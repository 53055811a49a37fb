import { defineContentScript } from "wxt/utils/define-content-script";
import { ownFrames } from "../frame/inside.ts";
import { startPage } from "../frame/page.ts";
import { generic } from "../sites/generic/index.ts";

/** For pages of no built-in site: put there by background/pages.ts, after a click or where a person allowed the host. */
export default defineContentScript({
  registration: "runtime",
  noScriptStartedPostMessage: true,
  // Nobody calls a page "any page": its host is what people know it by.
  main: (context) => startPage(context, { ...generic, name: window.location.hostname }, ownFrames),
});
