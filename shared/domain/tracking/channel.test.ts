import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Channel, channelOf, channelRules } from "./channel.ts";

/** Row by row what Google documents: source, medium, campaign, channel. */
const rows: [source: string, medium: string, campaign: string | null, channel: Channel][] = [
  ["(direct)", "(none)", null, "Direct"],
  ["(direct)", "(not set)", null, "Direct"],
  ["google", "cpc", "Summer Cross-network", "Cross-network"],
  ["google", "organic", "cross-network", "Cross-network"],
  ["amazon", "cpc", null, "Paid Shopping"],
  ["www.amazon.co.uk", "retargeting", null, "Paid Shopping"],
  ["newsletter", "ppc", "spring-shop", "Paid Shopping"],
  ["newsletter", "paid", "Shopping week", "Paid Shopping"],
  ["google", "cpc", null, "Paid Search"],
  ["google", "ppc", "workshop", "Paid Search"],
  ["bing", "paidsearch", "eshop", "Paid Shopping"],
  ["duckduckgo.com", "cpm", null, "Paid Search"],
  ["facebook", "paid_social", null, "Paid Social"],
  ["linkedin", "cpc", null, "Paid Social"],
  ["lnkd.in", "retargeting", null, "Paid Social"],
  ["youtube", "cpv", null, "Paid Video"],
  ["youtube", "cpc", null, "Paid Video"],
  ["vimeo.com", "paid-video", null, "Paid Video"],
  ["news.example", "display", null, "Display"],
  ["news.example", "banner", null, "Display"],
  ["news.example", "expandable", null, "Display"],
  ["news.example", "interstitial", null, "Display"],
  ["news.example", "cpm", null, "Display"],
  ["news.example", "cpc", null, "Paid Other"],
  ["news.example", "ppc", null, "Paid Other"],
  ["news.example", "retargeting", null, "Paid Other"],
  ["news.example", "paid-newsletter", null, "Paid Other"],
  ["ebay.de", "referral", null, "Organic Shopping"],
  ["partner", "link", "shopping guide", "Organic Shopping"],
  ["facebook.com", "referral", null, "Organic Social"],
  ["l.facebook.com", "referral", null, "Organic Social"],
  ["team", "social", null, "Organic Social"],
  ["team", "social-network", null, "Organic Social"],
  ["team", "social-media", null, "Organic Social"],
  ["team", "sm", null, "Organic Social"],
  ["team", "social network", null, "Organic Social"],
  ["team", "social media", null, "Organic Social"],
  ["youtube.com", "referral", null, "Organic Video"],
  ["partner", "webvideo", null, "Organic Video"],
  ["google", "organic", null, "Organic Search"],
  ["google.com.br", "referral", null, "Organic Search"],
  ["intranet", "organic", null, "Organic Search"],
  ["chatgpt.com", "ai-assistant", null, "AI Assistant"],
  ["blog.example", "referral", null, "Referral"],
  ["reader", "app", null, "Referral"],
  ["partner", "link", null, "Referral"],
  ["email", "autumn", null, "Email"],
  ["mailing", "email", null, "Email"],
  ["mailing", "e-mail", null, "Email"],
  ["mailing", "e_mail", null, "Email"],
  ["mailing", "e mail", null, "Email"],
  ["partner", "affiliate", null, "Affiliates"],
  ["partner", "affiliates", null, "Affiliates"],
  ["podcast", "audio", null, "Audio"],
  ["sms", "autumn", null, "SMS"],
  ["tool", "sms", null, "SMS"],
  ["tool", "webpush", null, "Mobile Push Notifications"],
  ["tool", "mobile", null, "Mobile Push Notifications"],
  ["tool", "app-notification", null, "Mobile Push Notifications"],
  ["firebase", "autumn", null, "Mobile Push Notifications"],
  ["(direct)", "flyer", null, "Unassigned"],
  ["flyer", "print", null, "Unassigned"],
  ["(not set)", "(not set)", "Autumn", "Unassigned"],
  ["notgoogle.example", "partner", null, "Unassigned"],
];

describe("channelOf", () => {
  it.each(rows)("%s / %s / %s is %s", (source, medium, campaign, channel) => {
    expect(channelOf({ source, medium, campaign })).toBe(channel);
  });

  it("has a row for every channel", () => {
    const seen = new Set(rows.map(([, , , channel]) => channel));
    for (const channel of [...Object.keys(channelRules), "Unassigned"]) expect(seen).toContain(channel);
  });

  it("is the table in docs/channels.md, in its order", () => {
    const doc = readFileSync(new URL("../../../docs/channels.md", import.meta.url), "utf8");
    const channels = [...doc.matchAll(/^\| \*\*(.+?)\*\* \|/gm)].map(([, channel]) => channel);
    expect(channels).toEqual([...Object.keys(channelRules), "Unassigned"]);
  });
});
