import { besideWhole, type Placement, type Site, shrinkWhole } from "../site.ts";
import { genericRows, readGeneric } from "./read.ts";

/** Above what sticks to pages, below the dialogs of the common kits. */
const place = (document: Document): Placement => ({
  ...besideWhole(document, 'body > header, header, [role="banner"]'),
  layer: 1020,
});

/** Any page: brought to it by a click, or by "always beside this site". The one site that no address belongs to. */
export const generic: Site = {
  id: "generic",
  name: "Any page",
  matches: [],
  accepts: (url) => url.protocol === "https:" || url.protocol === "http:",
  read: (document, url) => readGeneric(document, url),
  rows: genericRows,
  hasShadows: true,
  place,
  giveWay: shrinkWhole,
};

export { readGeneric } from "./read.ts";
