import type { Insight } from "../../shared/contract/index.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** An insight with something in every place, for tests: `now` is when it is looked at. */
export function sampleInsight(now: number): Insight {
  const touch = (
    n: number,
    ago: number,
    kind: string,
    channel: string,
    title: string,
    direction: "theirs" | "ours" = "theirs",
  ) => ({ id: `t${n}`, at: now - ago, kind, channel, title, direction });
  return {
    lead: {
      id: "ada",
      email: "ada@analytical.example",
      name: "Ada Lovelace",
      title: "Head of Operations",
      company: "Analytical",
      domain: "analytical.example",
      source: "Search",
      campaign: "Demo form",
      owner: { id: "p1", name: "Rosa Rep", you: true },
      createdAt: now - 90 * day,
    },
    stage: { name: "mql", since: now - 3 * day },
    score: {
      value: 82,
      band: "A",
      change7d: {
        points: 14,
        causes: [
          { signal: "demo", label: "Demo request", points: 18 },
          { signal: "cooling", label: "Cooling", points: -4 },
        ],
      },
      computedAt: now,
      scorecard: { version: 3, name: "Default" },
      reasons: [
        { signal: "start", label: "Start", points: 20 },
        { signal: "demo", label: "Asked for a demo 40 min ago", points: 18 },
        {
          signal: "pricing",
          label: "Read Pricing 4× this week",
          points: 14,
          evidence: "Last time today, 10:41",
        },
        { signal: "seniority", label: "Head of Operations", points: 12, evidence: "Title" },
        { signal: "webinar", label: "No webinar since May", points: -4 },
        { signal: "size", label: "Industry: software", points: 8 },
        { signal: "return", label: "Came back on 3 days", points: 6 },
        { signal: "country", label: "Germany", points: 4 },
        { signal: "email", label: "Company address", points: 3 },
        { signal: "click", label: "Clicked 2 mails", points: 3 },
        { signal: "personal", label: "Phone number given", points: 1 },
        { signal: "stale", label: "Form 3 months old", points: -3 },
      ],
      missing: [{ field: "companySize", label: "company size" }],
    },
    persona: {
      id: "operations",
      name: "Operations lead",
      confidence: 0.86,
      evidence: ["Title says Operations", "Read the audit pages"],
      cares: ["downtime", "audit effort"],
      say: ["one view of all sites"],
      avoid: ["price first"],
    },
    touches: {
      items: [
        touch(1, 40 * minute, "demo_request", "Form", "Demo request"),
        touch(2, 50 * minute, "page_view", "Web", "Pricing"),
        touch(3, 52 * minute, "page_view", "Web", "Pricing"),
        touch(4, 60 * minute, "page_view", "Web", "Pricing"),
        touch(5, day + 60 * minute, "email_click", "Email", "October news"),
        touch(6, day + 90 * minute, "email_sent", "Email", "Hello Ada", "ours"),
        touch(7, 12 * day, "webinar", "Webinar", "Audits without spreadsheets"),
      ],
      total: 38,
      firstAt: now - 240 * day,
      lastAt: now - 40 * minute,
      first: { at: now - 240 * day, channel: "Search", title: "How to audit a plant" },
    },
    feedback: { mine: null, good: null, bad: null },
    sla: null,
    account: {
      name: "Analytical",
      domain: "analytical.example",
      leads: 3,
      best: [
        { id: "ada", name: "Ada Lovelace", title: "Head of Operations", score: 82, band: "A" },
        { id: "cb", name: "Charles B.", title: "Finance", score: 61, band: "B" },
      ],
      openDeal: { amount: { minor: 4_800_000, currency: "EUR" }, stage: "Proposal" },
      customerSince: null,
    },
    flags: ["open_deal"],
    replies: [{ at: now - 2 * day, from: "Lena", text: "Form fixed, thanks." }],
    content: [
      {
        id: "c1",
        title: "Audit checklist",
        url: "https://content.example/audit",
        kind: "Checklist",
        why: "fits Operations at MQL",
      },
    ],
  };
}
