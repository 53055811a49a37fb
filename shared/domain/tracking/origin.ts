import { mediumOf, type Source } from "./channel.ts";
import { type Fields, lineOf } from "./fields.ts";
import { clickIds } from "./sources.ts";

/** Where a message says that its sender came from: GA4's source, medium and campaign, and what of it (`utm_content`). */
export interface Origin extends Source {
  readonly content: string | null;
}

export const direct = {
  source: "(direct)",
  medium: "(none)",
  campaign: null,
  content: null,
} as const satisfies Origin;

const unset = "(not set)";

/**
 * By the campaign in the context or the tags of the page's address; else the ad network's click id; else the page that
 * linked to it, unless it is of the same site. What a touch says itself is all that counts: one within a visit, from
 * page to page, is direct, whatever brought the visit.
 * @param own the properties
 * @param page of the context
 */
export function originOf(own: Fields, context: Fields, page: Fields): Origin {
  const address = page.text(["url"], 8_000) ?? own.text(["url"], 8_000);
  const url = address !== null && URL.canParse(address) ? new URL(address) : null;
  const query = new URLSearchParams(url?.search || page.text(["search"], 8_000) || "");
  const [utm, spec] = [context.within("campaign"), own.within("campaign")];
  const tag = (name: string, max: number, also: string[] = []): string | null =>
    utm.text([name, ...also], max) ??
    spec.text([name, ...also], max) ??
    lineOf(query.get(`utm_${name}`), max);
  const campaign = tag("campaign", 120, ["name"]);
  const content = tag("content", 120);
  const source = tag("source", 200)?.toLowerCase() ?? null;
  const medium = tag("medium", 200)?.toLowerCase() ?? null;
  const click = clickIds.find(({ parameter }) => query.has(parameter));
  if (source !== null || medium !== null || click)
    return {
      source: source ?? click?.source ?? unset,
      medium: medium ?? click?.medium ?? unset,
      campaign,
      content,
    };
  const referrer = hostOf(page.text(["referrer"], 8_000) ?? own.text(["referrer"], 8_000));
  if (referrer !== null && !isOneSite(referrer, url?.hostname ?? null))
    return { source: referrer, medium: mediumOf(referrer), campaign, content };
  return campaign === null ? { ...direct, content } : { source: unset, medium: unset, campaign, content };
}

/** The host of a referrer, without `www.`; of an app, its name. */
function hostOf(referrer: string | null): string | null {
  if (referrer === null || !/^(https?|android-app|ios-app):\/\//i.test(referrer) || !URL.canParse(referrer))
    return null;
  return new URL(referrer).hostname.toLowerCase().replace(/^www\./, "") || null;
}

/** Second halves of domains that anybody can have a domain below. */
const shared =
  /^(co|com|org|net|gov|edu|ac|or|ne|go|gob|gouv|nom|github|gitlab|netlify|vercel|pages|web|herokuapp|blogspot|wordpress|myshopify)\./;

/** Whether two hosts are of one site, as `shop.acme.example` and `www.acme.example` are. */
export function isOneSite(one: string, other: string | null): boolean {
  if (other === null) return false;
  const [a, b] = [one, other.toLowerCase()].map(siteOf);
  return a === b;
}

function siteOf(host: string): string {
  if (/^[\d.]+$|:/.test(host)) return host;
  const labels = host.split(".");
  const two = labels.slice(-2).join(".");
  return shared.test(two) && labels.length > 2 ? labels.slice(-3).join(".") : two;
}
