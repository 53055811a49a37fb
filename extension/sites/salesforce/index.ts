import { isSalesforce } from "../../../shared/domain/crm/salesforce.ts";
import type { Placement, Site } from "../site.ts";
import { readSalesforce, salesforceRows } from "./read.ts";
import { head } from "./selectors.ts";

/** Below the bars at the top, at the right edge. */
function place(document: Document): Placement {
  const bottoms = [...document.querySelectorAll(head)].map((bar) => bar.getBoundingClientRect().bottom);
  return {
    top: Math.max(0, ...bottoms.filter((bottom) => bottom <= 160)),
    right: 0,
    // Menus have 7000, dialogs 9000; parts of a record's page that stay in place 100 and less.
    layer: 101,
  };
}

export const salesforce: Site = {
  id: "salesforce",
  name: "Salesforce",
  matches: ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"],
  accepts: isSalesforce,
  read: readSalesforce,
  rows: salesforceRows,
  place,
  // The bars at the top are fixed and keep their width; what is docked at the foot stands to the left of the panel.
  giveWay: (width) => `
    body { width: calc(100% - ${width}px) !important; min-width: 0 !important; }
    .desktop.container.oneOne, .oneOne > .viewport, .viewport > .stage { width: auto !important; max-width: calc(100vw - ${width}px) !important; min-width: 0 !important; }
    .slds-docked_container, .oneUtilityBar, .slds-utility-bar, .dockingPanelOverflow, .oneDockingPanel { right: ${width}px !important; max-width: calc(100vw - ${width}px) !important; }`,
};
