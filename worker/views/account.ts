import type { Account } from "../../shared/contract/accounts.ts";
import { rankBest } from "../../shared/domain/accounts/accounts.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import type { AccountRow, BestRow, DealRow } from "../db/accounts.ts";
import { sha256 } from "../hash.ts";
import { factsOf } from "./facts.ts";

type Shown = Pick<
  AccountRow,
  "name" | "domain" | "leads" | "customerSince" | "industry" | "country" | "employees"
>;

/** The company as the panel shows it; its best leads as they score now, without the one who is shown already. */
export async function accountView(
  account: Shown,
  candidates: readonly BestRow[],
  deal: DealRow | null,
  exceptId: string | null,
  scorecard: Scorecard,
  now: number,
): Promise<Account> {
  const scored = candidates.map((row) => {
    const { value, band } = quickScore(factsOf(row, account), scorecard, now);
    return { ...row, score: value, band };
  });
  return {
    name: account.name,
    domain: account.domain,
    leads: account.leads,
    best: await Promise.all(
      rankBest(scored, exceptId).map(async ({ id, name, email, title, score: value, band }) => ({
        id,
        ...(email !== null && { key: `sha256:${await sha256(email)}` }),
        name: name ?? email ?? "No name",
        title,
        score: value,
        band,
      })),
    ),
    openDeal: deal
      ? {
          amount:
            deal.amount !== null && deal.currency ? { minor: deal.amount, currency: deal.currency } : null,
          stage: deal.stage,
        }
      : null,
    customerSince: account.customerSince,
  };
}
