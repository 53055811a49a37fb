import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isPeriod, type Period, periods } from "../period.ts";
import { t } from "../strings.ts";
import { Select } from "./select.tsx";
import "./filters.css";

const s = t.feedback;
const wide = matchMedia("(min-width: 700px)");

/** What chooses what a report shows: folded on a narrow screen, always open on a wide one. @param on how many are set */
export function FilterBar({ on, children }: { on: number; children: ComponentChildren }) {
  const [isWide, setWide] = useState(wide.matches);
  useEffect(() => {
    const listen = () => setWide(wide.matches);
    wide.addEventListener("change", listen);
    return () => wide.removeEventListener("change", listen);
  }, []);
  if (isWide) {
    return (
      <section class="filters" aria-label={s.filters}>
        {children}
      </section>
    );
  }
  return (
    <details class="filters">
      <summary>{on > 0 ? s.filtersOn(on) : s.filters}</summary>
      {children}
    </details>
  );
}

/** Days, `YYYY-MM-DD`. */
export interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** The time that a report spans: a period by name, or two days. Three months where nobody says. */
export function TimeFields({
  chosen,
  shown,
  change,
}: {
  chosen: Days & { period?: Period | undefined };
  /** What the report spans; undefined until it is there. */
  shown: { from: string; to: string } | undefined;
  change: (to: Days & { period?: Period | undefined }) => void;
}) {
  const custom = chosen.from !== undefined || chosen.to !== undefined;
  const pick = (key: string) => {
    if (isPeriod(key)) change({ period: key, from: undefined, to: undefined });
    else if (shown) change({ period: undefined, from: shown.from, to: shown.to });
  };
  return (
    <>
      <Select
        label={s.period}
        value={custom ? "custom" : (chosen.period ?? "3months")}
        choices={[
          ...periods.map((key) => ({ key, label: s.periods[key] })),
          { key: "custom", label: s.custom },
        ]}
        onChange={pick}
      />
      {custom && shown && (
        <Dates from={chosen.from ?? shown.from} to={chosen.to ?? shown.to} change={change} />
      )}
    </>
  );
}

function Dates({
  from,
  to,
  change,
}: {
  from: string;
  to: string;
  change: (days: { from: string; to: string }) => void;
}) {
  const [wrong, setWrong] = useState(false);
  const set = (days: { from: string; to: string }) => {
    if (!days.from || !days.to) return;
    setWrong(days.from > days.to);
    if (days.from <= days.to) change(days);
  };
  return (
    <>
      <div class="field">
        <label for="from">{s.from}</label>
        <input
          id="from"
          type="date"
          value={from}
          aria-invalid={wrong}
          onChange={(event) => set({ from: event.currentTarget.value, to })}
        />
      </div>
      <div class="field">
        <label for="to">{s.to}</label>
        <input
          id="to"
          type="date"
          value={to}
          aria-invalid={wrong}
          onChange={(event) => set({ from, to: event.currentTarget.value })}
        />
      </div>
      {wrong && (
        <p class="wrong" role="alert">
          {s.spanWrong}
        </p>
      )}
    </>
  );
}
