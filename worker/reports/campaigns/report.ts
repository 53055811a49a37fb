import type { Beta } from "../../../shared/domain/feedback/beta.ts";
import {
  enough,
  moreNeeded,
  rate,
  type Tally,
  uniform,
  workspacePrior,
} from "../../../shared/domain/feedback/rate.ts";
import { addDays } from "../../../shared/domain/feedback/week.ts";
import type { Database } from "../../db/run.ts";
import { ProblemError } from "../../middleware/problems.ts";
import { type CampaignsQuery, type CampaignsReport, type Credit, most } from "./contract.ts";
import { type Sums, sums } from "./query.ts";

/** How far the report looks back where nobody says: 13 weeks. */
const DEFAULT_DAYS = 91;
/** In a shorter span a single verdict could be told apart, and who gave it. */
const SHORTEST = 7;

type Counts = Pick<Credit, "leads" | "mqls" | "won"> & { good: number; bad: number };
/** One for each model. */
type Both<T> = { first: T; last: T };

const nothing: Counts = { leads: 0, mqls: 0, good: 0, bad: 0, won: 0 };
const countsOf = (of: Sums | undefined): Both<Counts> =>
  of
    ? {
        first: {
          leads: of.firstLeads,
          mqls: of.firstMqls,
          good: of.firstGood,
          bad: of.firstBad,
          won: of.firstWon,
        },
        last: { leads: of.lastLeads, mqls: of.lastMqls, good: of.lastGood, bad: of.lastBad, won: of.lastWon },
      }
    : { first: nothing, last: nothing };
const without = (all: Counts, some: Counts): Counts => ({
  leads: all.leads - some.leads,
  mqls: all.mqls - some.mqls,
  good: all.good - some.good,
  bad: all.bad - some.bad,
  won: all.won - some.won,
});
const tally = ({ good, bad }: Counts): Tally => ({ good, n: good + bad });

/** Counts with the share of good that they speak for. */
function creditOf(counts: Counts, prior: Beta, isSecret: boolean): Credit {
  const { good, n } = tally(counts);
  const none = { rate: null, low: null, high: null, enough: false };
  if (isSecret) return { ...counts, good: null, bad: null, ...none, more: 0 };
  const more = moreNeeded(good, n, prior);
  if (n === 0) return { ...counts, ...none, more: Math.max(1, more) };
  const interval = rate(good, n, prior);
  return { ...counts, ...interval, enough: enough(interval), more };
}

/**
 * Which campaigns bring leads, and what becomes of these: by the first touch and by the last, side by side.
 * @throws ProblemError invalid_input
 */
export async function readCampaignsReport(
  db: Database,
  query: CampaignsQuery,
  now: number,
): Promise<CampaignsReport> {
  const to = query.to ?? new Date(now).toISOString().slice(0, 10);
  const from = query.from ?? addDays(to, 1 - DEFAULT_DAYS);
  if (from > to) throw new ProblemError("invalid_input", ["from", "The first day is after the last"]);
  const { by = "channel", channel = null, campaign = null, model = null } = query;
  const found = await db.all(sums[by]({ from, to, channel, campaign, most: most.rows }));
  const of = (what: Sums["what"]) => found.filter((row) => row.what === what);

  const isSecret = addDays(from, SHORTEST - 1) > to;
  const rows = of("row").map((row) => ({ ...row, ...countsOf(row) }));
  const credits = ({ first, last }: Both<Counts>, prior: Both<Beta>): Both<Credit> => ({
    first: creditOf(first, prior.first, isSecret),
    last: creditOf(last, prior.last, isSecret),
  });
  const prior = {
    first: workspacePrior(rows.map(({ first }) => tally(first))),
    last: workspacePrior(rows.map(({ last }) => tally(last))),
  };
  const alone = { first: uniform, last: uniform };
  const [sum] = of("sum");
  const total = countsOf(sum);
  const isWhole = channel === null && campaign === null;
  const all = countsOf(of("all")[0]).first;
  const order = model ?? "first";
  return {
    from,
    to,
    by,
    model,
    totals: {
      touches: sum?.touches ?? 0,
      ...credits(total, alone),
      all: isWhole ? creditOf(all, uniform, isSecret) : null,
    },
    rows: rows
      .sort((a, b) => b[order].leads - a[order].leads || b.touches - a.touches)
      .map((row) => ({ key: row.key, touches: row.touches, ...credits(row, prior) })),
    left: Math.max(0, (rows[0]?.rows ?? 0) - most.rows),
    unknown: isWhole
      ? credits({ first: without(all, total.first), last: without(all, total.last) }, alone)
      : null,
    channels: of("channel")
      .map(({ key }) => key)
      .slice(0, most.channels),
  };
}
