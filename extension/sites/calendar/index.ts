import { besideWhole, type Site, shrinkWhole } from "../site.ts";
import { isCalendar, readCalendar } from "./read.ts";
import { eventDialog as event, head } from "./selectors.ts";

export const calendar: Site = {
  id: "calendar",
  name: "Google Calendar",
  matches: ["https://calendar.google.com/calendar/*"],
  accepts: isCalendar,
  read: readCalendar,
  rows: () => [],
  holds: (dialog) => dialog.querySelector(event) !== null || dialog.closest(event) !== null,
  place: (document) => besideWhole(document, head),
  giveWay: shrinkWhole,
};
