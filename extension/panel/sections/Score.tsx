import { ChevronDown, ChevronRight } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Insight, Reason } from "../../../shared/contract/index.ts";
import { explain } from "../explain.ts";
import { type Formats, points } from "../format.ts";
import { strings } from "../strings.ts";
import { Band } from "./Band.tsx";
import { Text } from "./Text.tsx";

const justNow = 5_000;

/** How good, and why: reasons whose points visibly add up to the value. */
export function Score(props: {
  insight: Insight;
  at: number;
  now: number;
  format: Formats;
  banded: boolean;
}) {
  const { insight, at, now, format, banded } = props;
  const { score } = insight;
  const [open, setOpen] = useState(false);
  const { start, top, more, morePoints, all } = explain(score);
  const change = score.change7d;
  return (
    <section aria-labelledby="score-name">
      <h2 id="score-name" class="said">
        {strings.score}
      </h2>
      <div class="score-line">
        {banded && <Band band={score.band} />}
        <span class="value">
          {score.value}
          <span class="of">{strings.ofHundred}</span>
        </span>
        {change !== undefined && (
          <span class="change">
            <span aria-hidden="true">{strings.changed(change.points)}</span>
            <span class="said">{strings.saidChange(change.points)}</span>
          </span>
        )}
        <span class="age" title={format.full(at)}>
          {now - at < justNow ? (
            strings.updatedNow
          ) : (
            <>
              {strings.updated(format.age(at, now))}
              <span class="said">{strings.ago}</span>
            </>
          )}
        </span>
      </div>
      {change !== undefined && change.causes.length > 0 && (
        <p class="small causes">{strings.causes(change.causes)}</p>
      )}
      <ul class="reasons">
        {open && <Row reason={{ signal: "start", label: strings.startRow, points: start }} plain />}
        {(open ? all : top).map((reason) => (
          <Row key={reason.signal + reason.label} reason={reason} evidence={open} />
        ))}
        {open && (
          <li class="reason total">
            <span class="points">{score.value}</span>
            <span>{strings.totalRow}</span>
          </li>
        )}
      </ul>
      <div class="sum">
        {open ? (
          <span class="small">{strings.scorecard(score.scorecard.name, score.scorecard.version)}</span>
        ) : (
          <span class="small">
            {strings.start(start)}
            {more > 0 && ` · ${strings.more(more, morePoints)}`}
          </span>
        )}
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {strings.why(score.value)}
          {open ? (
            <ChevronDown size={16} aria-hidden="true" />
          ) : (
            <ChevronRight size={16} aria-hidden="true" />
          )}
        </button>
      </div>
      {open && score.probability !== undefined && (
        <p class="small">{strings.probability(format.percent(score.probability))}</p>
      )}
      {score.missing.length > 0 && (
        <p class="small">{strings.unknown(score.missing.map(({ label }) => label))}</p>
      )}
    </section>
  );
}

function Row(props: { reason: Reason; evidence?: boolean; plain?: boolean }) {
  const { label, points: worth, evidence } = props.reason;
  return (
    <li class="reason" title={props.evidence ? undefined : evidence}>
      <span class="points">{props.plain ? worth : points(worth)}</span>
      <span>
        <Text>{label}</Text>
        {props.evidence && evidence !== undefined && (
          <span class="small evidence">
            <Text>{evidence}</Text>
          </span>
        )}
      </span>
    </li>
  );
}
