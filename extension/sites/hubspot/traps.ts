/** What has misled readers of HubSpot, each with a test of that name. */
export const traps = [
  "association cards",
  "hidden tabs",
  "the record left behind",
  "quoted mail and activities",
  "the record's owner and whoever is signed in",
  "a contact being made in a dialog",
  "a panel over a list or a board",
  "duplicates after navigation within the page",
  "an address bar ahead of the page",
  "other languages and renamed classes",
  "record types",
] as const;
