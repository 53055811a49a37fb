import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Sources } from "../../../../shared/contract/sources.ts";
import { number, shortDay } from "../../format.ts";

const HEIGHT = 160;
const DAY = 86_400;
const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

/** Draws a bar a day. `onPoint` is told which day the pointer is at. Returns what takes the chart away again. */
export function drawDays(
  place: HTMLElement,
  days: Sources["days"],
  onPoint: (day: number | null) => void,
): () => void {
  const data: uPlot.AlignedData = [days.map(({ day }) => seconds(day)), days.map(({ touches }) => touches)];
  const build = () => new uPlot(options(place, days, onPoint), data, place);
  let plot = build();

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
  days: Sources["days"],
  onPoint: (day: number | null) => void,
): uPlot.Options {
  const style = getComputedStyle(place);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const font = `12px ${style.fontFamily}`;
  const none = { show: false };
  const axis = { stroke: color("muted"), font, ticks: none };
  const most = Math.max(...days.map(({ touches }) => touches), 1);
  const bars = uPlot.paths.bars?.({ size: [0.7, 24] });
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: none,
    cursor: { drag: { x: false, y: false }, y: false, points: none },
    padding: [8, 8, 0, 0],
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
    scales: {
      x: { time: true, range: (_, min, max) => [min - DAY / 2, max + DAY / 2] },
      y: { range: [0, most * 1.05] },
    },
    axes: [
      {
        ...axis,
        grid: none,
        size: 28,
        splits: (plot) => everyFew(plot, days),
        values: (_, at) => at.map((s) => shortDay(new Date(s * 1000).toISOString().slice(0, 10))),
      },
      {
        ...axis,
        size: 52,
        grid: { stroke: `${color("ink")}1f`, width: 1 },
        values: (_, at) => at.map((count) => (Number.isInteger(count) ? number(count) : "")),
      },
    ],
    series: [
      {},
      { stroke: color("accent"), fill: `${color("accent")}66`, width: 1, paths: bars, points: none },
    ],
  };
}

/** Every n-th day from the last one back, so that the dates do not touch. */
function everyFew(plot: uPlot, days: Sources["days"]): number[] {
  const step = Math.ceil(days.length / Math.max(1, Math.floor(plot.width / 72)));
  return days.flatMap(({ day }, n) => ((days.length - 1 - n) % step === 0 ? [seconds(day)] : []));
}
