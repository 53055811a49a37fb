import type { Facts } from "../facts.ts";
import { type Band, bandOf, pointsFor, reachOf, type Scorecard } from "./scorecard.ts";
import type { Signal } from "./signal.ts";
import { signals } from "./signals/index.ts";

export interface ScoreReason {
  readonly signal: string;
  readonly label: string;
  readonly points: number;
  readonly evidence?: string;
}

/** A score as the contract has it, without the change over 7 days. */
export interface ScoreResult {
  /** Whole, 0 to 100. */
  readonly value: number;
  readonly band: Band;
  readonly computedAt: number;
  readonly scorecard: { version: number; name: string };
  /** Points sum exactly to `value`: signals, the strongest first, then `start`, then `limit` where there is one. */
  readonly reasons: ScoreReason[];
  /** What is unknown and worth asking for, what could move the score most first. */
  readonly missing: { field: string; label: string }[];
}

interface Line {
  readonly signal: Signal;
  readonly points: number;
}

/** The lines that apply; signals that this build does not know are passed over. */
function linesOf(facts: Facts, scorecard: Scorecard, now: number): Line[] {
  return scorecard.signals.flatMap((row) => {
    const signal = signalOf(row.signal);
    const read = signal?.read(facts, now) ?? null;
    return signal && read !== null ? [{ signal, points: pointsFor(row, read) }] : [];
  });
}

/** The signal of a scorecard's row; undefined where this build does not know it. */
export const signalOf = (id: string): Signal | undefined =>
  Object.hasOwn(signals, id) ? signals[id] : undefined;
/** Whole points, as everything in a score is. */
export const startOf = (scorecard: Scorecard): number => Math.round(scorecard.start);
/** A sum of points as a score. */
export const within = (sum: number): number => Math.min(100, Math.max(0, sum));
const sumOf = (lines: readonly { readonly points: number }[]): number =>
  lines.reduce((sum, { points }) => sum + points, 0);

/** Value and band alone, for lists: nothing is put into words. */
export function quickScore(facts: Facts, scorecard: Scorecard, now: number): { value: number; band: Band } {
  const value = within(startOf(scorecard) + sumOf(linesOf(facts, scorecard, now)));
  return { value, band: bandOf(value, scorecard) };
}

/** The score of `facts` at `now` (UTC ms), with all its reasons. */
export function score(facts: Facts, scorecard: Scorecard, now: number): ScoreResult {
  const lines = linesOf(facts, scorecard, now).filter((line) => line.points !== 0);
  const start = startOf(scorecard);
  const sum = start + sumOf(lines);
  const value = within(sum);

  const reasons: ScoreReason[] = lines
    .sort(
      (a, b) =>
        Math.abs(b.points) - Math.abs(a.points) ||
        b.points - a.points ||
        (a.signal.id < b.signal.id ? -1 : a.signal.id > b.signal.id ? 1 : 0),
    )
    .map(({ signal, points }) => ({ signal: signal.id, points, ...signal.say(facts, now, points) }));
  reasons.push({ signal: "start", label: "Start", points: start });
  if (value !== sum)
    reasons.push({ signal: "limit", label: `A score ends at ${value}`, points: value - sum });

  return {
    value,
    band: bandOf(value, scorecard),
    computedAt: now,
    scorecard: { version: scorecard.version, name: scorecard.name },
    reasons,
    missing: missingOf(facts, scorecard, now),
  };
}

function missingOf(facts: Facts, scorecard: Scorecard, now: number): { field: string; label: string }[] {
  const missing = new Map<string, { field: string; label: string; reach: number }>();
  for (const row of scorecard.signals) {
    const signal = signalOf(row.signal);
    if (!signal?.asks || signal.read(facts, now) !== null) continue;
    const { field, label } = signal.asks;
    missing.set(field, { field, label, reach: (missing.get(field)?.reach ?? 0) + reachOf(row) });
  }
  return [...missing.values()]
    .sort((a, b) => b.reach - a.reach)
    .map(({ field, label }) => ({ field, label }));
}
