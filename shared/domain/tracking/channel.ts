import { aiHosts, categoryOf } from "./sources.ts";

/**
 * GA4's default channel groups, as Google documents them for manual traffic (support.google.com/analytics/answer/9756891,
 * read 2026-11-20): the first rule that holds. docs/channels.md is the same as a table.
 */

/** Where somebody came from. Lower case; `(direct)` and `(none)` where nothing says it. */
export interface Source {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string | null;
}

const paid = /^(.*cp.*|ppc|retargeting|paid.*)$/;
const shopping = /^(.*(([^a-df-z]|^)shop|shopping).*)$/;
const display = new Set(["display", "banner", "expandable", "interstitial", "cpm"]);
const social = new Set(["social", "social-network", "social-media", "sm", "social network", "social media"]);
const email = /^(email|e-mail|e_mail|e mail)$/;

type Rule = (of: {
  source: string;
  medium: string;
  campaign: string;
  site: ReturnType<typeof categoryOf>;
}) => boolean;

export const channelRules = {
  Direct: ({ source, medium }) => source === "(direct)" && (medium === "(none)" || medium === "(not set)"),
  "Cross-network": ({ campaign }) => campaign.includes("cross-network"),
  "Paid Shopping": ({ site, medium, campaign }) =>
    (site === "shopping" || shopping.test(campaign)) && paid.test(medium),
  "Paid Search": ({ site, medium }) => site === "search" && paid.test(medium),
  "Paid Social": ({ site, medium }) => site === "social" && paid.test(medium),
  "Paid Video": ({ site, medium }) => site === "video" && paid.test(medium),
  Display: ({ medium }) => display.has(medium),
  "Paid Other": ({ medium }) => paid.test(medium),
  "Organic Shopping": ({ site, campaign }) => site === "shopping" || shopping.test(campaign),
  "Organic Social": ({ site, medium }) => site === "social" || social.has(medium),
  "Organic Video": ({ site, medium }) => site === "video" || /^.*video.*$/.test(medium),
  "Organic Search": ({ site, medium }) => site === "search" || medium === "organic",
  "AI Assistant": ({ medium }) => medium === "ai-assistant",
  Referral: ({ medium }) => medium === "referral" || medium === "app" || medium === "link",
  Email: ({ source, medium }) => email.test(source) || email.test(medium),
  Affiliates: ({ medium }) => medium === "affiliate" || medium === "affiliates",
  Audio: ({ medium }) => medium === "audio",
  SMS: ({ source, medium }) => source === "sms" || medium === "sms",
  "Mobile Push Notifications": ({ source, medium }) =>
    medium.endsWith("push") ||
    medium.includes("mobile") ||
    medium.includes("notification") ||
    source === "firebase",
} as const satisfies Record<string, Rule>;

export type Channel = keyof typeof channelRules | "Unassigned";

/** The channel group of a source; `Unassigned` where no rule holds. */
export function channelOf({ source, medium, campaign }: Source): Channel {
  const of = { source, medium, campaign: campaign?.toLowerCase() ?? "", site: categoryOf(source) };
  for (const [channel, holds] of Object.entries(channelRules)) if (holds(of)) return channel as Channel;
  return "Unassigned";
}

/** What a link to us without any tags, on a page of this host, counts as. */
export function mediumOf(host: string): string {
  if (aiHosts.has(host)) return "ai-assistant";
  return categoryOf(host) === "search" ? "organic" : "referral";
}
