import type { Insight } from "../../shared/contract/insight.ts";
import { pickContent } from "../../shared/domain/content/pick.ts";
import { type Heat, totals } from "../../shared/domain/heat/heat.ts";
import { flagsOf } from "../../shared/domain/people/flags.ts";
import { matchPersona } from "../../shared/domain/personas/match.ts";
import { scoreChange } from "../../shared/domain/scoring/change.ts";
import { score } from "../../shared/domain/scoring/score.ts";
import { stageOf } from "../../shared/domain/stages/stages.ts";
import { cursorOf } from "../cursor.ts";
import type { Config } from "../db/config.ts";
import type { MyVerdictRow } from "../db/feedback.ts";
import type { InsightRow } from "../db/insight.ts";
import { accountView } from "./account.ts";
import { accountFactsOf, factsOf } from "./facts.ts";
import { touchView } from "./touch.ts";

/** What the panel shows of a lead. */
export async function insightView(
  rows: InsightRow,
  config: Config,
  personId: string,
  now: number,
): Promise<Insight> {
  const { lead } = rows;
  const accountFacts = accountFactsOf(lead);
  const facts = factsOf(lead, accountFacts);
  const { count, firstAt, lastAt } = totals(facts.heat);
  const scored = score(facts, config.scorecard, now);
  const change7d = scoreChange(facts, rows.touches, count, config.scorecard, now);
  const match = matchPersona(facts, config.personas, rows.touches);
  const account =
    accountFacts &&
    (await accountView(
      {
        ...accountFacts,
        domain: lead.accountDomain ?? "",
        leads: lead.accountLeads ?? 0,
        customerSince: lead.accountCustomerSince,
      },
      rows.best,
      rows.deal,
      lead.id,
      config.scorecard,
      now,
    ));
  const flags: string[] = flagsOf(facts, account);
  if (lead.verified === 0) flags.push("unverified");
  const mine = mineView(rows.mine);
  const oldest = rows.touches.at(-1);
  return {
    lead: {
      id: lead.id,
      email: lead.email,
      name: lead.name,
      title: lead.title,
      company: facts.company,
      domain: lead.domain,
      source: lead.source,
      campaign: lead.campaign,
      owner: lead.ownerId
        ? { id: lead.ownerId, name: lead.ownerName ?? "", you: lead.ownerId === personId }
        : null,
      createdAt: lead.createdAt,
    },
    stage: { name: stageOf(lead.stage), since: lead.stageSince },
    score: {
      ...scored,
      ...(change7d && { change7d }),
    },
    persona: match && {
      id: match.persona.id,
      name: match.persona.name,
      confidence: match.confidence,
      evidence: match.evidence,
      cares: [...match.persona.cares],
      say: [...match.persona.say],
      avoid: [...match.persona.avoid],
    },
    touches: {
      items: rows.touches.map(touchView),
      cursor: oldest && oldest.id !== rows.first?.id ? cursorOf(oldest) : null,
      total: count,
      firstAt,
      lastAt,
      first: rows.first && { at: rows.first.at, channel: rows.first.channel, title: rows.first.title },
    },
    feedback: { mine, good: mine ? lead.good : null, bad: mine ? lead.bad : null },
    sla: null,
    account,
    flags,
    replies: rows.replies,
    // Whoever opted out is sent nothing of marketing's.
    content: facts.optedOut
      ? []
      : pickContent(config.pieces, {
          persona: match?.persona ?? null,
          stage: lead.stage,
          usedIds: new Set(rows.used),
        }),
    claims: rows.claims.map(({ heat, ...claim }) => ({ ...claim, touches: touchesIn(heat) })),
    // Told by two keys of the lead, it is in it once.
    sequences: rows.sequences.filter(
      ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
    ),
  };
}

/** How many touches a heat row counts. */
function touchesIn(heat: string | null): number {
  const kinds: Heat = heat ? JSON.parse(heat) : {};
  return totals(kinds).count;
}

/** One's own verdict as it is shown; a withdrawn one is none. */
export function mineView(row: MyVerdictRow | null | undefined): Insight["feedback"]["mine"] {
  if (!row || row.verdict === "withdrawn") return null;
  const { id, verdict, reason, note, at } = row;
  return { id, verdict, reason, note, at };
}
