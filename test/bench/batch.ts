import type { TouchWrite } from "../../worker/db/touches.ts";

const kinds = ["page_view", "form", "email_open", "email_click", "pricing_view", "webinar"];

/** `size` touches, numbered from `first` on, of the first `leads` of the many in turn; their ids come in no order. */
export function touchBatch(first: number, size: number, leads: number): TouchWrite[] {
  return Array.from({ length: size }, (_, index) => {
    const number = first + index;
    return {
      id: `${((number * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, "0")}-${number}`,
      leadId: `many-${1 + ((number * 7919) % leads)}`,
      at: 1_790_000_000_000 + number * 1000,
      kind: kinds[number % kinds.length] ?? "page_view",
      direction: "theirs",
      channel: "web",
      title: "A page of ours that somebody read",
      url: `https://ourcompany.example/page/${number}`,
      campaign: "Autumn",
      personId: null,
    };
  });
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
