import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number, shortDay } from "../../../dashboard/format.ts";
import type { SliceRow } from "../contract.ts";
import { counted } from "./slices.ts";

const HEIGHT = 240;
/** Below the rates, this share of their height is left to the bars that count the verdicts. */
const FLOOR = 0.34;

const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

/**
 * Draws one point a week: the rate's line with its interval shaded, and below it the verdicts as bars.
 * `onPoint` is told which week the pointer is at. Returns what takes the chart away again.
 */
export function drawWeeks(
  place: HTMLElement,
  weeks: readonly SliceRow[],
  withoutNotNow: boolean,
  onPoint: (week: number | null) => void,
): () => void {
  const count = weeks.map((week) => counted(week, withoutNotNow));
  const value = (pick: (week: SliceRow) => number | null) =>
    weeks.map((week, n) => ((count[n] ?? 0) > 0 ? pick(week) : null));
  const data: uPlot.AlignedData = [
    weeks.map((week) => seconds(week.key)),
    value((week) => week.high),
    value((week) => week.low),
    value((week) => week.rate),
    value((week) => (week.enough ? null : week.rate)),
    count,
  ];

  let plot = build();
  function build() {
    return new uPlot(options(place, weeks, Math.max(...count, 1), onPoint), data, place);
  }

  // The canvas knows nothing of the page's colours, so it is drawn again when these change.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const redraw = () => {
    plot.destroy();
    plot = build();
  };
  dark.addEventListener("change", redraw);
  const resized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  resized.observe(place);

  return () => {
    dark.removeEventListener("change", redraw);
    resized.disconnect();
    plot.destroy();
  };
}

function options(
  place: HTMLElement,
  weeks: readonly SliceRow[],
  most: number,
  onPoint: (week: number | null) => void,
): uPlot.Options {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const faint = (name: string, alpha: string) => `${color(name)}${alpha}`;
  const font = `12px ${style.fontFamily}`;
  const none = { show: false };
  const grid = { stroke: faint("ink", "1f"), width: 1 };
  const axis = { stroke: color("muted"), font, ticks: none };
  const bars = uPlot.paths.bars?.({ size: [0.6, 24] });

  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: none,
    cursor: { drag: { x: false, y: false }, y: false, points: none },
    padding: [8, 8, 0, 0],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
    scales: {
      x: { time: true, range: (_, min, max) => [min - 3.5 * 86_400, max + 3.5 * 86_400] },
      rate: { range: [-FLOOR, 1] },
      count: { range: [0, (most * (1 + FLOOR)) / (FLOOR * 0.8)] },
    },
    axes: [
      {
        ...axis,
        grid: none,
        size: 28,
        splits: (plot, _, min, max) => everyFew(plot, weeks, min, max),
        values: (_, at) => at.map((s) => shortDay(new Date(s * 1000).toISOString().slice(0, 10))),
      },
      {
        ...axis,
        scale: "rate",
        size: 44,
        grid,
        splits: () => [0, 0.25, 0.5, 0.75, 1],
        values: (_, at) => at.map((share) => `${number(share * 100)}%`),
      },
      {
        ...axis,
        scale: "count",
        side: 1,
        size: 36,
        grid: none,
        splits: () => [0, most],
        values: (_, at) => at.map(number),
      },
    ],
    bands: [{ series: [1, 2], fill: faint("accent", "2b") }],
    series: [
      {},
      { scale: "rate", stroke: faint("accent", "66"), width: 1, points: none },
      { scale: "rate", stroke: faint("accent", "66"), width: 1, points: none },
      {
        scale: "rate",
        stroke: color("accent"),
        width: 2,
        points: { show: true, size: 7, fill: color("accent") },
      },
      {
        scale: "rate",
        paths: () => null,
        stroke: color("accent"),
        points: { show: true, size: 8, width: 2, stroke: color("accent"), fill: color("paper") },
      },
      { scale: "count", stroke: color("muted"), fill: faint("muted", "66"), paths: bars, points: none },
    ],
  };
}

/** The first days of every n-th week, so that the dates do not touch. */
function everyFew(plot: uPlot, weeks: readonly SliceRow[], min: number, max: number): number[] {
  const room = Math.max(1, Math.floor(plot.width / 64));
  const step = Math.ceil(weeks.length / room);
  return weeks
    .map((week) => seconds(week.key))
    .filter((at, n) => (weeks.length - 1 - n) % step === 0 && at >= min && at <= max);
}
