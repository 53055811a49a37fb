import { Explain } from "../../../dashboard/components/explain.tsx";
import { number, percent } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackReport, Slice } from "../contract.ts";
import { counted, estimate, judgedShare } from "./slices.ts";

const s = t.feedback;

/** The three numbers that the page is about, each with what it means. */
export function Figures({
  totals,
  adjusted,
  withoutNotNow,
}: Pick<FeedbackReport, "totals" | "adjusted" | "withoutNotNow">) {
  const all = counted(totals, withoutNotNow);
  const rate = estimate(totals);
  const judged = judgedShare(totals);
  return (
    <div class="figures">
      <div class="figure">
        {rate ? (
          <p class="big">
            <b>{percent(rate.rate)}</b> {s.good}{" "}
            <span class="muted">({s.interval2(rate.low, rate.high)})</span>
          </p>
        ) : (
          <p class="big">
            <b class="little">{s.notEnough(totals.more)}</b>
          </p>
        )}
        <Explain label={(adjusted ? s.goodAsGiven : s.goodOf)(totals.good, all)}>
          {s.goodHelp(totals.low, totals.high)}
        </Explain>
      </div>
      <div class="figure">
        <p class="big">
          <b>{judged === null ? "–" : percent(judged)}</b> {s.judged}
        </p>
        <Explain label={s.judgedOf(totals.judged, totals.seen)}>{s.judgedHelp}</Explain>
      </div>
      <div class="figure">
        <p class="big">
          <b>{number(totals.notCounted)}</b> {s.notCounted}
        </p>
        <Explain label={s.notCountedSub}>{s.notCountedHelp}</Explain>
      </div>
    </div>
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
