import type { TouchKindName } from "../../shared/domain/touches/kinds.ts";
import type { Draws } from "./titles.ts";

/**
 * The nine channels that the sample's touches come through: GA4's groups, and three that a file of touches brought from
 * where nobody clicks.
 */
export const channels = [
  "Direct",
  "Organic Search",
  "Email",
  "Webinar",
  "Paid Search",
  "Paid Social",
  "Events",
  "Referral",
  "Calls",
] as const;
export type Channel = (typeof channels)[number];

/** A touch as a campaign plans it. */
export interface Planned {
  readonly kind: TouchKindName;
  readonly channel: Channel;
  readonly title: string;
  readonly path?: string;
}

export interface Campaign {
  readonly name: string;
  readonly source: string;
  /** Of all leads. */
  readonly share: number;
  /** Added to the hidden quality of its leads. */
  readonly quality: number;
  /** How a lead first heard of us; left out where the first contact is the entry itself. */
  readonly before: Planned | null;
  /** What made somebody known to us. */
  readonly entry: Planned;
  /** Days ago from which and until which it ran. */
  readonly ran: readonly [from: number, until: number];
  /** Who it draws more than the others do, by how many times. */
  readonly draws: Draws;
  /** Reasons that sales gives more often for its leads, by how many times. */
  readonly reasons: Readonly<Record<string, number>>;
}

const planned = (kind: TouchKindName, channel: Channel, title: string, path?: string): Planned => ({
  kind,
  channel,
  title,
  path,
});
const search = (title: string, path = "/"): Planned => planned("page_view", "Organic Search", title, path);

export const campaigns: readonly Campaign[] = [
  {
    name: "Demo form",
    source: "Website",
    share: 11,
    quality: 1,
    before: search("Leadlight Works: one view of all sites"),
    entry: planned("demo_request", "Direct", "Demo request", "/demo"),
    ran: [365, 0],
    draws: { operations: 2, founder: 1.3 },
    reasons: { no_budget: 1.6, bad_timing: 1.4 },
  },
  {
    name: "Pricing guide",
    source: "Website",
    share: 8,
    quality: 0.8,
    before: search("Pricing", "/pricing"),
    entry: planned("download", "Direct", "Pricing guide", "/guides/pricing"),
    ran: [365, 0],
    draws: { finance: 2.5 },
    reasons: { no_budget: 2.5 },
  },
  {
    name: "Autumn webinar",
    source: "Webinar",
    share: 10,
    quality: -0.9,
    before: planned("email_click", "Email", "Invitation: audits without the paper", "/webinars/audits"),
    entry: planned("webinar_signup", "Webinar", "Audits without the paper", "/webinars/audits"),
    ran: [110, 8],
    draws: { student: 14, quality: 2 },
    reasons: { outsider: 6, low_intent: 2, wrong_persona: 1.4 },
  },
  {
    name: "Spring webinar",
    source: "Webinar",
    share: 8,
    quality: 0.1,
    before: planned("email_click", "Email", "Invitation: downtime, measured", "/webinars/downtime"),
    entry: planned("webinar_signup", "Webinar", "Downtime, measured", "/webinars/downtime"),
    ran: [270, 170],
    draws: { operations: 1.6 },
    reasons: { low_intent: 1.8, bad_timing: 1.5 },
  },
  {
    name: "Audit checklist",
    source: "Search",
    share: 9,
    quality: 0.4,
    before: search("How to prepare a site audit", "/blog/site-audit"),
    entry: planned("download", "Direct", "Audit checklist", "/guides/audit-checklist"),
    ran: [365, 0],
    draws: { quality: 4 },
    reasons: { low_intent: 1.6, wrong_persona: 1.3 },
  },
  {
    name: "Downtime calculator",
    source: "Search",
    share: 8,
    quality: 0.6,
    before: search("What an hour of downtime costs", "/blog/cost-of-downtime"),
    entry: planned("form", "Direct", "Downtime calculator", "/calculator"),
    ran: [330, 0],
    draws: { operations: 2, finance: 1.5 },
    reasons: { no_budget: 1.5 },
  },
  {
    name: "Search ads, brand",
    source: "Ads",
    share: 5,
    quality: 0.5,
    before: planned("ad_click", "Paid Search", "Leadlight Works, official site", "/"),
    entry: planned("form", "Direct", "Contact form", "/contact"),
    ran: [365, 0],
    draws: {},
    reasons: { customer: 2.5, duplicate: 2 },
  },
  {
    name: "Search ads, maintenance software",
    source: "Ads",
    share: 7,
    quality: -0.5,
    before: planned("ad_click", "Paid Search", "Maintenance software for plants", "/lp/maintenance"),
    entry: planned("download", "Direct", "Buyer's guide to maintenance software", "/guides/buyers-guide"),
    ran: [300, 0],
    draws: { it: 1.6, other: 2 },
    reasons: { not_our_market: 2.5, low_intent: 1.6, no_need: 1.5 },
  },
  {
    name: "LinkedIn, operations leads",
    source: "Social",
    share: 8,
    quality: 0,
    before: planned("ad_click", "Paid Social", "Three plants, one morning meeting", "/lp/one-view"),
    entry: planned("form", "Paid Social", "Lead form: one view of all sites"),
    ran: [240, 0],
    draws: { operations: 3 },
    reasons: { unreachable: 2, bad_timing: 1.3 },
  },
  {
    name: "Hannover trade fair",
    source: "Event",
    share: 7,
    quality: 0.2,
    before: null,
    entry: planned("event", "Events", "Visited our stand in Hannover"),
    ran: [222, 214],
    draws: { operations: 1.6, founder: 1.5, other: 1.4 },
    reasons: { unreachable: 2.5, bad_data: 1.5 },
  },
  {
    name: "Customer referral",
    source: "Referral",
    share: 4,
    quality: 1.3,
    before: null,
    entry: planned("form", "Referral", "Recommended by a customer", "/referral"),
    ran: [365, 0],
    draws: { founder: 1.6 },
    reasons: { bad_timing: 2 },
  },
  {
    name: "Newsletter",
    source: "Email",
    share: 5,
    quality: -0.1,
    before: search("Maintenance glossary", "/glossary"),
    entry: planned("form", "Direct", "Newsletter sign-up", "/newsletter"),
    ran: [365, 0],
    draws: {},
    reasons: { low_intent: 2.4 },
  },
  {
    name: "Free trial",
    source: "Website",
    share: 5,
    quality: 0.7,
    before: search("Try it with your own plant", "/trial"),
    entry: planned("trial", "Direct", "Started a trial", "/trial"),
    ran: [200, 0],
    draws: { it: 2.5, founder: 1.8 },
    reasons: { no_need: 1.6 },
  },
  {
    name: "Summer list",
    source: "List",
    share: 4.5,
    quality: -1,
    before: null,
    entry: planned("email_click", "Email", "Is downtime your biggest cost?", "/lp/maintenance"),
    ran: [160, 90],
    draws: { other: 2 },
    reasons: { bad_data: 3, unreachable: 2, not_our_market: 2 },
  },
  {
    name: "Partner list",
    source: "Partner",
    share: 0.55,
    quality: -0.6,
    before: null,
    entry: planned("other", "Referral", "Handed over by Hartwell & Co."),
    ran: [50, 4],
    draws: {},
    reasons: { bad_data: 2, not_our_market: 2 },
  },
];

/** Where leads come from that no campaign brought. */
export const withoutCampaign = { source: "Sales", share: 3 } as const;
