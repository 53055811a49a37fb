/** What lies in wait on Google Calendar's pages, each with a test by this name. */
export const traps = [
  "guests of a bubble",
  "the page of an event",
  "organised by ourselves",
  "rooms and calendars as guests",
  "a guest who has declined",
  "groups as guests",
  "addresses in description, place and title",
  "addresses offered while one is typed",
  "weeks and months alone",
  "a bubble left behind",
  "an event without guests",
  "ids and class names made anew",
  "right to left",
  "guests that cannot be read",
  "readers that disagree",
  "several accounts",
] as const;
