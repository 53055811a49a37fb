/** One line of the bench's table. */
export interface Figure {
  /** What was measured. */
  figure: string;
  measured: string;
  /** What it must be; none where a figure is only told. */
  budget?: string;
  /** Whether it is; must be there where a budget is. */
  holds?: boolean;
}

/** A figure that must not exceed its budget. */
export const atMost = (figure: string, value: number, most: number, unit = ""): Figure => ({
  figure,
  measured: `${shown(value)}${unit}`,
  budget: `≤ ${shown(most)}${unit}`,
  holds: value <= most,
});

/** A figure that must reach its budget. */
export const atLeast = (figure: string, value: number, least: number, more = ""): Figure => ({
  figure,
  measured: `${shown(value)}${more}`,
  budget: `≥ ${shown(least)}`,
  holds: value >= least,
});

/** A number as a person reads it. */
export const shown = (value: number): string =>
  value.toLocaleString("en", {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The smallest value that at least `percent` of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

const head = { figure: "figure", measured: "measured", budget: "budget", verdict: "holds" };

/** The table as text: a line a figure, a rule below the head. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ figure, measured, budget = "", holds }) => ({
    figure,
    measured,
    budget,
    verdict: holds === undefined ? "" : holds ? "yes" : "NO",
  }));
  const columns = ["figure", "measured", "budget", "verdict"] as const;
  const widths = columns.map((column) =>
    Math.max(head[column].length, ...rows.map((row) => row[column].length)),
  );
  const line = (row: typeof head) =>
    columns
      .map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join(" │ ")
      .trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("─┼─"), ...rows.map(line)].join("\n");
}
