import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../strings.ts";

/** A part of the report with its heading, and a button that turns its chart into a table and back. */
export function ChartSection({
  title,
  tabs,
  actions,
  help,
  chart,
  table,
}: {
  title: string;
  /** Links that choose what the part shows; they then stand where its name would. */
  tabs?: ComponentChildren;
  /** More buttons, before the one for the table. */
  actions?: ComponentChildren;
  help: ComponentChildren;
  chart: ComponentChildren;
  table: ComponentChildren;
}) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section class="part">
      <div class="part-head">
        <h2 class={tabs ? "said" : undefined}>{title}</h2>
        {tabs}
        <div class="actions">
          {actions}
          <button
            type="button"
            class="button quiet"
            aria-label={t.of(asTable ? t.table.chart : t.table.view, title)}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t.table.chart : t.table.view}
          </button>
        </div>
      </div>
      {asTable ? table : chart}
      {help}
    </section>
  );
}
