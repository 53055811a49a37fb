import { useLocation } from "preact-iso/router";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { FilterBar, TimeFields } from "../../../dashboard/components/filters.tsx";
import { Select } from "../../../dashboard/components/select.tsx";
import { t } from "../../../dashboard/strings.ts";
import { FeedbackQuery, type FeedbackReport, slicings } from "../contract.ts";
import { cleared, filtersOn, href, type View } from "./view.ts";

export const Filters = ({ view, report }: { view: View; report: FeedbackReport | undefined }) => (
  <FilterBar on={filtersOn(view)}>
    <Fields view={view} report={report} />
  </FilterBar>
);

function Fields({ view, report }: { view: View; report: FeedbackReport | undefined }) {
  const { route } = useLocation();
  const s = t.feedback;
  const change = (patch: Partial<View>) => route(href(view, patch));
  const pick = (name: (typeof slicings)[number], key: string | null) =>
    change({ [name]: key === null ? undefined : FeedbackQuery.shape[name].parse(key) });

  return (
    <>
      <div class="fields">
        <TimeFields chosen={view} shown={report} change={change} />
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

function Switch({ label, on, flip }: { label: string; on: boolean; flip: (on: boolean) => void }) {
  return (
    <label class="switch">
      <input type="checkbox" checked={on} onChange={(event) => flip(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
