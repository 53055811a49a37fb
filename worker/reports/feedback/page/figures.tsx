import { Figure, Figures } from "../../../dashboard/components/figures.tsx";
import { estimate } from "../../../dashboard/components/whisker.tsx";
import { number, percent } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackReport, Slice } from "../contract.ts";
import { counted, judgedShare } from "./slices.ts";

const s = t.feedback;

/** The three numbers that the page is about, each with what it means. */
export function Numbers({
  totals,
  adjusted,
  withoutNotNow,
}: Pick<FeedbackReport, "totals" | "adjusted" | "withoutNotNow">) {
  const all = counted(totals, withoutNotNow);
  const rate = estimate(totals);
  const judged = judgedShare(totals);
  return (
    <Figures>
      <Figure
        of={(adjusted ? s.goodAsGiven : s.goodOf)(totals.good, all)}
        help={s.goodHelp(totals.low, totals.high)}
      >
        {rate ? (
          <>
            <b>{percent(rate.rate)}</b> {s.good}{" "}
            <span class="muted">({s.interval2(rate.low, rate.high)})</span>
          </>
        ) : (
          <b class="little">{s.notEnough(totals.more)}</b>
        )}
      </Figure>
      <Figure of={s.judgedOf(totals.judged, totals.seen)} help={s.judgedHelp}>
        <b>{judged === null ? "–" : percent(judged)}</b> {s.judged}
      </Figure>
      <Figure of={s.notCountedSub} help={s.notCountedHelp}>
        <b>{number(totals.notCounted)}</b> {s.notCounted}
      </Figure>
    </Figures>
  );
}

const parts = ["good", "notNow", "notAFit"] as const;

/** How the verdicts fall, told by words, by pattern and by length. */
export function ShareBar({
  totals,
  adjusted,
  withoutNotNow,
}: Pick<FeedbackReport, "adjusted" | "withoutNotNow"> & { totals: Slice }) {
  const all = counted(totals, withoutNotNow);
  const shown = parts.filter((part) => !(part === "notNow" && withoutNotNow));
  if (all === 0) return null;
  return (
    <div class="shares">
      <p class="muted" id="shares">
        {adjusted ? s.sharesAsGiven : s.shares}
      </p>
      <ul aria-labelledby="shares">
        {shown.map((part) => (
          <li key={part}>
            <i class="swatch" data-part={part} aria-hidden="true" />
            <span>
              {s.share[part]} <b>{percent(totals[part] / all)}</b>{" "}
              <span class="muted">{number(totals[part])}</span>
            </span>
          </li>
        ))}
      </ul>
      <div class="bar" aria-hidden="true">
        {shown.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: totals[part] }} />
        ))}
      </div>
    </div>
  );
}
