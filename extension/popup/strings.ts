import type { PageState } from "../health/health.ts";

const works: Record<PageState["works"][number], string> = {
  record: "the record that is open",
  people: "the people",
  owner: "who is signed in",
  list: "the rows of the list",
};

/** Every sentence of the popup. What strangers wrote is never among them. */
export const strings = {
  product: "Leadlight",
  settings: "Settings",
  sidePanel: "Open the side panel",
  loading: "Loading",

  search: "Find a lead",
  searchHint: "Name, company or address",
  searching: "Looking…",
  found: (n: number) =>
    n === 0 ? "Nobody found" : n === 1 ? "1 lead" : n < 20 ? `${n} leads` : "The best 20",
  nobodyFound: "No lead has a name, a company or an address that begins like this.",
  results: "Leads found",

  page: "This page",
  asking: "Looking at the page…",
  reading: (site: string) => `Reading ${site}: fine`,
  nobodyHere: (site: string) => `Reading ${site}: nobody is open here`,
  changed: (site: string) => `${site} has changed this page`,
  stillWorks: (ways: PageState["works"]) =>
    ways.length === 0
      ? "Nothing is found on it. Look the lead up above instead."
      : `Still found: ${ways.map((way) => works[way]).join(", ")}.`,
  failed: "What does not work",
  notRead: (site: string) => `${site} is not read in this tab yet. Reload the page.`,
  switchedOff: (site: string) => `Switched off for ${site}.`,
  switchOn: "Switch on in the settings",
  alwaysHere: (host: string) => `Always beside ${host}`,
  noLonger: "No longer",
  readPage: "Read this page",
  readHint: "Once: nothing of it is kept.",
  always: (host: string) => `Always beside ${host}`,
  preset: "Your company wants Leadlight beside this site.",
  notAllowed: "The browser was not allowed to. It was asked for this site alone.",
  noPage: "Leadlight cannot read this page.",
  didNotWork: "The browser lets nothing stand on this page.",
  notALead: "not a lead",
  openInPanel: "Open in the panel",

  best: "My best leads now",
  woken: "Woke up since yesterday",
  noBest: "No open leads are yours, or without an owner, yet.",
  noWoken: "Nobody woke up since yesterday.",
  more: (n: number) => `${n} more`,
  fewer: "Fewer",
  offline: "Offline. Leadlight does not answer.",
  noAnswer: "Nothing could be asked.",
  offlineAsOf: (when: string) => `Offline. As of ${when}.`,
  error: (message: string) => `${message}.`,
  failedAsOf: (when: string) => `Leadlight failed to answer. As of ${when}.`,
  retry: "Try again",
  noOwner: "No owner",
  owner: (name: string) => `Owner: ${name}`,
  change: (n: number) => `${n > 0 ? "▲" : "▼"}${Math.abs(n)}`,
  saidChange: (n: number) => `${n > 0 ? "up" : "down"} ${Math.abs(n)} this week`,
  saidScore: "score",
  wokenAt: (when: string) => `back ${when}`,
  noKey: "This lead has no address and no record by which it could be opened.",
  notOpened: "The panel could not be opened. Open the side panel, and try again.",

  notConnected: "Not connected to Leadlight",
  notConnectedHint: "Connect to your company's Leadlight first. It takes its address and your access token.",
  connect: "Connect",
  signedOut: "Your sign-in has ended",
  signedOutHint: "Connect again with a new access token. What waits to be sent is kept.",
  connectAgain: "Connect again",

  chips: "Bands beside names in lists",
};
