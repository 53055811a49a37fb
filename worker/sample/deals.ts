import type { dealChanges, deals } from "../db/schema.ts";
import type { History } from "./history.ts";
import type { SampleLead } from "./leads.ts";
import type { DealPlan } from "./plan.ts";
import type { Random } from "./random.ts";
import { DAY } from "./time.ts";

const lostReasons = [
  "Budget",
  "Stayed with what they have",
  "Chose another vendor",
  "No decision",
  "Contact left",
];

/**
 * Which leads come to a deal: the best ones that have an owner and had the time, one a company. `count` in all,
 * about a third each won, lost and open.
 */
export function planDeals(
  random: Random,
  leads: readonly SampleLead[],
  count: number,
  now: number,
): Map<SampleLead, DealPlan> {
  const ranked = leads
    .filter(({ owner, company, createdAt }) => owner && company && createdAt < now - 12 * DAY)
    .map((lead) => ({ lead, rank: lead.quality + 0.9 * random.normal() }))
    .sort((a, b) => b.rank - a.rank);
  const plans = new Map<SampleLead, DealPlan>();
  const companies = new Set<string>();
  for (const { lead } of ranked) {
    if (plans.size === count) break;
    if (!lead.company || companies.has(lead.company.id)) continue;
    companies.add(lead.company.id);
    plans.set(lead, dealPlan(random, lead, now));
  }
  return plans;
}

function dealPlan(random: Random, lead: SampleLead, now: number): DealPlan {
  const age = (now - lead.createdAt) / DAY;
  const open = random.chance(age < 60 ? 0.85 : age < 150 ? 0.3 : 0.08);
  const outcome = open ? "open" : random.chance(0.28 + 0.06 * lead.quality) ? "won" : "lost";
  const people = lead.company?.employees ?? 120;
  const thousands = Math.max(4, Math.round((9 + people ** 0.62) * Math.exp(0.4 * random.normal())));
  const currency = lead.company?.country === "US" || random.chance(0.06) ? "USD" : "EUR";
  return { outcome, amount: thousands * 100_000, currency };
}

/** The deal that a lead's history came to, and each state that it was in; null where it came to none. */
export function dealRows(
  random: Random,
  lead: SampleLead,
  { dealStates }: Pick<History, "dealStates">,
): { deal: typeof deals.$inferInsert; changes: (typeof dealChanges.$inferInsert)[] } | null {
  const first = dealStates[0];
  const last = dealStates.at(-1);
  if (!first || !last) return null;
  const { amount, currency } = last.event.deal;
  const id = random.uuid(first.at);
  return {
    deal: {
      id,
      leadId: lead.id,
      accountId: lead.company?.id ?? null,
      name: `${lead.companyName ?? lead.name}, first site`,
      stage: last.stage,
      amount,
      currency,
      openedAt: first.at,
      closedAt: last.outcome === "open" ? null : last.at,
      outcome: last.outcome,
      lostReason: last.outcome === "lost" ? random.pick(lostReasons) : null,
    },
    // The estimate of the first talk is a round number, and the proposal's is the one that counts.
    changes: dealStates.map(({ at, stage, outcome }) => ({
      dealId: id,
      at,
      stage,
      amount:
        stage === "Discovery" && dealStates.length > 1
          ? Math.max(500_000, Math.round(amount / 1_000_000) * 1_000_000)
          : amount,
      currency,
      outcome,
    })),
  };
}
