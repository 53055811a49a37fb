import { isHubspot } from "../../../shared/domain/crm/hubspot.ts";
import { besideWhole, type Site, shrinkWhole } from "../site.ts";
import { hubspotRows, readHubspot } from "./read.ts";
import { head } from "./selectors.ts";

/** HubSpot gives each region of the world an address of its own. */
const regions = ["", "-na2", "-na3", "-eu1", "-ap1", "-ca1"];

export const hubspot: Site = {
  id: "hubspot",
  name: "HubSpot",
  matches: regions.map((region) => `https://app${region}.hubspot.com/*`),
  // The whole host: from signing in to a portal no page need be loaded.
  accepts: isHubspot,
  read: readHubspot,
  rows: hubspotRows,
  place: (document) => besideWhole(document, head),
  // Panels hang on the window, wherever they are in the document; the one beside a list stands in its line.
  giveWay: (width) => `${shrinkWhole(width)}
    [data-crm-location="CRM_OBJECT_PREVIEW"]:not([data-test-id="IndexPageInlineSidebar"] *),
    body > [data-test-id="IndexPageInlineSidebar"],
    [data-selenium-test="sidebar-preview-panel"], .private-panel--right { margin-right: ${width}px !important; }`,
};
