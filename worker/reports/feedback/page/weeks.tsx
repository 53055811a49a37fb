import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ChartSection } from "../../../dashboard/components/chart-section.tsx";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { percent, shortDay } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackReport, SliceRow } from "../contract.ts";
import { SliceTable } from "./slice-table.tsx";
import { counted } from "./slices.ts";

const s = t.feedback;

/** Good verdicts over time. The chart's code comes apart from the page's, and the page does not wait for it. */
export function Weeks({
  weeks,
  withoutNotNow,
  csv,
}: Pick<FeedbackReport, "weeks" | "withoutNotNow"> & { csv: ComponentChildren }) {
  const named = weeks.map((week) => ({ ...week, label: shortDay(week.key) }));
  const judged = weeks.some((week) => counted(week, withoutNotNow) > 0);
  return (
    <ChartSection
      title={s.weeks}
      actions={csv}
      help={<Explain label={t.table.read}>{s.weeksHelp}</Explain>}
      chart={
        judged ? <Chart weeks={weeks} withoutNotNow={withoutNotNow} /> : <p class="muted">{s.noWeeks}</p>
      }
      table={<SliceTable name={s.weeks} first={s.week} rows={named} withoutNotNow={withoutNotNow} />}
    />
  );
}

function Chart({ weeks, withoutNotNow }: Pick<FeedbackReport, "weeks" | "withoutNotNow">) {
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const first = weeks[0];
  const last = weeks[weeks.length - 1];

  useEffect(() => {
    let gone = false;
    let remove = () => {};
    void import("./weeks-chart.ts").then(({ drawWeeks }) => {
      if (!gone && place.current) remove = drawWeeks(place.current, weeks, withoutNotNow, setAt);
    });
    return () => {
      gone = true;
      remove();
    };
  }, [weeks, withoutNotNow]);

  const week = at === null ? undefined : weeks[at];
  return (
    <>
      <div
        class="weeks"
        ref={place}
        role="img"
        aria-label={s.weeksSummary(weeks.length, shortDay(first?.key ?? ""), shortDay(last?.key ?? ""))}
      />
      <p class="muted readout" aria-hidden="true">
        {week ? readout(week, counted(week, withoutNotNow)) : s.weekHint}
      </p>
    </>
  );
}

function readout(week: SliceRow, count: number): string {
  const { rate, low, high } = week;
  const day = shortDay(week.key);
  if (count === 0 || rate === null || low === null || high === null) return s.weekNone(day);
  return s.weekRead(day, `${percent(rate)} ${s.good} (${s.interval2(low, high)})`, count);
}
