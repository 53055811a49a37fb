import { ChartSection } from "../../../dashboard/components/chart-section.tsx";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { estimate, Whisker, WhiskerScale } from "../../../dashboard/components/whisker.tsx";
import { percent } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackReport, Slice } from "../contract.ts";
import { SliceTable } from "./slice-table.tsx";
import { counted } from "./slices.ts";

const s = t.feedback;

/** The same leads judged before and after somebody from sales spoke with them, side by side. */
export function Contact({
  contact,
  mean,
  withoutNotNow,
}: Pick<FeedbackReport, "contact" | "withoutNotNow"> & { mean: number | null }) {
  const rows = [
    { key: "before", label: s.contactBefore, ...contact.before },
    { key: "after", label: s.contactAfter, ...contact.after },
  ];
  return (
    <ChartSection
      title={s.contacts}
      help={<Explain label={t.table.read}>{s.contactsHelp}</Explain>}
      chart={
        <div class="contact">
          {rows.map((row) => (
            <One
              key={row.key}
              label={row.label}
              slice={row}
              mean={mean}
              count={counted(row, withoutNotNow)}
            />
          ))}
          <WhiskerScale />
        </div>
      }
      table={<SliceTable name={s.contacts} first={s.contact} rows={rows} withoutNotNow={withoutNotNow} />}
    />
  );
}

function One({
  label,
  slice,
  mean,
  count,
}: {
  label: string;
  slice: Slice;
  mean: number | null;
  count: number;
}) {
  const rate = estimate(slice);
  return (
    <div>
      <p>
        {label}
        <br />
        {rate ? (
          <>
            <b class="mid">{percent(rate.rate)}</b> {s.good}
            <span class="said"> {s.between(rate.low, rate.high)}</span>
          </>
        ) : (
          s.notEnough(slice.more)
        )}
        <span class="muted"> · {s.verdicts(count)}</span>
      </p>
      <Whisker of={rate} mean={mean} />
    </div>
  );
}
