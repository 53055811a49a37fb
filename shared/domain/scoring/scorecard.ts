/**
 * A scorecard: a points table, the way credit scoring does it. Plain JSON; one form for what marketing writes
 * and for what is learned from outcomes.
 */
export interface Scorecard {
  readonly version: number;
  readonly name: string;
  /** The points that everybody starts with. */
  readonly start: number;
  /** The lowest score of each band; what is below C is D. */
  readonly bands: Readonly<Record<"A" | "B" | "C", number>>;
  readonly signals: readonly SignalPoints[];
}

export type Band = "A" | "B" | "C" | "D";

/** The points of one signal: by the words it reads, or by the number. Points are whole. */
export type SignalPoints = PointsByValue | PointsByStep;

export interface PointsByValue {
  readonly signal: string;
  readonly values: Readonly<Record<string, number>>;
  /** For every known value that is not named; 0 where left out. */
  readonly other?: number;
}

export interface PointsByStep {
  readonly signal: string;
  /** A number has the points of the highest step that it reaches; below all of them, none. */
  readonly steps: readonly { readonly from: number; readonly points: number }[];
}

/** The points that a row gives for what its signal read. */
export function pointsFor(row: SignalPoints, value: string | number): number {
  if ("values" in row) {
    const key = String(value);
    return Math.round((Object.hasOwn(row.values, key) ? row.values[key] : row.other) ?? 0);
  }
  let reached: { from: number; points: number } | null = null;
  for (const step of row.steps)
    if (typeof value === "number" && value >= step.from && (reached === null || step.from > reached.from))
      reached = step;
  return Math.round(reached?.points ?? 0);
}

/** The most that a row can move a score, up or down: how much it is worth to know. */
export const reachOf = (row: SignalPoints): number =>
  Math.max(
    0,
    ...("values" in row
      ? [...Object.values(row.values), row.other ?? 0]
      : row.steps.map((s) => s.points)
    ).map(Math.abs),
  );

/** The band of a score, 0 to 100. */
export const bandOf = (value: number, { bands }: Pick<Scorecard, "bands">): Band =>
  value >= bands.A ? "A" : value >= bands.B ? "B" : value >= bands.C ? "C" : "D";
