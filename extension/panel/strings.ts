import type { Insight, ReasonGroup, TimelineTouch } from "../../shared/contract/index.ts";
import { stageLabel } from "../../shared/domain/stages/stages.ts";
import type { Match } from "./explain.ts";
import { points } from "./format.ts";

const people = (n: number) => (n === 1 ? "1 person" : `${n} people`);
const touchesOf = (n: number) => (n === 1 ? "1 touch" : `${n} touches`);
const verdictsWaiting = (n: number) => (n === 1 ? "1 verdict" : `${n} verdicts`);

/** Every sentence of the panel. What strangers wrote is never among them. */
export const strings = {
  product: "Leadlight",
  settings: "Settings",
  fold: "Fold the panel",
  toSide: "Show at the browser's side",
  backBeside: "Back beside the page",
  followsPage: (siteName: string) => `Of the page in front: ${siteName}`,
  lookSomebodyUp: "Look somebody up",
  notRead: "Leadlight does not read this page.",
  readPage: "Read this page",
  readRefused:
    "The browser does not let Leadlight read this page yet. Click on Leadlight's button in the toolbar, then it may. The browser's own pages are never read.",
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
    /** Of an unverified lead of which nothing is known but that. */
    only_claimed: "Nobody has confirmed this address",
    shared_address: "Shared address: several people read it",
  } as Record<string, string>,
  customerSince: (date: string) => `Customer since ${date}`,

  claims: "To confirm",
  unconfirmed: "Unconfirmed:",
  /** What was done with the lead's address, by the kind of touch that came with it; its title stands between. */
  claimed: (
    kind: string | null,
    title: string | null,
  ): [before: string, title: string | null, after: string] => {
    switch (kind) {
      case "demo_request":
        return ["demo asked", null, "with this address"];
      case "trial":
        return ["trial started", null, "with this address"];
      case "chat":
        return ["chat begun", null, "with this address"];
      case "form":
        return ["form", title, "sent with this address"];
      case "download":
        return [title === null ? "file" : "", title, "downloaded with this address"];
      case "webinar_signup":
        return [title === null ? "sign-up for a webinar" : "sign-up for", title, "with this address"];
      default:
        return ["", null, "somebody gave this address"];
    }
  },
  visitorsTouches: (n: number) => `${touchesOf(n)} by this visitor. Nothing counts until it is confirmed.`,
  wasThem: "It was them",
  wasOther: "Somebody else",
  savingDecision: { confirmed: "It was them. Saving…", refused: "Somebody else. Saving…" },
  savedDecision: {
    confirmed: "Confirmed. What this visitor did is theirs now.",
    refused: "Noted: it was somebody else. It counts for nothing.",
  },
  notDecided: (problem: string) => `Not saved: ${problem}`,

  inSequence: "In",
  nextMail: (when: string) => `next mail ${when}`,
  lowerToday: "today",
  lowerTomorrow: "tomorrow",
  sequences: "Sequences of marketing",

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
  older: "Older",
  loadingOlder: "Loading…",
  historyOffline: "Offline: what is older could not be loaded.",
  onlyCounted: (n: number) => (n === 1 ? "1 older one is only counted" : `${n} older ones are only counted`),
  lookedBack: (date: string) => `Looked back to ${date}`,
  noneBy: (channel: string) => `Nothing by ${channel}`,
  saidLoaded: (n: number, isEnd: boolean) =>
    [n > 0 ? `${touchesOf(n)} more` : "Nothing found", ...(isEnd ? ["that is all"] : [])].join(", "),
  saidChannel: (channel: string | null, n: number) => `${touchesOf(n)} by ${channel ?? "all channels"}`,
  beforeKnown: "Before we knew them",
  mark: (mark: TimelineTouch["marks"][number]) =>
    mark === "first"
      ? "First touch"
      : mark === "inquiry"
        ? "Became a lead"
        : `Last before ${stageLabel(mark)}`,
  noTouches: "No touches yet",
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
  backToRecord: "Back to the record",
  backToCompany: "Back to the company",
  rememberedForRecord: "Remembered here",
  addressOf: "The address on this page belongs to",
  showOther: "Show",
  notTrusted: (tenant: string) => `Record ids of ${tenant} are not kept. Trust it in Settings.`,
  noAddress: "This record shows no address to add.",

  whoToTalkTo: "Who to talk to",
  shownOf: (n: number, all: number) => `${n} of ${all}: who stands best, and the newest.`,
  alsoHere: "Also on this page",
  onThisPage: "On this page",
  nobodyKnown: "Nobody known here",
  noLeadAt: "No lead works at",
  noDomain: "The page names no address or domain of this company.",
  add: "Add",
  addOf: (name: string) => `Add as lead: ${name}`,

  whoIsIt: "Who is this about?",
  remembered: "Remembered for this thread",
  rememberedNext: "Your choice is remembered for this thread.",
  noLead: "not a lead",
  oneOf: (n: number) => `One of ${people(n)}`,
  switchPerson: "Switch",

  loading: "Loading",
  nobody: "Nobody from outside here",
  nobodyNext: "Open a mail from somebody outside your company, or a record of theirs.",
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
    if (withBand) return `${name}, score ${score.value}, band ${score.band}`;
    return insight.flags.includes("customer") ? `${name}, customer` : `${name}, not confirmed`;
  },
  saidVerdict: (verdict: "good" | "bad" | "withdrawn") =>
    verdict === "good" ? "Good lead, noted" : verdict === "bad" ? "No, noted" : "Taken back",
};
