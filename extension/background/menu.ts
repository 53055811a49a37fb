import { browser } from "wxt/browser";
import { addressIn } from "../sites/site.ts";
import { strings } from "./strings.ts";

const title = strings.lookUp;

/** Puts "Look up in Leadlight" into the menu of selected texts and of links to an address. The browser keeps it. */
export async function putMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  const targetUrlPatterns = ["mailto:*"];
  if (import.meta.env.FIREFOX) {
    // There, the pattern of links would hide the entry from texts.
    browser.contextMenus.create({ id: "text", title, contexts: ["selection"] });
    browser.contextMenus.create({ id: "link", title, contexts: ["link"], targetUrlPatterns });
  } else
    browser.contextMenus.create({ id: "both", title, contexts: ["selection", "link"], targetUrlPatterns });
}

/** The address that was clicked on: of a mailto link, else in the selected text. Lower case; null where there is none. */
export function addressOf(info: { linkUrl?: string; selectionText?: string }): string | null {
  const { linkUrl, selectionText } = info;
  if (linkUrl?.toLowerCase().startsWith("mailto:")) {
    const address = addressIn(unescaped(linkUrl.slice("mailto:".length).split("?")[0] ?? ""));
    if (address !== null) return address;
  }
  return addressIn(selectionText);
}

/** Links are written by strangers: one that is not well formed is taken as it stands. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
