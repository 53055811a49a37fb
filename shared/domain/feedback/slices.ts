import type { Beta } from "./beta.ts";
import type { ReasonGroup } from "./groups.ts";
import { enough, type Interval, moreNeeded, rate, type Tally } from "./rate.ts";
import type { ContactPhase, VerdictName } from "./verdicts.ts";

/** What a verdict and a sighting are sliced by: as the rep saw it then. `null` is not known. */
export interface Dimensions {
  readonly source: string | null;
  readonly campaign: string | null;
  /** Persona's id. */
  readonly persona: string | null;
  readonly band: "A" | "B" | "C" | "D" | null;
  /** Scorecard's version. */
  readonly scorecard: number | null;
  readonly site: string | null;
  readonly contact: ContactPhase;
}

/** A rep saw a lead on a day. `day` is `YYYY-MM-DD` in the workspace's zone. */
export interface ReportSeen extends Dimensions {
  readonly leadId: string;
  readonly repId: string;
  readonly day: string;
}

/** A verdict with what the report says of it. Who gave it is counted and never said. */
export interface ReportVerdict extends ReportSeen {
  readonly id: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly verdict: VerdictName;
  /** Of a bad verdict: the reason's id and group. A group of `null` (reason no longer known) is not counted. */
  readonly reason: string | null;
  readonly group: ReasonGroup | null;
  readonly note: string | null;
  readonly score: number | null;
  readonly lead: {
    readonly name: string | null;
    readonly title: string | null;
    readonly company: string | null;
  };
}

/** What is kept of older sightings: how many leads were seen on a day, and how many of them judged. */
export interface SeenCount extends Dimensions {
  readonly day: string;
  readonly seen: number;
  readonly judged: number;
}

/**
 * The rows of one slice. Verdicts are current and none is withdrawn. No sighting is in both `seen` and
 * `counts`; a lead that the counts hold on two days counts twice, since they no longer know it.
 */
export interface SliceRows {
  readonly verdicts: readonly ReportVerdict[];
  readonly seen: readonly ReportSeen[];
  readonly counts: readonly SeenCount[];
}

/** What every row of a slice has. */
export type DatedRow = Dimensions & { readonly day: string };

/** The rows by key, keys in the order in which they come up. */
export function splitRows(rows: SliceRows, keyOf: (row: DatedRow) => string): Map<string, SliceRows> {
  const verdicts = Map.groupBy(rows.verdicts, keyOf);
  const seen = Map.groupBy(rows.seen, keyOf);
  const counts = Map.groupBy(rows.counts, keyOf);
  const keys = new Set([...verdicts.keys(), ...seen.keys(), ...counts.keys()]);
  return new Map(
    [...keys].map((key) => [
      key,
      { verdicts: verdicts.get(key) ?? [], seen: seen.get(key) ?? [], counts: counts.get(key) ?? [] },
    ]),
  );
}

/** The rows of several slices as one. */
export const joinRows = (slices: readonly SliceRows[]): SliceRows => ({
  verdicts: slices.flatMap(({ verdicts }) => verdicts),
  seen: slices.flatMap(({ seen }) => seen),
  counts: slices.flatMap(({ counts }) => counts),
});

/**
 * The numbers of one slice. `rate`, `low`, `high` are null where nothing is counted. `judged` of `seen`
 * leads have a verdict. `enough` says whether the interval is narrow enough to be drawn; if not, `more`
 * verdicts would do.
 */
export interface Slice {
  readonly good: number;
  readonly notNow: number;
  readonly notAFit: number;
  readonly notCounted: number;
  readonly judged: number;
  readonly seen: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly enough: boolean;
  readonly more: number;
}

/** How a verdict counts. */
export type Outcome = "good" | "notNow" | "notAFit" | "notCounted";

export function outcome({ verdict, group }: Pick<ReportVerdict, "verdict" | "group">): Outcome {
  if (verdict === "good") return "good";
  return group === "not_now" ? "notNow" : group === "not_a_fit" ? "notAFit" : "notCounted";
}

/** Whether a rate counts this outcome: quality only, and "not now" unless the rate is read without it. */
export const isCounted = (result: Outcome, withoutNotNow: boolean): boolean =>
  result !== "notCounted" && !(withoutNotNow && result === "notNow");

/** Good among the counted of `verdicts`. */
export function tally(verdicts: readonly ReportVerdict[], withoutNotNow: boolean): Tally {
  const counted = verdicts.map(outcome).filter((result) => isCounted(result, withoutNotNow));
  return { good: counted.filter((result) => result === "good").length, n: counted.length };
}

/** The numbers of a slice; `adjusted`, where given, are the rate and the verdicts' weight that replace the plain ones. */
export function sliceOf(
  { verdicts, seen, counts: older }: SliceRows,
  withoutNotNow: boolean,
  prior: Beta,
  adjusted?: Interval & Tally,
): Slice {
  const counts = { good: 0, notNow: 0, notAFit: 0, notCounted: 0 };
  for (const verdict of verdicts) counts[outcome(verdict)]++;
  const judged = new Set(verdicts.map((verdict) => verdict.leadId));
  const sighted = new Set(seen.map((sighting) => sighting.leadId));
  const plain = tally(verdicts, withoutNotNow);
  const weighed = adjusted ?? plain;
  const interval = adjusted ?? rate(plain.good, plain.n, prior);
  const common = {
    ...counts,
    judged: older.reduce((sum, day) => sum + day.judged, sighted.intersection(judged).size),
    seen: older.reduce((sum, day) => sum + day.seen, sighted.size),
  };
  const more = moreNeeded(weighed.good, weighed.n, prior);
  // The workspace's rate is no answer for a slice on which nobody has said anything yet.
  if (plain.n === 0) {
    return { ...common, rate: null, low: null, high: null, enough: false, more: Math.max(1, more) };
  }
  const { rate: value, low, high } = interval;
  return { ...common, rate: value, low, high, enough: enough(interval), more };
}
