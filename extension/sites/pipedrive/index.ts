import { isPipedrive } from "../../../shared/domain/crm/pipedrive.ts";
import { besideWhole, type Site, shrinkWhole } from "../site.ts";
import { pipedriveRows, readPipedrive } from "./read.ts";
import { head } from "./selectors.ts";

export const pipedrive: Site = {
  id: "pipedrive",
  name: "Pipedrive",
  matches: ["https://*.pipedrive.com/*"],
  accepts: isPipedrive,
  read: readPipedrive,
  rows: pipedriveRows,
  place: (document) => besideWhole(document, head),
  // Bar and page are laid out in a grid over the whole window, or hang on it, the page beside a narrow navigation.
  giveWay: (width) => `${shrinkWhole(width)}
    #content-wrapper, #froot-header { max-width: calc(100vw - ${width}px) !important; min-width: 0 !important; }
    #main-content { max-width: calc(100vw - ${width + 56}px) !important; min-width: 0 !important; }`,
};
