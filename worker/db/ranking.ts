import { rankBest } from "../../shared/domain/accounts/accounts.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import { factsOf } from "../views/facts.ts";
import { accountsOfLeads, candidatesOfLeads, writeBest } from "./accounts.ts";
import type { Database } from "./run.ts";

/** How many an account remembers: the three that are shown beside a lead, and that lead. */
const REMEMBERED = 4;

/** Who was best at an account, and who is: JSON lists of ids. */
export interface Ranked {
  id: string;
  before: string;
  best: string;
}

/**
 * Rank the leads anew that changed (by their ids), against those who were best at their accounts before.
 * Whoever did not change can only have cooled, so nobody else needs to be looked at.
 * @returns the accounts at which that makes a difference; nothing is written
 */
export async function rankedAnew(
  db: Database,
  leadIds: readonly string[],
  scorecard: Scorecard,
  now: number,
): Promise<Ranked[]> {
  const ids = JSON.stringify(leadIds);
  const [accounts, candidates] = await db.batch([accountsOfLeads({ ids }), candidatesOfLeads({ ids })]);
  const byAccount = Map.groupBy(candidates, ({ accountId }) => accountId);
  return accounts.flatMap((account) => {
    const scored = (byAccount.get(account.id) ?? []).map((row) => ({
      ...row,
      score: quickScore(factsOf(row, account), scorecard, now).value,
    }));
    const best = JSON.stringify(rankBest(scored, null, REMEMBERED).map(({ id }) => id));
    return best === account.best ? [] : [{ id: account.id, before: account.best, best }];
  });
}

/** The same, and write it. */
export async function rankAccounts(
  db: Database,
  leadIds: readonly string[],
  scorecard: Scorecard,
  now: number,
): Promise<void> {
  const changed = await rankedAnew(db, leadIds, scorecard, now);
  if (changed.length > 0) await db.batch([writeBest({ accounts: JSON.stringify(changed) })]);
}
