import { besideWhole, type Site, shrinkWhole } from "../site.ts";
import { outlookRows, readOutlook } from "./read.ts";
import { head, hosts } from "./selectors.ts";

export const outlook: Site = {
  id: "outlook",
  name: "Outlook",
  // The whole host: from calendar or contacts to mail no page is loaded.
  matches: hosts.map((host) => `https://${host}/*`),
  accepts: ({ protocol, hostname }) => protocol === "https:" && hosts.includes(hostname),
  read: readOutlook,
  rows: outlookRows,
  place: (document) => besideWhole(document, head),
  giveWay: shrinkWhole,
};
