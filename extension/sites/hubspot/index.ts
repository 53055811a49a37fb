import { hubspotTenant, isHubspot } from "../../../shared/domain/crm/hubspot.ts";
import type { Placement, Site } from "../site.ts";
import { hubspotRows, readHubspot } from "./read.ts";
import { head } from "./selectors.ts";

/** Below the bar at the top, at the right edge. */
function place(document: Document): Placement {
  const bottom = document.querySelector(head)?.getBoundingClientRect().bottom ?? 0;
  return {
    // A navigation at the left reaches down to the foot of the window.
    top: bottom > 0 && bottom <= 120 ? bottom : 0,
    right: 0,
    // Panels over lists have 10 and more, dialogs 100 and more; nothing of a record's page has any.
    layer: 5,
  };
}

/** HubSpot gives each region of the world an address of its own. */
const regions = ["", "-na2", "-na3", "-eu1", "-ap1", "-ca1"];

export const hubspot: Site = {
  id: "hubspot",
  name: "HubSpot",
  matches: regions.map((region) => `https://app${region}.hubspot.com/*`),
  accepts: (url) => isHubspot(url) && hubspotTenant(url) !== null,
  read: readHubspot,
  rows: hubspotRows,
  place,
  // The app fills its window by width; the panel over lists is fixed to the right edge.
  giveWay: (width) => `
    body { width: calc(100% - ${width}px) !important; max-width: calc(100% - ${width}px) !important; min-width: 0 !important; }
    [data-crm-location="CRM_OBJECT_PREVIEW"], [data-test-id="IndexPageInlineSidebar"],
    [data-selenium-test="sidebar-preview-panel"], .private-panel--right { margin-right: ${width}px !important; }
    [data-test-id="IndexPageInlineSidebar"] :is([data-crm-location], [data-selenium-test="sidebar-preview-panel"]) { margin-right: 0 !important; }`,
};
