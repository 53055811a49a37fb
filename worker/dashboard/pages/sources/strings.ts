import type { RejectionReason } from "../../../../shared/contract/sources.ts";
import type { TouchKindName } from "../../../../shared/domain/touches/kinds.ts";
import { number, plural, shortDay } from "../../format.ts";

/** What an event can be taken for, in groups of what it has to do with; of machines nobody chooses anything. */
export const kindGroups: readonly (readonly [group: string, kinds: readonly TouchKindName[]])[] = [
  [
    "On the website",
    ["page_view", "pricing_view", "return_visit", "form", "demo_request", "download", "video", "chat"],
  ],
  ["In the product", ["sign_up", "trial", "product_use", "purchase"]],
  ["Webinars, events and ads", ["webinar_signup", "webinar", "event", "ad_click"]],
  ["Mail", ["email_open", "email_click", "email_reply", "unsubscribe", "email_sent", "bounce"]],
  ["Talking with each other", ["call_in", "call", "meeting"]],
];

export const kindNames: Readonly<Record<TouchKindName, string>> = {
  page_view: "Page viewed",
  pricing_view: "Pricing viewed",
  return_visit: "Came back to the site",
  form: "Form sent",
  demo_request: "Demo asked for",
  download: "Download",
  video: "Video watched",
  webinar_signup: "Webinar: signed up",
  webinar: "Webinar: was there",
  event: "Event: was there",
  ad_click: "Ad clicked",
  email_open: "Mail opened",
  machine_open: "Mail opened by a machine",
  email_click: "Mail clicked",
  email_reply: "Mail answered",
  unsubscribe: "Unsubscribed",
  chat: "Chat",
  sign_up: "Signed up",
  trial: "Trial begun",
  product_use: "Product used",
  purchase: "Bought",
  call_in: "Called us",
  email_sent: "Mail sent by us",
  bounce: "Mail came back",
  call: "Call by us",
  meeting: "Meeting",
  other: "Something else",
};

const touches = (count: number) => plural(count, "touch", "touches");

/** The texts of the sources page. */
export const s = {
  title: "What arrives",
  connect: "Connect a website or a tool",
  refresh: "Refresh",
  refreshed: "Refreshed.",
  asOf: (time: string) => `As of ${time} · days in UTC`,

  touches: "touches",
  lastDays: "in 30 days",
  inLastHour: (count: number) => `${number(count)} in the last hour`,
  touchesHelp:
    "Everything that came in as messages, from the tracker and from the tools that have a key, each once. Files and what reps do in the panel are not among it.",
  refused: "refused",
  refusedHelp: "Messages that could not be taken in. Below stands why, and the last one of each kind.",
  leftOut: "left out",
  leftOutHelp: "Robots, your own people, and mails that only a machine opened. Nothing is wrong with these.",
  unnamed: "unknown events",
  unnamedOf: "nobody has named",
  unnamedHelp:
    "Touches whose event no table knows. They are kept, but weigh nothing in the score until somebody says below what they are.",

  day: "Day",
  days: "Touches by day",
  daysHelp: "Days begin at midnight UTC, when they came in.",
  dayRead: (day: string, count: number) => `${shortDay(day)}: ${touches(count)}`,
  dayHint: "Point at a day to read it.",
  daysSummary: (first: string, last: string) =>
    `Touches a day from ${shortDay(first)} to ${shortDay(last)}. The same numbers are in the table: View as table.`,

  keys: "From which key",
  key: "Key",
  kind: { public: "In pages", server: "Server" },
  ended: "No longer holds",
  channels: "By channel",
  channel: "Channel",
  hour: "Last hour",
  days30: "30 days",
  last: "Last",
  never: "Nothing yet",

  faults: "Refused, and why",
  noFaults: "Nothing was refused in 30 days.",
  purpose: "Left out on purpose",
  noPurpose: "Nothing was left out in 30 days.",
  why: "Why",
  what: "What",
  messages: "Messages",
  sample: "The last one",
  noKey: "Without a key that holds",
  advice: {
    invalid: "What is wrong with the last one stands beside it. Whoever sends it has to mend it.",
    too_large: "Send fewer properties: a touch needs few.",
    no_identity: "Each message needs a userId, an anonymousId or an email.",
    too_far_ahead: "The sender's clock is wrong, or its times are in another unit.",
    origin: "If the page is yours, allow its address for this key on the Connect page.",
    unknown_key:
      "Somebody sends with a key that was revoked or mistyped. Look the right one up on the Connect page.",
    rate: "It is asked to send them again later. A tool that brings in its past can do so more slowly.",
    bot: "",
    colleague: "",
    machine_open: "",
  } satisfies Record<RejectionReason, string>,

  unmapped: "Events that nobody has named",
  unmappedHelp:
    "From the moment that you name one, it counts as that; what came before follows within minutes.",
  noUnmapped: "Every event that arrives is known.",
  event: "Event",
  countAs: "Counts as",
  countAsFor: (event: string) => `What “${event}” counts as`,
  choose: "Choose…",
  name: "Name it",
  named: (event: string, kind: string) => `“${event}” counts as: ${kind}.`,
  mapped: "Named by you",
  noMapped: "Nobody has named an event yet. Those of the usual names are known by themselves.",
  by: "By",
  when: "When",
  takeBack: "Take back",
  takenBack: (event: string) => `“${event}” is unknown again when it next comes. What came so far stays.`,

  letters: "Could not be written",
  lettersHelp:
    "What the queue brought and could not be written, however often it was tried. Nothing of it is lost while it stands here.",
  noLetters: "Nothing waits here.",
  lettersAdmin: "Only an admin can try them again or throw them away.",
  letterOf: (messages: number, key: string | null) =>
    `${plural(messages, "message", "messages")} from ${key ?? "a key that is gone"}`,
  attempts: (count: number) => `tried ${plural(count, "time", "times")}`,
  body: "What it holds",
  retry: "Try again",
  discard: "Throw away",
  discardSure: "Throw away for good",
  retried: "Written.",
  discarded: "Thrown away.",

  empty: "Nothing has arrived yet",
  emptyHelp:
    "Put the snippet into your website, or give a marketing tool the address and a key. Whatever comes in shows here at once: from where, through which channel, and what was refused.",
} as const;
