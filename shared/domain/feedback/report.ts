import type { Beta } from "./beta.ts";
import { type Differing, differing } from "./differ.ts";
import { type Reason, type ReasonGroup, reasonGroups } from "./groups.ts";
import { fewReps, joinPeriods, keysToFold } from "./privacy.ts";
import { uniform, workspacePrior } from "./rate.ts";
import {
  type DatedRow,
  joinRows,
  type ReportSeen,
  type ReportVerdict,
  type SeenCount,
  type Slice,
  type SliceRows,
  sliceOf,
  splitRows,
  tally,
} from "./slices.ts";
import { type AdjustedRate, adjustedRates } from "./strictness.ts";
import { type ContactPhase, currentVerdicts, isNewer } from "./verdicts.ts";
import { weekLabel, weekStart } from "./week.ts";

export type { Differing, ReportSeen, ReportVerdict, SeenCount, Slice };

export const slicings = ["source", "campaign", "persona", "band", "scorecard", "site"] as const;
export type Slicing = (typeof slicings)[number];

/** The key of the row that sites with fewer than four reps are shown as. No site can be named so. */
export const OTHER_SITES = "(other)";

export interface SliceRow extends Slice {
  /** The dimension's value; empty where it is not known; for a week its first day. */
  readonly key: string;
  readonly label: string;
}

export interface ReasonCount {
  readonly id: string;
  readonly label: string;
  readonly group: ReasonGroup;
  readonly count: number;
}

export interface FeedbackReport {
  /** The whole selection, on its own: without prior and never adjusted, being what adjusting aims at. */
  readonly totals: Slice;
  /** Best lower bound first; rows with too little evidence last. */
  readonly rows: readonly SliceRow[];
  /** Oldest first. Weeks with fewer than four reps are joined with their neighbours: the key is the first one's. */
  readonly weeks: readonly SliceRow[];
  /** By group in its order, most frequent first. */
  readonly reasons: readonly ReasonCount[];
  readonly contact: { readonly before: Slice; readonly after: Slice };
  readonly differ: readonly Differing[];
  /** Fewer than four reps are behind all of it. */
  readonly fewReps: boolean;
}

export interface ReportOptions {
  readonly by: Slicing;
  /** ISO weekday that weeks begin with, 1 Monday to 7 Sunday. */
  readonly firstDay: number;
  /** The workspace's list, for the labels. */
  readonly reasons: readonly Reason[];
  /** Names for values of the dimensions (personas by id, scorecards by version, sites), key to label. */
  readonly labels?: Readonly<Partial<Record<Slicing, ReadonlyMap<string, string>>>>;
  /** Rates as all reps together would have given them. */
  readonly adjusted?: boolean;
  /** Rates of good among good and not a fit alone. */
  readonly withoutNotNow?: boolean;
  /** All the workspace's verdicts of the span, for the prior, where those given are a selection of them. */
  readonly workspace?: readonly ReportVerdict[];
  /** Older sightings, of which only counts are kept. */
  readonly counts?: readonly SeenCount[];
  /** How many verdicts of each kind `differ` lists; 100 where it is not given. */
  readonly mostDiffering?: number;
}

const unknown: Readonly<Record<Slicing, string>> = {
  source: "No source",
  campaign: "No campaign",
  persona: "No persona",
  band: "No band",
  scorecard: "No scorecard",
  site: "No site",
};

/**
 * The feedback report of a selection of verdicts and sightings, in any order. Of several verdicts of one
 * rep on one lead the current one counts; a withdrawn one does not. A lead is `judged` in a slice when it
 * was seen there and has a verdict there.
 */
export function feedbackReport(
  given: readonly ReportVerdict[],
  seen: readonly ReportSeen[],
  options: ReportOptions,
): FeedbackReport {
  const verdicts = inForce(given);
  const rows = { verdicts, seen, counts: options.counts ?? [] };
  const reading = { options, workspace: options.workspace ? inForce(options.workspace) : verdicts };
  const withoutNotNow = options.withoutNotNow ?? false;
  return {
    totals: sliceOf(rows, withoutNotNow, uniform),
    rows: dimensionRows(rows, reading),
    weeks: weekRows(rows, reading),
    reasons: reasonCounts(verdicts, options.reasons),
    contact: contactSlices(rows, reading),
    differ: differing(verdicts, options.reasons, {
      withoutNotNow,
      firstDay: options.firstDay,
      most: options.mostDiffering ?? 100,
    }),
    fewReps: fewReps(verdicts),
  };
}

/** The verdicts that stand, oldest first: in one order, since sums of floating numbers differ with it. */
const inForce = (verdicts: readonly ReportVerdict[]): ReportVerdict[] =>
  currentVerdicts(verdicts)
    .filter((verdict) => verdict.verdict !== "withdrawn")
    .sort((a, b) => (isNewer(a, b) ? 1 : -1));

interface Reading {
  readonly options: ReportOptions;
  readonly workspace: readonly ReportVerdict[];
}

/**
 * The numbers of slices that stand beside each other. Their prior is made from the workspace's slices of the
 * same kind, as `keyOf` tells them apart.
 */
function read(
  slices: ReadonlyMap<string, SliceRows>,
  keyOf: (row: DatedRow) => string,
  { options, workspace }: Reading,
): Map<string, Slice> {
  const withoutNotNow = options.withoutNotNow ?? false;
  const like = [...Map.groupBy(workspace, keyOf).values()];
  const prior = workspacePrior(like.map((verdicts) => tally(verdicts, withoutNotNow)));
  const adjusted = options.adjusted ? adjust(slices, withoutNotNow, prior) : undefined;
  return new Map(
    [...slices].map(([key, rows]) => [key, sliceOf(rows, withoutNotNow, prior, adjusted?.get(key))]),
  );
}

const adjust = (
  slices: ReadonlyMap<string, SliceRows>,
  withoutNotNow: boolean,
  prior: Beta,
): Map<string, AdjustedRate> =>
  adjustedRates(
    [...slices].flatMap(([slice, { verdicts }]) =>
      [...Map.groupBy(verdicts, (verdict) => verdict.repId)].map(([rep, theirs]) => ({
        slice,
        rep,
        ...tally(theirs, withoutNotNow),
      })),
    ),
    prior,
  );

function dimensionRows(rows: SliceRows, reading: Reading): SliceRow[] {
  const { by } = reading.options;
  const keyOf = (row: DatedRow): string => `${row[by] ?? ""}`;
  const folded = by === "site" ? keysToFold(rows.verdicts, keyOf) : new Set<string>();
  const slices = splitRows(rows, (row) => (folded.has(keyOf(row)) ? OTHER_SITES : keyOf(row)));
  return [...read(slices, keyOf, reading)]
    .map(([key, slice]) => ({ key, label: labelOf(key, reading.options), ...slice }))
    .sort(byEvidence);
}

function labelOf(key: string, { by, labels }: ReportOptions): string {
  if (key === "") return unknown[by];
  if (by === "site" && key === OTHER_SITES) return "Other sites";
  return labels?.[by]?.get(key) ?? (by === "scorecard" ? `Version ${key}` : key);
}

/** Thin evidence does not lead: the surest first, then what is not enough, the most told first. */
function byEvidence(a: SliceRow, b: SliceRow): number {
  if (a.enough !== b.enough) return a.enough ? -1 : 1;
  const first = a.enough ? (b.low ?? 0) - (a.low ?? 0) : a.more - b.more;
  return first || a.label.localeCompare(b.label, "en") || (a.key < b.key ? -1 : 1);
}

function weekRows(rows: SliceRows, reading: Reading): SliceRow[] {
  const { firstDay } = reading.options;
  const weekOf = (row: DatedRow): string => weekStart(row.day, firstDay);
  const weeks = [...splitRows(rows, weekOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const labels = new Map<string, string>();
  const spans = new Map<string, SliceRows>();
  for (const span of joinPeriods(weeks, ([, week]) => week.verdicts)) {
    const [first = "", last = first] = [span[0]?.[0], span.at(-1)?.[0]];
    labels.set(first, weekLabel(first, last, firstDay));
    spans.set(first, joinRows(span.map(([, week]) => week)));
  }
  return [...read(spans, weekOf, reading)].map(([key, slice]) => ({
    key,
    label: labels.get(key) ?? key,
    ...slice,
  }));
}

function contactSlices(rows: SliceRows, reading: Reading): FeedbackReport["contact"] {
  const phaseOf = (row: DatedRow): ContactPhase => row.contact;
  const slices = read(splitRows(rows, phaseOf), phaseOf, reading);
  const of = (phase: ContactPhase): Slice =>
    slices.get(phase) ?? sliceOf(joinRows([]), reading.options.withoutNotNow ?? false, uniform);
  return { before: of("before"), after: of("after") };
}

function reasonCounts(verdicts: readonly ReportVerdict[], reasons: readonly Reason[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const { verdict, reason, group } of verdicts) {
    if (verdict !== "bad" || reason === null || group === null) continue;
    const key = JSON.stringify([group, reason]);
    const label = reasons.find((each) => each.id === reason)?.label ?? reason;
    counts.set(key, { id: reason, label, group, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) =>
      reasonGroups.indexOf(a.group) - reasonGroups.indexOf(b.group) ||
      b.count - a.count ||
      a.label.localeCompare(b.label, "en"),
  );
}
