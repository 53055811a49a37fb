/** A lead of an account, as far as ranking needs it. */
export interface RankedLead {
  readonly id: string;
  readonly name: string | null;
  readonly stage: string;
  readonly score: number;
}

/**
 * The best leads of an account, best first, at most `max`: by score, then by name and id, so that the order
 * stands still. Whoever is disqualified is not among them, nor is `exceptId`, who is shown already.
 */
export function rankBest<T extends RankedLead>(leads: readonly T[], exceptId: string | null, max = 3): T[] {
  return leads
    .filter((lead) => lead.id !== exceptId && lead.stage !== "disqualified")
    .sort(
      (a, b) => b.score - a.score || compare(a.name ?? "\uffff", b.name ?? "\uffff") || compare(a.id, b.id),
    )
    .slice(0, max);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The deals and the history behind an account's domain; null where there is none. */
export interface AccountStanding {
  readonly openDeal: unknown;
  readonly customerSince: number | null;
}

/** True where the person, or the company behind them, has bought: no band, and no question of quality. */
export const isCustomer = (stage: string, account: AccountStanding | null): boolean =>
  stage === "customer" || (account?.customerSince ?? null) !== null;
