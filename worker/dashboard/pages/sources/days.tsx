import { useEffect, useRef, useState } from "preact/hooks";
import type { Sources } from "../../../../shared/contract/sources.ts";
import { ChartSection } from "../../components/chart-section.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { number, shortDay } from "../../format.ts";
import { s } from "./strings.ts";

/** What came on each of the last 30 days. */
export const Days = ({ days }: Pick<Sources, "days">) => (
  <ChartSection
    title={s.days}
    help={<p class="muted">{s.daysHelp}</p>}
    chart={<Chart days={days} />}
    table={
      <ScrollTable name={s.days}>
        <thead>
          <tr>
            <th scope="col">{s.day}</th>
            <th scope="col" class="num">
              {s.messages}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, touches }) => (
            <tr key={day}>
              <th scope="row">{shortDay(day)}</th>
              <td class="num">{number(touches)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    }
  />
);

/** The chart's code comes apart from the page's, and the page does not wait for it. */
function Chart({ days }: Pick<Sources, "days">) {
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    let remove = () => {};
    void import("./days-chart.ts").then(({ drawDays }) => {
      if (!gone && place.current) remove = drawDays(place.current, days, setAt);
    });
    return () => {
      gone = true;
      remove();
    };
  }, [days]);
  const day = at === null ? undefined : days[at];
  return (
    <>
      <div
        class="days"
        ref={place}
        role="img"
        aria-label={s.daysSummary(days[0]?.day ?? "", days.at(-1)?.day ?? "")}
      />
      <p class="muted readout" aria-hidden="true">
        {day ? s.dayRead(day.day, day.touches) : s.dayHint}
      </p>
    </>
  );
}
