import { useState } from "preact/hooks";
import { ChartSection } from "../../../dashboard/components/chart-section.tsx";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { estimate, Whisker, WhiskerScale } from "../../../dashboard/components/whisker.tsx";
import { number, percent } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import { type FeedbackReport, type SliceRow, slicings } from "../contract.ts";
import { SliceTable } from "./slice-table.tsx";
import { counted, judgedShare } from "./slices.ts";
import { href, only, type View } from "./view.ts";

const s = t.feedback;
const FEW = 25;

/** The report's rows by source, campaign, ...: rate with interval, on one scale, in the Worker's order. */
export function Rows({ report, view }: { report: FeedbackReport; view: View }) {
  const { by, rows, totals, withoutNotNow } = report;
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FEW);
  const name = s.slicings[by];
  return (
    <>
      <ChartSection
        title={s.byTitle(name)}
        tabs={<Slicings report={report} view={view} />}
        help={<Explain label={t.table.read}>{s.rowsHelp}</Explain>}
        chart={
          rows.length === 0 ? (
            <p class="muted">{s.noRows}</p>
          ) : (
            <table class="rows">
              <thead>
                <tr>
                  <th scope="col">{name}</th>
                  <th scope="col" class="num">
                    {s.rate}
                  </th>
                  <th scope="col" class="graph">
                    {s.interval}
                    <WhiskerScale />
                  </th>
                  <th scope="col" class="num">
                    {s.n}
                  </th>
                  <th scope="col" class="num">
                    {s.judgedColumn}
                  </th>
                  <th scope="col" class="num">
                    {s.notNow}
                  </th>
                  <th scope="col" class="num">
                    {s.notAFit}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <Row
                    key={row.key}
                    row={row}
                    alone={only(view, by, row.key)}
                    mean={totals.rate}
                    withoutNotNow={withoutNotNow}
                  />
                ))}
              </tbody>
            </table>
          )
        }
        table={<SliceTable name={s.byTitle(name)} first={name} rows={shown} withoutNotNow={withoutNotNow} />}
      />
      {rows.length > FEW && !all && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {t.table.all(rows.length)}
        </button>
      )}
    </>
  );
}

function Row({
  row,
  alone,
  mean,
  withoutNotNow,
}: {
  row: SliceRow;
  /** The address that shows this row alone. */
  alone: string | undefined;
  mean: number | null;
  withoutNotNow: boolean;
}) {
  const rate = estimate(row);
  const judged = judgedShare(row);
  return (
    <tr>
      <th scope="row">
        {alone ? (
          <a href={alone} title={s.only(row.label)}>
            {row.label}
          </a>
        ) : (
          row.label
        )}
      </th>
      {rate ? (
        <>
          <td class="num rate">
            <b>{percent(rate.rate)}</b>
          </td>
          <td class="graph">
            <span class="said">{s.between(rate.low, rate.high)}</span>
            <Whisker of={rate} mean={mean} />
          </td>
        </>
      ) : (
        <td class="thin" colSpan={2}>
          {s.notEnough(row.more)}
        </td>
      )}
      <td class="num" data-label={s.n}>
        {number(counted(row, withoutNotNow))}
      </td>
      <td class="num" data-label={s.judgedColumn}>
        {judged === null ? "–" : percent(judged)}
      </td>
      <td class="num" data-label={s.notNow}>
        {number(row.notNow)}
      </td>
      <td class="num" data-label={s.notAFit}>
        {number(row.notAFit)}
      </td>
    </tr>
  );
}

function Slicings({ report, view }: { report: FeedbackReport; view: View }) {
  return (
    <nav class="tabs" aria-label={s.by}>
      <span class="muted" aria-hidden="true">
        {s.by}
      </span>
      <ul>
        {slicings
          .filter((slicing) => !(slicing === "site" && report.fewReps))
          .map((slicing) => (
            <li key={slicing}>
              <a href={href(view, { by: slicing })} aria-current={slicing === report.by ? "true" : undefined}>
                {s.slicings[slicing]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
