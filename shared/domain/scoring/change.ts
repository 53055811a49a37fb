import type { Facts } from "../facts.ts";
import { countOf, DAY, type HeatTouch, withoutTouches } from "../heat/heat.ts";
import { signalOf, startOf, within } from "./score.ts";
import { pointsFor, type Scorecard } from "./scorecard.ts";

export interface ScoreChange {
  readonly points: number;
  /** The strongest first; points sum exactly to the change's. */
  readonly causes: { signal: string; label: string; points: number }[];
}

/**
 * How the score changed over the last 7 days, and by what; undefined where it cannot be known. The score of a week
 * ago is that of the heat without the touches since, read a week ago; so every touch of the last 7 days must be
 * among `recentTouches`, the newest of the lead's `totalTouches`. All other facts are taken as they are now. A lead
 * younger than a week had no score then.
 *
 * A signal that no touch of these days spoke to changed by time alone; these go together as `cooling`.
 */
export function scoreChange(
  facts: Facts,
  recentTouches: readonly HeatTouch[],
  totalTouches: number,
  scorecard: Scorecard,
  now: number,
): ScoreChange | undefined {
  const then = now - 7 * DAY;
  const given = [...new Map(recentTouches.map((touch) => [touch.id, touch])).values()];
  const complete = given.length >= totalTouches || given.some((touch) => touch.at <= then);
  if (facts.createdAt > then || !complete) return undefined;

  const heat = withoutTouches(
    facts.heat,
    given.filter((touch) => touch.at > then),
  );
  const leftThisWeek = countOf(facts.heat, "unsubscribe") > 0 && countOf(heat, "unsubscribe") === 0;
  const before: Facts = { ...facts, heat, optedOut: facts.optedOut && !leftThisWeek };

  const changes: { signal: string; label: string; points: number }[] = [];
  let cooling = 0;
  let sumNow = startOf(scorecard);
  let sumThen = sumNow;
  for (const row of scorecard.signals) {
    const signal = signalOf(row.signal);
    if (!signal) continue;
    const pointsOf = (read: string | number | null): number => (read === null ? 0 : pointsFor(row, read));
    const read = signal.read(facts, now);
    const pointsNow = pointsOf(read);
    if (signal.kind === "fit") {
      sumNow += pointsNow;
      sumThen += pointsNow;
      continue;
    }
    const pointsThen = pointsOf(signal.read(before, then));
    sumNow += pointsNow;
    sumThen += pointsThen;
    if (pointsNow === pointsThen) continue;
    if (signal.read(before, now) === read) cooling += pointsNow - pointsThen;
    else changes.push({ signal: signal.id, label: signal.name, points: pointsNow - pointsThen });
  }
  const points = within(sumNow) - within(sumThen);
  const limit = points - (sumNow - sumThen);
  if (cooling !== 0)
    changes.push({ signal: "cooling", label: cooling < 0 ? "cooling" : "time", points: cooling });
  changes.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  if (limit !== 0) changes.push({ signal: "limit", label: "limit", points: limit });
  return { points, causes: changes };
}
