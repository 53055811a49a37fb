import { type TouchKindName, touchKinds } from "../../shared/domain/touches/kinds.ts";
import type { touches } from "../db/schema.ts";
import type { Channel, Planned } from "./campaigns.ts";
import type { SampleLead } from "./leads.ts";
import { logistic, type Random } from "./random.ts";
import { atWork, DAY, HOUR, MINUTE } from "./time.ts";
import type { Trade } from "./titles.ts";

export type TouchRow = typeof touches.$inferInsert;

export const SITE = "https://www.leadlight-sample.example";

/** A touch of a lead. Who of us acted stands in `personId`; kinds tell the direction. */
export function touch(
  random: Random,
  lead: Pick<SampleLead, "id">,
  at: number,
  { kind, channel, title, path }: Planned,
  campaign: string | null = null,
  personId: string | null = null,
): TouchRow {
  const moment = Math.floor(at);
  return {
    id: random.shortId(moment),
    leadId: lead.id,
    at: moment,
    kind,
    direction: touchKinds[kind].direction,
    channel,
    title,
    url: path === undefined ? null : SITE + path,
    campaign,
    personId,
  };
}

const page = (title: string, path: string): Planned => ({
  kind: "page_view",
  channel: "Direct",
  title,
  path,
});
const pricing: Planned = { kind: "pricing_view", channel: "Direct", title: "Pricing", path: "/pricing" };
const returning: Planned = {
  kind: "return_visit",
  channel: "Direct",
  title: "Came back to the site",
  path: "/",
};
const of = (kind: TouchKindName, channel: Channel, title: string, path?: string): Planned => ({
  kind,
  channel,
  title,
  path,
});

/** What everybody reads, and what one kind of work reads more. */
const pages = [
  page("Home", "/"),
  page("Product tour", "/product"),
  page("Customers", "/customers"),
  page("How it works", "/how-it-works"),
  page("About us", "/about"),
];
const pagesFor: Readonly<Record<Trade, readonly Planned[]>> = {
  operations: [
    page("One view of all sites", "/product/sites"),
    page("Downtime: causes and cures", "/blog/downtime"),
    page("Shift handover without paper", "/blog/shift-handover"),
    page("Customer story: three plants, one morning meeting", "/customers/three-plants"),
  ],
  quality: [
    page("Audit trail", "/product/audit-trail"),
    page("How to prepare a site audit", "/blog/site-audit"),
    page("ISO 9001 with fewer folders", "/blog/iso-9001"),
  ],
  finance: [
    page("Return on investment", "/roi"),
    page("What an hour of downtime costs", "/blog/cost-of-downtime"),
    page("Terms and invoicing", "/terms"),
  ],
  it: [
    page("Security", "/security"),
    page("Integration with SAP and others", "/integrations"),
    page("API documentation", "/docs/api"),
    page("Single sign-on", "/docs/sso"),
  ],
  founder: [page("For small plants", "/small"), page("Getting started in a week", "/start")],
  other: [page("Jobs", "/jobs"), page("Press", "/press"), page("Blog", "/blog")],
  student: [page("Jobs", "/jobs"), page("Blog", "/blog"), page("Glossary", "/glossary")],
};

const downloads = [
  of("download", "Direct", "Audit checklist", "/guides/audit-checklist"),
  of("download", "Direct", "Downtime workbook", "/guides/downtime-workbook"),
  of("download", "Direct", "Security white paper", "/guides/security"),
];
const webinars = [
  of("webinar", "Webinar", "Downtime, measured", "/webinars/downtime"),
  of("webinar", "Webinar", "Audits without the paper", "/webinars/audits"),
  of("webinar", "Webinar", "From three systems to one", "/webinars/three-systems"),
];
const letters = [
  ["Five minutes on downtime", "/blog/downtime"],
  ["What auditors ask first", "/blog/site-audit"],
  ["New: shift handover", "/blog/shift-handover"],
  ["Three plants, one morning meeting", "/customers/three-plants"],
  ["Numbers your CFO will ask for", "/roi"],
] as const;

/** Everything that a lead did, and that our machines sent, in the order in which it is made up. */
export function marketingTouches(random: Random, lead: SampleLead, now: number): TouchRow[] {
  const { campaign, createdAt } = lead;
  const made: TouchRow[] = [];
  const add = (at: number, planned: Planned, name: string | null = null) => {
    if (at < now) made.push(touch(random, lead, at, planned, name));
  };
  // Some people leave ten times the traces that others do.
  const busy = Math.exp(0.55 * random.normal() + 0.3 * lead.quality - 0.15);

  if (campaign?.before)
    add(createdAt - random.between(3 * MINUTE, 40 * MINUTE), campaign.before, campaign.name);
  if (campaign) add(createdAt, campaign.entry, campaign.name);
  else add(createdAt, of("other", "Calls", "Added by sales"));
  if (campaign?.entry.kind === "webinar_signup" && random.chance(0.3 + 0.3 * logistic(lead.quality))) {
    const attended = createdAt + random.between(2, 12) * DAY;
    add(attended, { ...campaign.entry, kind: "webinar" }, campaign.name);
  }

  visits(random, lead, busy, now, add);
  letterTouches(random, lead, now, add);

  if (random.chance(0.16 * busy)) add(createdAt + random.wait(40 * DAY), random.pick(downloads));
  if (random.chance(0.14 * busy)) add(createdAt + random.wait(50 * DAY), random.pick(webinars));
  if (random.chance(0.1 * busy))
    add(createdAt + random.wait(20 * DAY), of("chat", "Direct", "Chat: question about sites", "/product"));
  if (random.chance(0.1 * logistic(lead.quality) * busy))
    add(createdAt + random.wait(30 * DAY), of("demo_request", "Direct", "Demo request", "/demo"));
  if (random.chance(0.12))
    add(
      createdAt + random.wait(60 * DAY),
      of("ad_click", "Paid Social", "Customer story: three plants", "/customers/three-plants"),
    );
  if (random.chance(0.04))
    add(createdAt + random.wait(70 * DAY), of("event", "Referral", "Partner day at Hartwell & Co."));
  if (lead.unsubscribes) {
    const left = createdAt + random.wait(50 * DAY);
    if (left < now) {
      const stays = made.filter(({ at, kind }) => at <= left || !kind.startsWith("email_"));
      return [...stays, touch(random, lead, left, of("unsubscribe", "Email", "Unsubscribed from all mail"))];
    }
  }
  return made;
}

type Add = (at: number, planned: Planned, campaign?: string | null) => void;

/** Sessions on the web site: thick at the start, thinning out, and now and then alive again. */
function visits(random: Random, lead: SampleLead, busy: number, now: number, add: Add): void {
  const sessions = 1 + random.poisson(3.6 * busy);
  const wakes = random.chance(0.28) ? random.between(lead.createdAt, now) : lead.createdAt;
  const liked = pagesFor[lead.trade];
  for (let session = 0; session < sessions; session += 1) {
    const from = session > 1 && random.chance(0.5) ? wakes : lead.createdAt;
    let at =
      session === 0
        ? lead.createdAt + random.between(1, 9) * MINUTE
        : atWork(random, from + random.wait(24 * DAY));
    if (session > 0 && at - lead.createdAt > 6 * HOUR) add(at - 5_000, returning);
    for (let views = 1 + random.poisson(1.9); views > 0; views -= 1) {
      const interested = random.chance(0.16 + 0.16 * logistic(lead.quality));
      add(at, interested ? pricing : random.pick(random.chance(0.6) ? liked : pages));
      at += random.between(0.4, 4) * MINUTE;
    }
  }
}

/** The newsletter, and what its readers do with it. */
function letterTouches(random: Random, lead: SampleLead, now: number, add: Add): void {
  if (lead.email === null) return;
  const reads = 0.34 * logistic(lead.quality + 0.4) + 0.12;
  for (
    let sent = lead.createdAt + random.between(1, 20) * DAY;
    sent < now;
    sent += random.between(26, 40) * DAY
  ) {
    const [subject, path] = random.pick(letters);
    add(sent, of("email_sent", "Email", subject), "Newsletter");
    if (!random.chance(reads)) continue;
    const opened = sent + random.wait(9 * HOUR);
    add(opened, of("email_open", "Email", subject), "Newsletter");
    if (random.chance(0.35))
      add(opened + random.between(0.2, 3) * MINUTE, of("email_click", "Email", subject, path), "Newsletter");
  }
}

/** What a rep does and gets back, from the first contact on; ends where it goes nowhere. */
export function salesTouches(
  random: Random,
  lead: SampleLead,
  repId: string,
  from: number,
  keen: number,
  now: number,
): TouchRow[] {
  const made: TouchRow[] = [];
  const add = (at: number, planned: Planned, personId: string | null = repId) => {
    if (at < now) made.push(touch(random, lead, at, planned, null, personId));
  };
  let at = atWork(random, from + random.wait(1.2 * DAY));
  for (let round = 0; round < 1 + 5 * keen; round += 1) {
    if (lead.email !== null && random.chance(0.6)) {
      add(at, of("email_sent", "Email", round === 0 ? "First mail from sales" : "Mail from sales"));
      if (random.chance(0.15 + 0.4 * keen))
        add(at + random.wait(DAY), of("email_reply", "Email", "Replied to sales"), null);
    } else add(at, of("call", "Calls", random.chance(0.5) ? "Call, nobody there" : "Call"));
    if (round > 0 && random.chance(0.5 * keen))
      add(atWork(random, at + 3 * DAY), of("meeting", "Calls", "Meeting: walk through one plant"));
    at = atWork(random, at + random.between(2, 9) * DAY);
  }
  return made;
}
