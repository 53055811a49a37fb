import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { Select } from "../../../dashboard/components/select.tsx";
import { isPeriod, periods } from "../../../dashboard/period.ts";
import { t } from "../../../dashboard/strings.ts";
import { FeedbackQuery, type FeedbackReport, slicings } from "../contract.ts";
import { cleared, filtersOn, href, type View } from "./view.ts";

const wide = matchMedia("(min-width: 700px)");

/** Folded on a narrow screen, always open on a wide one. */
function useWide(): boolean {
  const [is, set] = useState(wide.matches);
  useEffect(() => {
    const listen = () => set(wide.matches);
    wide.addEventListener("change", listen);
    return () => wide.removeEventListener("change", listen);
  }, []);
  return is;
}

export function Filters({ view, report }: { view: View; report: FeedbackReport | undefined }) {
  const on = filtersOn(view);
  const s = t.feedback;
  if (useWide()) {
    return (
      <section class="filters" aria-label={s.filters}>
        <Fields view={view} report={report} />
      </section>
    );
  }
  return (
    <details class="filters">
      <summary>{on > 0 ? s.filtersOn(on) : s.filters}</summary>
      <Fields view={view} report={report} />
    </details>
  );
}

function Fields({ view, report }: { view: View; report: FeedbackReport | undefined }) {
  const { route } = useLocation();
  const s = t.feedback;
  const change = (patch: Partial<View>) => route(href(view, patch));
  const custom = view.from !== undefined || view.to !== undefined;

  const pickPeriod = (key: string) => {
    if (isPeriod(key)) change({ period: key, from: undefined, to: undefined });
    else if (report) change({ period: undefined, from: report.from, to: report.to });
  };
  const pick = (name: (typeof slicings)[number], key: string | null) =>
    change({ [name]: key === null ? undefined : FeedbackQuery.shape[name].parse(key) });

  return (
    <>
      <div class="fields">
        <Select
          label={s.period}
          value={custom ? "custom" : (view.period ?? "3months")}
          choices={[
            ...periods.map((key) => ({ key, label: s.periods[key] })),
            { key: "custom", label: s.custom },
          ]}
          onChange={pickPeriod}
        />
        {custom && report && <Dates view={view} report={report} change={change} />}
        {slicings
          .filter(
            (name) => !(name === "site" && view.site === undefined && report?.choices.site.length === 0),
          )
          .map((name) => (
            <Select
              key={name}
              label={s.slicings[name]}
              value={view[name] === undefined ? null : `${view[name]}`}
              choices={[
                { key: null, label: s.all },
                ...(view[name] === "" ? [{ key: "", label: s.notKnown }] : []),
                ...(report?.choices[name] ?? []),
              ]}
              onChange={(key) => pick(name, key)}
            />
          ))}
        <Select
          label={s.contact}
          value={view.contact ?? null}
          choices={[
            { key: null, label: s.all },
            { key: "before", label: s.before },
            { key: "after", label: s.after },
          ]}
          onChange={(key) => change({ contact: key ?? undefined })}
        />
      </div>
      <div class="switches">
        <Switch
          label={s.adjusted}
          on={view.adjusted === "1"}
          flip={(on) => change({ adjusted: on ? "1" : undefined })}
        />
        <Switch
          label={s.without}
          on={view.without === "not_now"}
          flip={(on) => change({ without: on ? "not_now" : undefined })}
        />
        <Explain label={s.switchesHelp}>
          {s.adjustedHelp} {s.withoutHelp}
        </Explain>
        {filtersOn(view) > 0 && <a href={cleared(view)}>{s.clear}</a>}
      </div>
    </>
  );
}

function Dates({
  view,
  report,
  change,
}: {
  view: View;
  report: FeedbackReport;
  change: (patch: Partial<View>) => void;
}) {
  const from = view.from ?? report.from;
  const to = view.to ?? report.to;
  const [wrong, setWrong] = useState(false);
  const set = (days: { from: string; to: string }) => {
    if (!days.from || !days.to) return;
    setWrong(days.from > days.to);
    if (days.from <= days.to) change(days);
  };
  return (
    <>
      <div class="field">
        <label for="from">{t.feedback.from}</label>
        <input
          id="from"
          type="date"
          value={from}
          aria-invalid={wrong}
          onChange={(event) => set({ from: event.currentTarget.value, to })}
        />
      </div>
      <div class="field">
        <label for="to">{t.feedback.to}</label>
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
          {t.feedback.spanWrong}
        </p>
      )}
    </>
  );
}

function Switch({ label, on, flip }: { label: string; on: boolean; flip: (on: boolean) => void }) {
  return (
    <label class="switch">
      <input type="checkbox" checked={on} onChange={(event) => flip(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
