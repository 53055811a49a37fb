import { ScrollTable } from "../../../dashboard/components/scroll-table.tsx";
import { number, percent } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { SliceRow } from "../contract.ts";
import { counted, judgedShare } from "./slices.ts";

const s = t.feedback;
const orDash = (share: number | null) => (share === null ? "–" : percent(share));

const heads = [
  s.rate,
  s.low,
  s.high,
  s.n,
  s.goodCount,
  s.notNow,
  s.notAFit,
  s.notCountedColumn,
  s.judgedColumn,
  s.seenColumn,
];

/** Every number of the slices, as plain cells. */
export function SliceTable({
  name,
  first,
  rows,
  withoutNotNow,
}: {
  name: string;
  /** What the first column is called. */
  first: string;
  rows: readonly SliceRow[];
  withoutNotNow: boolean;
}) {
  return (
    <ScrollTable name={name}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {heads.map((head) => (
            <th key={head} scope="col" class="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td class="num">{orDash(row.rate)}</td>
            <td class="num">{orDash(row.low)}</td>
            <td class="num">{orDash(row.high)}</td>
            <td class="num">{number(counted(row, withoutNotNow))}</td>
            <td class="num">{number(row.good)}</td>
            <td class="num">{number(row.notNow)}</td>
            <td class="num">{number(row.notAFit)}</td>
            <td class="num">{number(row.notCounted)}</td>
            <td class="num">{orDash(judgedShare(row))}</td>
            <td class="num">{number(row.seen)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
