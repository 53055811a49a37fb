import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../strings.ts";

/** A part of the report with its heading, and a button that turns its chart into a table and back. */
export function ChartSection({
  title,
  help,
  chart,
  table,
}: {
  title: string;
  help: ComponentChildren;
  chart: ComponentChildren;
  table: ComponentChildren;
}) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section class="part">
      <div class="part-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="button quiet"
          aria-label={`${asTable ? t.table.chart : t.table.view}: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t.table.chart : t.table.view}
        </button>
      </div>
      {asTable ? table : chart}
      {help}
    </section>
  );
}
