import { plural } from "../../format.ts";

const sites: Readonly<Record<string, string>> = {
  gmail: "Gmail",
  outlook: "Outlook",
  hubspot: "HubSpot",
  salesforce: "Salesforce",
  pipedrive: "Pipedrive",
  calendar: "Google Calendar",
  generic: "Other pages",
};

/** The texts of the page about changed pages. */
export const s = {
  title: "Pages that have changed",
  help: "The panel reads who is open out of mail and CRM pages. When such a page is rebuilt, the extension notices before a rep does and says so here.",
  holds:
    "A report holds the names of what was looked for and an outline of the page: tags, roles and attribute names. No text, no address, nobody's name.",
  site: (id: string): string => sites[id] ?? id,
  version: (version: string) => `Extension ${version}`,
  reports: (count: number) => plural(count, "report", "reports"),
  kind: {
    nobody: "Somebody is open, and nobody is found",
    disagree: "Two ways to the same fact lead to different ones",
  },
  signs: "What says that somebody is open",
  failed: "What found nothing",
  doubts: "What disagrees",
  first: "First",
  last: "Last",
  outline: "Outline of the page",
  outlineOf: (site: string) => `Outline of a page of ${site}`,
  copy: "Copy as a report for the developers",
  copied: "Copied.",
  empty: "No page has changed",
  emptyHelp: "Every page that reps have open is read as it should be. Nothing to do here.",
  off: "Extensions do not report here",
  offHelp:
    "They notice by themselves when a page has changed, and keep it. An admin can let them report it to you.",
  offNote: "Extensions no longer report here. Below is what they had reported before.",
  allow: "To the settings",
} as const;
