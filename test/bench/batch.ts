import type { JsonObject, Message } from "../../shared/domain/tracking/message.ts";
import type { Parcel } from "../../worker/tracking/parcel.ts";

const nothing: JsonObject = {};

/** What every library says of where it runs; about as long as theirs. */
const context = (number: number): JsonObject => ({
  library: { name: "analytics.js", version: "next-1.84.3" },
  locale: "en-GB",
  timezone: "Europe/Copenhagen",
  userAgent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  page: {
    url: `https://ourcompany.example/page/${number % 97}?utm_source=newsletter&utm_medium=email&utm_campaign=Autumn`,
    path: `/page/${number % 97}`,
    search: "?utm_source=newsletter&utm_medium=email&utm_campaign=Autumn",
    referrer: "https://ourcompany.example/",
    title: "A page of ours that somebody read",
  },
});

const events = [
  "Email Opened",
  "Email Link Clicked",
  "Form Submitted",
  "File Downloaded",
  "Webinar Registered",
];

/** Who sends: `visitors` by a public key, 25 at a time; of `leads`, by a server key, the first of the many. */
export type Senders = "visitors" | "leads";

/** `size` messages in one parcel, numbered from `first` on; their ids come in no order. */
export function messageParcel(first: number, size: number, senders: Senders, leads = 1000): Parcel {
  const messages = Array.from({ length: size }, (_, index): Message => {
    const number = first + index;
    const lead = 1 + ((number * 7919) % leads);
    const visitor = senders === "visitors";
    return {
      id: `${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-${senders}-${number}`,
      type: visitor ? "page" : "track",
      at: 1_790_000_000_000 + number * 1000,
      anonymousId: visitor ? `visitor-${Math.floor(first / size) % 40}-${index % 25}` : null,
      userId: visitor ? null : `user-${lead}`,
      previousId: null,
      groupId: null,
      name: visitor ? null : (events[number % events.length] ?? null),
      properties: visitor ? nothing : { form_name: "Contact us", email_subject: "Five minutes on downtime" },
      traits: visitor ? nothing : { email: `person${lead}@company${Math.floor(lead / 7)}.example` },
      context: visitor ? context(number) : nothing,
    };
  });
  return {
    id: `parcel-${first}`,
    keyId: `key-${senders}`,
    trust: senders === "visitors" ? "public" : "server",
    receivedAt: 1_790_000_000_000 + first * 1000,
    items: messages.map((message) => ({ message, proven: null })),
    rejected: [],
  };
}

/** A lead with five attributes, in its columns' names. */
export interface BareLead {
  id: string;
  email: string;
  name: string;
  title: string;
  company: string;
  domain: string;
  source: string;
  campaign: string;
  attributes: string;
  at: number;
}

/** `size` leads, numbered from `first` on; their ids come in no order. */
export function leadBatch(first: number, size: number): BareLead[] {
  return Array.from({ length: size }, (_, index) => {
    const number = first + index;
    const domain = `works${number % 28_000}.example`;
    return {
      id: `${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-0000-7000-8000-${String(number).padStart(12, "0")}`,
      email: `person${number}@${domain}`,
      name: `Person ${number}`,
      title: "Head of Operations",
      company: `Works of works${number % 28_000}, Ltd`,
      domain,
      source: "Trade fair",
      campaign: `Campaign ${number % 25}`,
      attributes: JSON.stringify({
        industry: "Manufacturing",
        sites: number % 400,
        city: "Aarhus",
        plan: "Enterprise",
        notes: `Asked about Downtime on all sites, call again in week ${number % 52}`,
      }),
      at: 1_700_000_000_000 + number * 1000,
    };
  });
}
