import { isSalesforce } from "../../../shared/domain/crm/salesforce.ts";
import { besideWhole, type Site, shrinkWhole } from "../site.ts";
import { readSalesforce, salesforceRows } from "./read.ts";
import { head } from "./selectors.ts";

export const salesforce: Site = {
  id: "salesforce",
  name: "Salesforce",
  matches: ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"],
  accepts: isSalesforce,
  hasShadows: true,
  read: readSalesforce,
  rows: salesforceRows,
  place: (document) => ({
    ...besideWhole(document, head),
    // Menus have 7000, dialogs 9000; parts of a record's page that stay in place 100 and less.
    layer: 101,
  }),
  // What is docked at the foot hangs on the window, wherever it is in the document.
  giveWay: (width) => `${shrinkWhole(width)}
    .viewport, .oneOne, .stage { max-width: calc(100vw - ${width}px) !important; min-width: 0 !important; }
    .slds-docked_container, .oneUtilityBar, .slds-utility-bar, .oneDockingPanel { right: ${width}px !important; max-width: calc(100vw - ${width}px) !important; }`,
};
