import type { Placement, Site } from "../site.ts";
import { genericRows, readGeneric } from "./read.ts";

/** Below a head that spans the window and stays; above what sticks, below what dialogs of the common kits have. */
function place(document: Document): Placement {
  const width = document.documentElement.clientWidth;
  const bottoms = [...document.querySelectorAll('body > header, header, [role="banner"]')]
    .map((head) => head.getBoundingClientRect())
    .filter((box) => box.top <= 0 && box.bottom > 0 && box.bottom <= 120 && box.width > width * 0.6)
    .map((box) => box.bottom);
  return { top: Math.max(0, ...bottoms), right: 0, layer: 1020 };
}

/** Any page: brought to it by a click, or by "always beside this site". The one site that no address belongs to. */
export const generic: Site = {
  id: "generic",
  name: "Any page",
  matches: [],
  accepts: (url) => url.protocol === "https:" || url.protocol === "http:",
  read: (document, url) => readGeneric(document, url),
  rows: genericRows,
  place,
  // Pages that nobody here knows: the common ways to fill a window are held back, the rest is left as it is.
  giveWay: (width) => `
    html { max-width: calc(100vw - ${width}px) !important; overflow-x: clip; }
    body { max-width: 100% !important; min-width: 0 !important; }`,
};

export { readGeneric } from "./read.ts";
