import type { Placement, Site } from "../site.ts";
import { gmailRows, readGmail } from "./read.ts";
import { head, rail } from "./selectors.ts";

/** Below the head, to the left of the rail of Google's own side panels; read from the right, that rail is at the left. */
function place(document: Document): Placement {
  const width = document.documentElement.clientWidth;
  const box = document.querySelector(head)?.getBoundingClientRect();
  // A head that has moved along leaves its height free.
  const top = box && box.right > width - 100 ? box.bottom : 0;
  const left = document.querySelector(rail)?.getBoundingClientRect().left ?? 0;
  return {
    top: Math.min(Math.max(0, top), 120),
    // A rail that is not there, or somewhere else, is none.
    right: left > width / 2 && left < width ? width - left : 0,
    // Gmail's rail has 2, windows for writing 3, menus 7 and more.
    layer: 2,
  };
}

export const gmail: Site = {
  id: "gmail",
  name: "Gmail",
  matches: ["https://mail.google.com/mail/*"],
  accepts: (url) => url.hostname === "mail.google.com" && url.pathname.startsWith("/mail/"),
  read: readGmail,
  rows: gmailRows,
  place,
  // The main column is a flexible box between navigation and rail; `.dw` holds the windows for writing. Read from the
  // right, the navigation stands where the panel does, and all moves along, as does a thread in its own window.
  giveWay: (width) => `
    body > div > .nH { max-width: 100vw; }
    body:dir(ltr) .bkL > .no > .bkK { margin-right: ${width}px !important; }
    body:dir(ltr) .dw { width: calc(100% - ${width}px) !important; }
    .dw > div > .nH { max-width: 100%; }
    body:is(:dir(rtl), :not(:has(.bkL > .no > .bkK))) > :not(dialog, [role="dialog"], [role="alertdialog"]) {
      margin-right: ${width}px !important; max-width: calc(100vw - ${width}px) !important;
    }
    body:dir(rtl) > div > .nH { max-width: 100% !important; }`,
};
