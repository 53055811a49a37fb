import type { Insight, ReasonGroup } from "../../shared/contract/index.ts";
import type { Match } from "./explain.ts";
import { points } from "./format.ts";

const people = (n: number) => (n === 1 ? "1 person" : `${n} people`);
const verdictsWaiting = (n: number) => (n === 1 ? "1 verdict" : `${n} verdicts`);

/** Every sentence of the panel. What strangers wrote is never among them. */
export const strings = {
  product: "Leadlight",
  settings: "Settings",
  fold: "Fold the panel",
  noName: "Name unknown",

  stageSince: (date: string) => `since ${date}`,
  ownerYou: "Owner: you",
  owner: "Owner:",
  noOwner: "No owner",

  flagsName: "To know first",
  flags: {
    customer: "Customer",
    open_deal: "Open deal",
    opted_out: "Opted out: do not email",
    disqualified: "Disqualified",
    unverified: "Address not verified",
    shared_address: "Shared address: several people read it",
  } as Record<string, string>,
  customerSince: (date: string) => `Customer since ${date}`,

  score: "Score",
  ofHundred: "/100",
  bandWord: "Band",
  bandMeaning: "Bands go from A, the best, to D",
  changed: (n: number) => (n === 0 ? "±0 this week" : `${n > 0 ? "▲" : "▼"}${Math.abs(n)} this week`),
  saidChange: (n: number) =>
    n === 0 ? "No change this week" : `${n > 0 ? "Up" : "Down"} ${Math.abs(n)} points this week`,
  causes: (causes: { label: string; points: number }[]) =>
    causes.map(({ label, points: n }) => `${label} ${points(n)}`).join(", "),
  updated: (age: string) => `Updated ${age}`,
  updatedNow: "Updated now",
  ago: " ago",
  start: (n: number) => `Start ${n}`,
  more: (n: number, sum: number) => `${n} more ${sum === 0 ? "±0" : points(sum)}`,
  why: (value: number) => `Why ${value}`,
  startRow: "Start: what every lead begins with",
  totalRow: "Score",
  scorecard: (name: string, version: number) => `By the scorecard "${name}", version ${version}`,
  probability: (percent: string) =>
    `Of 100 leads like this one, about ${percent.replace(/\s?%/, "")} become customers`,
  unknown: (labels: string[]) => `Unknown: ${labels.join(", ")}. Worth asking.`,

  account: "Account",
  accountLeads: (n: number) => (n === 1 ? "1 lead" : `${n} leads`),
  deal: (amount: string | null) => (amount === null ? "deal open" : `deal ${amount} open`),
  noDeal: "no open deal",

  persona: "Persona",
  match: { strong: "Strong match", fair: "Fair match", weak: "Weak match" } satisfies Record<Match, string>,
  becauseOf: "Because:",
  cares: "Cares:",
  say: "Say:",
  avoid: "Avoid:",

  content: "What to send",
  copyLink: "Copy link",
  copyLinkOf: (title: string) => `Copy link: ${title}`,
  copied: "Copied",
  copyFailed: "Copy it by hand:",
  nothingFits: "Nothing fits? Ask marketing",
  askLabel: "What would you send this lead if it existed?",
  ask: "Ask",
  cancel: "Cancel",
  askedMarketing: "Marketing will see this.",

  history: "History",
  allChannels: "All channels",
  channelFilter: "Channel",
  today: "Today",
  yesterday: "Yesterday",
  ours: "from us",
  first: (channel: string, date: string) => `First: ${channel}, ${date}`,
  moreTouches: (n: number) => `${n} more`,
  noTouches: "No touches yet",
  origin: (parts: string[]) => parts.join(" · "),
  source: (name: string) => `Source: ${name}`,
  campaign: (name: string) => `Campaign: ${name}`,
  added: (date: string) => `Added ${date}`,

  replies: "From marketing",
  marketing: "Marketing:",

  verdict: "Verdict",
  question: "Worth sales' time?",
  whatIsGood: 'What is "good"?',
  yes: "Yes, good lead",
  no: "No, because…",
  group: {
    not_now: "Not now",
    not_a_fit: "Not a fit",
    not_counted: "Not about quality",
  } satisfies Record<ReasonGroup, string>,
  /** What a reason of the group does to the lead. */
  effect: {
    not_now: "back to marketing",
    not_a_fit: "leaves the queue",
    not_counted: "not counted",
  } satisfies Record<ReasonGroup, string>,
  noReasons: "The reasons could not be loaded yet.",
  note: (reason: string) => `${reason}: say more`,
  noteReader: "Marketing sees this without your name.",
  save: "Save",
  back: "Back",
  otherReason: "Another reason",
  good: "Good lead",
  bad: "Not worth it",
  saved: "Saved",
  waiting: "Waiting to send",
  refused: (problem: string | null) => `Not accepted: ${problem ?? "no reason given"}`,
  notKept: "It could not be kept. Try again, or reload the page.",
  undo: "Undo",
  change: "Change",
  counts: (good: number, bad: number) => `All reps: ${good} good, ${bad} not`,
  keys: "In the panel: G for yes, B for no",

  notALeadYet: "Not a lead yet",
  addAsLead: "Add as lead",
  adding: "Adding…",
  lookUpAnother: "Look up another",
  lookUpLabel: "Address to look up",
  lookUp: "Look up",
  lookedUp: "You looked this up.",
  backToPage: "Back to the mail",

  whoIsIt: "Who is this about?",
  remembered: "Remembered for this thread",
  rememberedNext: "Your choice is remembered for this thread.",
  noLead: "not a lead",
  oneOf: (n: number) => `One of ${people(n)}`,
  switchPerson: "Switch",

  loading: "Loading",
  nobody: "Nobody from outside here",
  nobodyNext: "Open a mail from somebody outside your company.",
  colleague: "A colleague",
  colleagueNext: "Leadlight never asks about people of your own company.",
  notConnected: "Not connected yet",
  notConnectedNext:
    "Connect the extension to your company's Leadlight, and it shows here what marketing knows.",
  connect: "Connect",
  signedOut: "Your sign-in has ended",
  signedOutNext: "Connect again to go on.",
  reconnect: "Connect again",
  offline: "Offline",
  offlineNext:
    "Leadlight does not answer, and nothing is known of this person from before. It is tried again by itself.",
  offlineAsOf: (moment: string) => `Offline. As of ${moment}.`,
  errorAsOf: (moment: string) => `Leadlight failed. As of ${moment}.`,
  waitingSafe: (n: number) => `${verdictsWaiting(n)} waiting, kept safe.`,
  error: "That did not work",
  retry: "Try again",
  backgroundGone: "The extension does not answer. Reload the page.",

  saidLead: (insight: Insight, withBand: boolean) => {
    const { lead, score } = insight;
    const name = lead.name ?? lead.email ?? "";
    return withBand ? `${name}, score ${score.value}, band ${score.band}` : `${name}, customer`;
  },
  saidVerdict: (verdict: "good" | "bad" | "withdrawn") =>
    verdict === "good" ? "Good lead, noted" : verdict === "bad" ? "No, noted" : "Taken back",
};
