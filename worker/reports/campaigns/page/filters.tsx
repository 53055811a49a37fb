import { useLocation } from "preact-iso/router";
import { FilterBar, TimeFields } from "../../../dashboard/components/filters.tsx";
import { Select } from "../../../dashboard/components/select.tsx";
import { t } from "../../../dashboard/strings.ts";
import type { CampaignsReport } from "../contract.ts";
import { s } from "./strings.ts";
import { filtersOn, href, type View } from "./view.ts";

export function Filters({
  view,
  report,
  named,
  onNamed,
}: {
  view: View;
  report: CampaignsReport | undefined;
  /** What a row's name must contain. */
  named: string;
  onNamed: (text: string) => void;
}) {
  const { route } = useLocation();
  const change = (patch: Partial<View>) => route(href(view, patch));
  return (
    <FilterBar on={filtersOn(view) + Number(named !== "")}>
      <div class="fields">
        <TimeFields chosen={view} shown={report} change={change} />
        <Select
          label={s.channel}
          value={view.channel ?? null}
          choices={[
            { key: null, label: t.feedback.all },
            ...(report?.channels ?? []).map((key) => ({ key, label: key || s.none.channel })),
          ]}
          onChange={(key) => change({ channel: key ?? undefined })}
        />
        <div class="field">
          <label for="named">{s.find}</label>
          <input
            id="named"
            type="search"
            value={named}
            onInput={(event) => onNamed(event.currentTarget.value)}
          />
        </div>
      </div>
    </FilterBar>
  );
}
