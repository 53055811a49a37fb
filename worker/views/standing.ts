import type { LeadBrief } from "../../shared/contract/standings.ts";
import { type HeatTouch, totals } from "../../shared/domain/heat/heat.ts";
import { flagsOf } from "../../shared/domain/people/flags.ts";
import { scoreChange } from "../../shared/domain/scoring/change.ts";
import { score } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import { stageOf } from "../../shared/domain/stages/stages.ts";
import type { StandingRow } from "../db/standings.ts";
import { sha256 } from "../hash.ts";
import { accountFactsOf, factsOf } from "./facts.ts";

/** A lead as a list shows it, scored afresh. */
export async function briefOf(
  row: StandingRow,
  scorecard: Scorecard,
  personId: string,
  now: number,
): Promise<LeadBrief> {
  const facts = factsOf(row, accountFactsOf(row));
  const { value, band, reasons } = score(facts, scorecard, now);
  const recent: HeatTouch[] = JSON.parse(row.recent ?? "[]");
  const change =
    row.recent === null ? undefined : scoreChange(facts, recent, totals(facts.heat).count, scorecard, now);
  return {
    key: row.email ? `sha256:${await sha256(row.email)}` : row.otherKey,
    leadId: row.id,
    name: row.name ?? row.email ?? "No name",
    email: row.email,
    title: row.title,
    company: facts.company,
    score: value,
    band,
    stage: stageOf(row.stage),
    ...(change && { change7d: change.points }),
    why: reasons
      .filter(({ signal, points }) => points > 0 && signal !== "start" && signal !== "limit")
      .slice(0, 2)
      .map(({ label, points }) => ({ label, points })),
    owner: row.ownerId ? { name: row.ownerName ?? "", you: row.ownerId === personId } : null,
    flags: flagsOf(facts, { openDeal: null, customerSince: row.accountCustomerSince }),
  };
}
