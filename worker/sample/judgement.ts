import { defaultReasons, type Reason } from "../../shared/domain/feedback/groups.ts";
import { tradeFit } from "./companies.ts";
import type { SampleLead } from "./leads.ts";
import { logistic, type Random } from "./random.ts";
import type { Rep } from "./staff.ts";

/** What a rep thinks of a lead. */
export type Opinion =
  | { readonly verdict: "good" }
  | { readonly verdict: "bad"; readonly reason: Reason; readonly note: string | null };

const usual: Readonly<Record<string, number>> = {
  bad_timing: 5.5,
  no_budget: 3,
  unreachable: 2.6,
  low_intent: 1.6,
  not_our_market: 2,
  wrong_persona: 3,
  bad_data: 1.6,
  no_need: 1.2,
  outsider: 0.35,
};

const notes: Readonly<Record<string, readonly string[]>> = {
  bad_timing: [
    "Asks again in spring",
    "In the middle of moving the plant",
    "After the audit, not before",
    "New owner, everything is on hold",
  ],
  no_budget: [
    "Budget is gone until January",
    "Bought something else last month",
    "Wants it, cannot pay for it",
  ],
  unreachable: [
    "Four calls, two mails, nothing",
    "Number belongs to the porter",
    "Left the company, says the switchboard",
  ],
  low_intent: [
    "Only wanted the checklist",
    "Reads along, that is all",
    "Collects material for a presentation",
  ],
  not_our_market: ["Runs a single shop", "No production of their own", "We do not ship there"],
  wrong_persona: [
    "Has no say in this, sent me to the plant manager",
    "Books rooms and trips",
    "Nice, but buys paper",
  ],
  bad_data: ["Mail bounces", "Name and company do not belong together", "The phone number is ours"],
  no_need: ["Has what we do since 2019 and likes it", "One machine, one person"],
  outsider: ["Writing a thesis", "Sells the same to others", "Wants to sell us ads", "Student, very polite"],
};
const otherNotes = [
  "Asked to be called by a colleague in Madrid",
  "Two people share this address",
  "Test entry of ours?",
];

const reasonById = (id: string): Reason => {
  const reason = defaultReasons.find((each) => each.id === id);
  if (!reason) throw new RangeError(id);
  return reason;
};

/** How likely this rep is to call the lead good: its hidden quality against the rep's own strictness. */
export const goodness = (quality: number, strictness: number): number =>
  logistic(1.25 * quality - strictness - 0.25);

/** A verdict with its reason; `contacted`: sales has tried to speak with the lead. */
export function opinion(
  random: Random,
  lead: SampleLead,
  rep: Pick<Rep, "strictness">,
  contacted: boolean,
): Opinion {
  if (random.chance(0.055)) {
    const weights: Record<string, number> = { duplicate: 4, customer: 2.5, wrong_owner: 2, other: 0.8 };
    const id = random.weighted(
      Object.keys(weights),
      (each) => (weights[each] ?? 0) * (lead.campaign?.reasons[each] ?? 1),
    );
    return { verdict: "bad", reason: reasonById(id), note: id === "other" ? random.pick(otherNotes) : null };
  }
  if (random.chance(goodness(lead.quality, rep.strictness))) return { verdict: "good" };
  const id = random.weighted(
    Object.keys(usual),
    (each) => (usual[each] ?? 0) * leaning(lead, each, contacted),
  );
  return {
    verdict: "bad",
    reason: reasonById(id),
    note: random.chance(0.3) ? random.pick(notes[id] ?? otherNotes) : null,
  };
}

/** How much likelier a reason is for this lead than for others. */
function leaning(lead: SampleLead, reason: string, contacted: boolean): number {
  const ofCampaign = lead.campaign?.reasons[reason] ?? 1;
  const student = lead.trade === "student";
  switch (reason) {
    case "outsider":
      return ofCampaign * (student ? 60 : lead.mailKind === "free" ? 4 : 1);
    case "wrong_persona":
      return ofCampaign * (lead.trade === "other" ? 4 : student ? 0.2 : 1);
    case "not_our_market":
      return ofCampaign * (lead.company && tradeFit(lead.company.industry) < -0.3 ? 4 : 1);
    case "unreachable":
      return contacted ? ofCampaign * 2 : 0;
    case "bad_data":
      return ofCampaign * (lead.verified ? 1 : 5);
    case "bad_timing":
    case "no_budget":
      // A good lead that is turned down is mostly early.
      return ofCampaign * (student ? 0.1 : lead.quality > 0.3 ? 1.8 : 1);
    default:
      return ofCampaign;
  }
}
