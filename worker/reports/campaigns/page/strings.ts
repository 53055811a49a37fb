import { number, percent, plural, points } from "../../../dashboard/format.ts";
import type { Level, Model } from "../contract.ts";

/** The texts of the campaigns report. */
export const s = {
  title: "What our campaigns bring",
  updated: (rows: number) => `Report updated. ${plural(rows, "row", "rows")}.`,
  days: "days in UTC",
  by: "By",
  levels: { channel: "Channel", campaign: "Campaign", content: "Content" } satisfies Record<Level, string>,
  byTitle: { channel: "By channel", campaign: "By campaign", content: "By content" } satisfies Record<
    Level,
    string
  >,
  none: {
    channel: "No channel",
    campaign: "No campaign",
    content: "No content",
  } satisfies Record<Level, string>,
  all: {
    channel: "All channels",
    campaign: "All campaigns",
    content: "All content",
  } satisfies Record<Level, string>,
  into: {
    channel: (name: string) => `Show the campaigns of ${name}`,
    campaign: (name: string) => `Show the content of ${name}`,
    content: (name: string) => name,
  } satisfies Record<Level, (name: string) => string>,
  where: "Where you are",
  channel: "Channel",
  find: "Name contains",
  credit: "Credit",
  both: "Side by side",
  models: { first: "First touch", last: "Last touch before" } satisfies Record<Model, string>,
  short: { first: "First touch", last: "Last before" } satisfies Record<Model, string>,
  difference: "Difference",
  differenceShort: "±",

  touches: "Touches",
  cards: { leads: "Leads", mqls: "MQLs", good: "Good", won: "Won" },
  figures: { touches: "touches", leads: "leads", mqls: "MQLs", good: "good", won: "won" },
  touchesOf: "came in as messages",
  touchesHelp:
    "Everything that the tracker and your tools sent in on these days, of known people and of visitors. Touches that came by a file count for the leads that they brought, and are not counted here.",
  leads: "Leads",
  leadsOf: "new in this time",
  leadsHelp: "Each lead counts on the day when it came to be one.",
  mqls: "MQLs",
  mqlsOf: "became one in this time",
  mqlsHelp:
    "Leads that marketing held to be ready for sales for the first time in these days, whenever they came.",
  goodColumn: "Good share",
  goodOf: (good: number, all: number) => `${number(good)} of ${plural(all, "judged lead", "judged leads")}`,
  goodHelp:
    "Of the leads that sales judged on these days, how many were worth its time. Of each lead the newest verdict about quality counts; duplicates, customers and the like are in no rate.",
  won: "Won",
  wonOf: "deals, the first of each lead",
  wonHelp: "Leads that bought for the first time in these days, whenever they came.",
  interval: "95% interval",
  judged: "Judged",
  share: (rate: number) => percent(rate),
  range: (low: number, high: number) => `${points(low)}–${points(high)}`,
  between: (low: number, high: number) => `between ${percent(low)} and ${percent(high)}`,
  notEnough: "Not enough yet",
  more: (more: number) => `${number(more)} more`,
  notEnoughFor: (more: number) => `Not enough yet: ${plural(more, "more verdict", "more verdicts")}`,
  hidden: "Hidden",
  tooShort:
    "In less than a week the good share stays hidden: a single verdict could be told apart. Choose a week or more.",

  counted: { first: "by first touch", last: "by last touch" } satisfies Record<Model, string>,
  otherwise: {
    first: (count: string) => `${count} by first touch`,
    last: (count: string) => `${count} by last touch before`,
  } satisfies Record<Model, (count: string) => string>,
  unknown: "No touch known",
  unknownHelp:
    "Under first touch: leads of whom no touch is known. Under last touch before: leads who had not been in touch when it happened.",
  help: "First touch: the very first that is known of a lead. Last touch before: their own last one before it became a lead, became an MQL, was judged, or bought. Where the two differ, one campaign opens the door and another one brings them through it. Mails that a machine opened, and robots, bring nobody. A page that somebody reached from another page of yours is “Direct” and says nothing of what brought the visit: the last touch is put down to the last one that came by anything else, where there is one.",
  sort: (what: string) => `Sort by ${what}`,
  noRows: "Nothing to tell apart here.",
  noMatch: "No name contains this.",
  left: (left: number) =>
    `${plural(left, "row", "rows")} with fewer leads ${left === 1 ? "is" : "are"} left out.`,

  empty: "Nothing came in this time",
  emptyHelp:
    "Touches come in from your website and from the tools that you connect, or with a file of touches. From then on it shows here what each campaign brings.",
  emptyFiltered: "Nothing of this channel or campaign came in this time.",
  longer: "Look at the last 12 months",
  connect: "Connect a website or a tool",
  clear: "Show everything",
} as const;
