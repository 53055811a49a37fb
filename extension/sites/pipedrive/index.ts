import { isPipedrive } from "../../../shared/domain/crm/pipedrive.ts";
import type { Placement, Site } from "../site.ts";
import { pipedriveRows, readPipedrive } from "./read.ts";
import { head } from "./selectors.ts";

/** Below the bar at the top, at the right edge. */
function place(document: Document): Placement {
  const bottom = document.querySelector(head)?.getBoundingClientRect().bottom ?? 0;
  return { top: bottom > 0 && bottom <= 120 ? bottom : 0, right: 0, layer: 5 };
}

export const pipedrive: Site = {
  id: "pipedrive",
  name: "Pipedrive",
  matches: ["https://*.pipedrive.com/*"],
  accepts: isPipedrive,
  read: readPipedrive,
  rows: pipedriveRows,
  place,
  // Bar, navigation and page are laid out in a grid over the whole window, or fixed to its edges.
  giveWay: (width) => `
    body { width: calc(100% - ${width}px) !important; min-width: 0 !important; }
    #content-wrapper { max-width: 100% !important; min-width: 0 !important; }
    #main-content { right: ${width}px !important; max-width: calc(100vw - ${width}px) !important; min-width: 0 !important; }`,
};
