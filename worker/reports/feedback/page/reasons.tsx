import type { ComponentChildren } from "preact";
import { reasonGroups } from "../../../../shared/contract/feedback.ts";
import type { FeedbackFilters } from "../../../../shared/contract/replies.ts";
import { ChartSection } from "../../../dashboard/components/chart-section.tsx";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { ReplyForm } from "../../../dashboard/components/reply-form.tsx";
import { useReplying } from "../../../dashboard/components/replying.ts";
import { ScrollTable } from "../../../dashboard/components/scroll-table.tsx";
import { number } from "../../../dashboard/format.ts";
import { t } from "../../../dashboard/strings.ts";
import type { FeedbackReport } from "../contract.ts";

const s = t.feedback;
type Reason = FeedbackReport["reasons"][number];

/** Why sales said no, by group; marketing can answer everyone who gave a reason in what is shown. */
export function Reasons({
  reasons,
  slice,
  mayReply,
  csv,
}: {
  reasons: readonly Reason[];
  slice: FeedbackFilters;
  mayReply: boolean;
  csv: ComponentChildren;
}) {
  const most = Math.max(1, ...reasons.map((reason) => reason.count));
  const chart = (
    <div class="groups">
      {reasonGroups.map((group) => {
        const inGroup = reasons.filter((reason) => reason.group === group && reason.count > 0);
        const sum = inGroup.reduce((total, reason) => total + reason.count, 0);
        return (
          <div key={group}>
            <h3>
              {s.groups[group]} <b>{number(sum)}</b>
            </h3>
            {inGroup.length === 0 && <p class="muted">{s.noneInGroup}</p>}
            <ul>
              {inGroup.map((reason) => (
                <ReasonLine key={reason.id} reason={reason} most={most} slice={slice} mayReply={mayReply} />
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
  const table = (
    <ScrollTable name={s.reasons}>
      <thead>
        <tr>
          <th scope="col">{s.reason}</th>
          <th scope="col">{s.group}</th>
          <th scope="col" class="num">
            {s.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr key={reason.id}>
            <th scope="row">{reason.label}</th>
            <td>{s.groups[reason.group]}</td>
            <td class="num">{number(reason.count)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
  return (
    <ChartSection
      title={s.reasons}
      actions={csv}
      help={<Explain label={t.table.read}>{s.reasonsHelp}</Explain>}
      chart={reasons.some((reason) => reason.count > 0) ? chart : <p class="muted">{s.noReasons}</p>}
      table={table}
    />
  );
}

function ReasonLine({
  reason,
  most,
  slice,
  mayReply,
}: {
  reason: Reason;
  most: number;
  slice: FeedbackFilters;
  mayReply: boolean;
}) {
  const reply = useReplying();
  return (
    <li class="reason">
      <span class="label">{reason.label}</span>
      <span class="count">
        <i data-group={reason.group} style={{ inlineSize: `${(reason.count / most) * 100}%` }} />
        <b>{number(reason.count)}</b>
      </span>
      {mayReply && (
        <button
          type="button"
          class="button quiet"
          ref={reply.button}
          aria-expanded={reply.open}
          aria-label={t.of(t.reply.button, reason.label)}
          onClick={reply.toggle}
        >
          {t.reply.button}
        </button>
      )}
      {reply.said && <p class="hint">{reply.said}</p>}
      {reply.open && (
        <ReplyForm
          about={reason.label}
          hint={t.reply.toReason(reason.label)}
          to={{ reason: reason.id, slice }}
          onSent={reply.sent}
          onCancel={reply.close}
        />
      )}
    </li>
  );
}
