import { defaultReasons } from "../../shared/domain/feedback/groups.ts";
import type { TouchKindName } from "../../shared/domain/touches/kinds.ts";
import { type Campaign, type Channel, campaigns } from "./campaigns.ts";
import type { Company } from "./companies.ts";
import type { SampleLead } from "./leads.ts";
import { type DealPlan, type Event, type Plan, plan } from "./plan.ts";
import type { Random } from "./random.ts";
import type { Rep, Staff } from "./staff.ts";
import { DAY, HOUR, MINUTE } from "./time.ts";
import type { Trade } from "./titles.ts";
import { marketingTouches, type TouchRow, touch } from "./touches.ts";
import { asAdasVisitors } from "./visitors.ts";

/** The people whom a newcomer meets in the sample mailbox: the same on every day. */
export interface StoryLead extends Plan {
  readonly lead: SampleLead;
}

export interface Story {
  readonly companies: readonly Company[];
  readonly leads: readonly StoryLead[];
}

const companyList = [
  ["Analytical", "analytical.example", "Manufacturing", "GB", "english", null],
  ["Stale", "stale.example", "Retail", "US", "english", 60],
  ["Harbour Systems", "harbour-systems.example", "Logistics", "US", "english", 900],
  ["Laiterie du Châtelet", "laiterie-chatelet.example", "Food production", "FR", "french", 240],
  ["Orbit Bearings", "orbit-bearings.example", "Manufacturing", "US", "english", 1500],
  ["Deccan Spices", "deccan-spices.example", "Food production", "IN", "indian", 420],
  ["Hokuto Glass 北斗硝子", "hokuto-glass.example", "Manufacturing", "JP", "japanese", 650],
  ["Märkisches Technikum", "maerkisches-technikum.example", "Education", "DE", "german", 180],
] as const;

type Step = readonly [daysAgo: number, kind: TouchKindName, channel: Channel, title: string, path?: string];

/** 254 days in 34 touches: found by search, warmed by a webinar, and since this week in earnest. */
const adasSteps: readonly Step[] = [
  [254.002, "page_view", "Organic Search", "What an hour of downtime costs", "/blog/cost-of-downtime"],
  [254.001, "page_view", "Direct", "Downtime calculator", "/calculator"],
  [254, "form", "Direct", "Downtime calculator", "/calculator"],
  [253.9, "page_view", "Direct", "Product tour", "/product"],
  [230.2, "email_sent", "Email", "Five minutes on downtime"],
  [230, "email_open", "Email", "Five minutes on downtime"],
  [201.1, "email_sent", "Email", "Invitation: downtime, measured"],
  [201, "email_click", "Email", "Invitation: downtime, measured", "/webinars/downtime"],
  [200.9, "page_view", "Webinar", "Downtime, measured", "/webinars/downtime"],
  [190, "webinar", "Webinar", "Downtime, measured", "/webinars/downtime"],
  [
    189.8,
    "page_view",
    "Direct",
    "Customer story: three plants, one morning meeting",
    "/customers/three-plants",
  ],
  [150, "email_sent", "Email", "What auditors ask first"],
  [118, "email_sent", "Email", "New: shift handover"],
  [117.9, "email_open", "Email", "New: shift handover"],
  [88, "email_sent", "Email", "Three plants, one morning meeting"],
  [62, "download", "Direct", "Audit checklist", "/guides/audit-checklist"],
  [60, "email_sent", "Email", "Numbers your CFO will ask for"],
  [59.8, "email_open", "Email", "Numbers your CFO will ask for"],
  [30, "email_sent", "Email", "Five minutes on downtime"],
  [29.9, "email_open", "Email", "Five minutes on downtime"],
  [16.001, "return_visit", "Direct", "Came back to the site", "/"],
  [16, "page_view", "Direct", "One view of all sites", "/product/sites"],
  [15.999, "page_view", "Direct", "Downtime: causes and cures", "/blog/downtime"],
  [4.101, "return_visit", "Direct", "Came back to the site", "/"],
  [4.1, "pricing_view", "Direct", "Pricing", "/pricing"],
  [4.098, "page_view", "Direct", "Shift handover without paper", "/blog/shift-handover"],
  [2.201, "return_visit", "Direct", "Came back to the site", "/"],
  [2.2, "pricing_view", "Direct", "Pricing", "/pricing"],
  [2.198, "page_view", "Direct", "Customers", "/customers"],
  [1.1, "email_click", "Email", "Numbers your CFO will ask for", "/roi"],
];

/** What Ada did last, in minutes before now: the newest touches there are. */
const adasMorning: readonly (readonly [
  minutesAgo: number,
  kind: TouchKindName,
  title: string,
  path: string,
])[] = [
  [52, "pricing_view", "Pricing", "/pricing"],
  [48, "page_view", "One view of all sites", "/product/sites"],
  [44, "pricing_view", "Pricing", "/pricing"],
  [40, "demo_request", "Demo request", "/demo"],
];

const charlesSteps: readonly Step[] = [
  [140, "page_view", "Organic Search", "Pricing", "/pricing"],
  [139.99, "download", "Direct", "Pricing guide", "/guides/pricing"],
  [75, "email_open", "Email", "Numbers your CFO will ask for"],
  [26, "download", "Direct", "Business case, one page", "/templates/business-case"],
  [12, "email_click", "Email", "Numbers your CFO will ask for", "/roi"],
  [8, "email_reply", "Email", "Replied to sales"],
  [3.01, "return_visit", "Direct", "Came back to the site", "/"],
  [3, "pricing_view", "Direct", "Pricing", "/pricing"],
  [2.9, "page_view", "Direct", "Terms and invoicing", "/terms"],
];
const marysSteps: readonly Step[] = [
  [218, "event", "Events", "Visited our stand in Hannover"],
  [70, "email_open", "Email", "New: shift handover"],
  [21, "page_view", "Direct", "Shift handover without paper", "/blog/shift-handover"],
];
const samsSteps: readonly Step[] = [
  [310, "email_click", "Email", "Is downtime your biggest cost?", "/lp/maintenance"],
  [309.99, "page_view", "Direct", "Home", "/"],
  [280, "email_sent", "Email", "Five minutes on downtime"],
  [250, "email_sent", "Email", "New: shift handover"],
];

const campaignNamed = (name: string): Campaign | null => campaigns.find((each) => each.name === name) ?? null;

interface Character {
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly company: Company | null;
  readonly campaign: string;
  readonly daysAgo: number;
  readonly owner: Rep | null;
  readonly trade: Trade;
  readonly quality: number;
  readonly unsubscribes?: boolean;
}

/** The fixed characters, with everything that happened to them. */
export function story(random: Random, staff: Staff, id: () => string, now: number): Story {
  const companies = companyList.map(
    ([name, domain, industry, country, culture, employees]): Company => ({
      id: id(),
      name,
      domain,
      industry,
      country,
      culture,
      employees,
    }),
  );
  const at = (domain: string) => companies.find((company) => company.domain === domain) ?? null;
  const analytical = at("analytical.example");
  const { robin, reps } = staff;
  const [, , , miriam = robin, freya = robin] = reps;

  const make = ({ company, campaign, daysAgo, unsubscribes = false, ...rest }: Character): SampleLead => {
    const createdAt = Math.floor(now - daysAgo * DAY);
    const found = campaignNamed(campaign);
    return {
      ...rest,
      id: random.uuid(createdAt),
      mailKind: company ? "company" : "free",
      company,
      companyName: company?.name ?? null,
      campaign: found,
      source: found?.source ?? "Sales",
      attributes: {},
      keys: [],
      verified: true,
      unsubscribes,
      createdAt,
    };
  };
  const walk = (lead: SampleLead, steps: readonly Step[]): TouchRow[] =>
    steps.map(([daysAgo, kind, channel, title, path]) =>
      touch(random, lead, now - daysAgo * DAY, { kind, channel, title, path }, lead.campaign?.name ?? null),
    );
  const soon = (minutes: number) => Math.floor(now - minutes * MINUTE);
  const ago = (days: number) => Math.floor(now - days * DAY);
  const no = (reason: string, note: string | null) => {
    const found = defaultReasons.find((each) => each.id === reason);
    if (!found) throw new RangeError(reason);
    return { verdict: "bad", reason: found, note } as const;
  };

  const ada = make({
    name: "Ada Lovelace",
    email: "ada@analytical.example",
    title: "Head of Operations",
    company: analytical,
    campaign: "Downtime calculator",
    daysAgo: 254,
    owner: robin,
    trade: "operations",
    quality: 2,
  });
  const charles = make({
    name: "Charles Babbage",
    email: "charles@analytical.example",
    title: "Finance Director",
    company: analytical,
    campaign: "Pricing guide",
    daysAgo: 140,
    owner: robin,
    trade: "finance",
    quality: 1,
  });
  const mary = make({
    name: "Mary Somerville",
    email: "mary@analytical.example",
    title: "Maintenance Planner",
    company: analytical,
    campaign: "Hannover trade fair",
    daysAgo: 218,
    owner: robin,
    trade: "operations",
    quality: 0,
  });
  const sam = make({
    name: "Sam Stale",
    email: "sam@stale.example",
    title: "Office Assistant",
    company: at("stale.example"),
    campaign: "Summer list",
    daysAgo: 310,
    owner: robin,
    trade: "other",
    quality: -2,
  });
  const deal: DealPlan = { outcome: "open", amount: 4_800_000, currency: "EUR" };
  const charlesCalls = (days: number, title: string): TouchRow =>
    touch(random, charles, ago(days), { kind: "call", channel: "Calls", title }, null, robin.id);

  const fixed: StoryLead[] = [
    {
      lead: ada,
      touches: [...asAdasVisitors(walk(ada, adasSteps), now), ...adasNewest(ada.id, now)],
      events: [
        { at: soon(38), type: "qualified" },
        { at: soon(25), type: "seen", rep: miriam, site: "gmail" },
        { at: soon(24), type: "judged", rep: miriam, site: "gmail", opinion: { verdict: "good" } },
      ],
    },
    {
      lead: charles,
      touches: [
        ...walk(charles, charlesSteps),
        charlesCalls(60, "Call"),
        charlesCalls(31, "Call: budget round"),
      ],
      events: [
        { at: ago(66), type: "qualified" },
        { at: ago(62), type: "seen", rep: robin, site: "gmail" },
        { at: ago(61.99), type: "judged", rep: robin, site: "gmail", opinion: { verdict: "good" } },
        { at: ago(61), type: "accepted", rep: robin },
        { at: ago(40), type: "opportunity seen", rep: robin },
        { at: ago(33), type: "deal", stage: "Discovery", deal, closed: false },
        { at: ago(9), type: "deal", stage: "Proposal", deal, closed: false },
      ],
    },
    { lead: mary, touches: walk(mary, marysSteps), events: [] },
    { lead: sam, touches: walk(sam, samsSteps), events: [] },
  ];

  const drawn = (
    character: Omit<Character, "owner">,
    extra: readonly Event[],
    dealPlan: DealPlan | null = null,
  ): StoryLead => {
    const lead = make({ ...character, owner: robin });
    const usual = plan(random, lead, reps, dealPlan, now);
    // Robin's own verdicts are those that the story tells.
    const events = dealPlan
      ? usual.events
      : usual.events.filter((event) => event.type === "qualified" || ("rep" in event && event.rep !== robin));
    return {
      lead,
      touches: [...marketingTouches(random, lead, now), ...usual.touches],
      events: [...events, ...extra].sort((a, b) => a.at - b.at),
    };
  };
  const robinSaid = (days: number, opinion: ReturnType<typeof no> | { verdict: "good" }): Event[] => [
    { at: ago(days), type: "seen", rep: robin, site: "gmail" },
    { at: ago(days) + MINUTE, type: "judged", rep: robin, site: "gmail", opinion },
  ];

  return {
    companies,
    leads: [
      ...fixed,
      drawn(
        {
          name: "Grace Hopper",
          email: "grace.hopper@harbour-systems.example",
          title: "Head of IT",
          company: at("harbour-systems.example"),
          campaign: "Free trial",
          daysAgo: 19,
          trade: "it",
          quality: 1.2,
        },
        [],
      ),
      drawn(
        {
          name: "Émilie du Châtelet",
          email: "emilie@laiterie-chatelet.example",
          title: "Responsable qualité",
          company: at("laiterie-chatelet.example"),
          campaign: "Audit checklist",
          daysAgo: 48,
          trade: "quality",
          quality: 0.9,
        },
        robinSaid(12, no("bad_timing", "After the audit in spring, not before")),
      ),
      drawn(
        {
          name: "Katherine Johnson",
          email: "katherine@orbit-bearings.example",
          title: "VP Operations",
          company: at("orbit-bearings.example"),
          campaign: "Customer referral",
          daysAgo: 170,
          trade: "operations",
          quality: 2,
        },
        [],
        { outcome: "won", amount: 9_600_000, currency: "USD" },
      ),
      drawn(
        {
          name: "Srinivasa Ramanujan Iyengar-Krishnamurthy",
          email: "srinivasa@deccan-spices.example",
          title:
            "Senior Vice President, Global Manufacturing Operations, Continuous Improvement and Site Reliability (EMEA & APAC)",
          company: at("deccan-spices.example"),
          campaign: "LinkedIn, operations leads",
          daysAgo: 33,
          trade: "operations",
          quality: 0.8,
        },
        [],
      ),
      drawn(
        {
          name: "山田 陽子",
          email: "yoko.yamada@hokuto-glass.example",
          title: "Plant Manager",
          company: at("hokuto-glass.example"),
          campaign: "Spring webinar",
          daysAgo: 210,
          trade: "operations",
          quality: 0.3,
          unsubscribes: true,
        },
        [],
      ),
      drawn(
        {
          name: "Ines Kühn",
          email: "ines.kuehn@maerkisches-technikum.example",
          title: "Studentin Wirtschaftsingenieurwesen",
          company: at("maerkisches-technikum.example"),
          campaign: "Autumn webinar",
          daysAgo: 27,
          trade: "student",
          quality: -2.2,
        },
        [
          ...robinSaid(6, no("outsider", "Writing a thesis")),
          { at: ago(5), type: "seen", rep: freya, site: "gmail" },
        ],
      ),
      drawn(
        {
          name: "ليلى الحداد",
          email: "layla.alhaddad.sample@gmail.com",
          title: "Founder & CEO",
          company: null,
          campaign: "Demo form",
          daysAgo: 3,
          trade: "founder",
          quality: 0.4,
        },
        [],
      ),
    ],
  };
}

/**
 * Ada's newest touches, a demo request 40 minutes ago among them. Their ids are those of the day, so that adding
 * them again on the same day adds nothing.
 */
export function adasNewest(leadId: string, now: number): TouchRow[] {
  const day = Math.floor(now / DAY);
  return adasMorning.map(([minutesAgo, kind, title, path], index) => ({
    id: `ada-${day}-${index}`,
    leadId,
    at: now - minutesAgo * MINUTE,
    kind,
    direction: "theirs",
    channel: "Direct",
    title,
    url: `https://www.leadlight-sample.example${path}`,
    campaign: kind === "demo_request" ? "Demo form" : null,
    personId: null,
  }));
}

/** How old Ada's newest touch may be before a start of the sample gives her a new one. */
export const ADA_RESTS = 20 * HOUR;
