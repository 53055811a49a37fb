import { useState } from "preact/hooks";
import type { LeadsAnswer } from "../../background/answers.ts";
import type { Formats } from "../../panel/format.ts";
import type { Actions } from "../controller.ts";
import { strings } from "../strings.ts";
import { LeadRow } from "./LeadRow.tsx";

/** As many as stand there before somebody asks for the others. */
const few = 5;

/** A list of leads, or why there is none. */
export function LeadList(props: {
  id: string;
  title: string;
  /** What is said where nobody belongs into it. */
  none: string;
  /** Null while it is asked for. */
  answer: LeadsAnswer | null;
  actions: Pick<Actions, "open">;
  format: Formats;
  now: number;
}) {
  const { id, title, none, answer, actions, format, now } = props;
  const [all, setAll] = useState(false);
  const items = answer?.state === "known" ? answer.items : [];
  const shown = all ? items : items.slice(0, few);
  return (
    <section aria-labelledby={id} aria-busy={answer === null}>
      <h2 id={id}>{title}</h2>
      {answer === null && <p class="small">{strings.loading}…</p>}
      {answer?.state === "known" && items.length === 0 && <p class="small">{none}</p>}
      {answer?.state === "offline" && <p class="small">{strings.offline}</p>}
      {answer?.state === "error" && <p class="small">{strings.error(answer.message)}</p>}
      {shown.length > 0 && (
        <ul class="leads">
          {shown.map((lead) => (
            <li key={lead.leadId}>
              <button type="button" class="lead" onClick={() => void actions.open(lead)}>
                <LeadRow lead={lead} format={format} now={now} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {items.length > few && (
        <button type="button" class="link start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? strings.fewer : strings.more(items.length - few)}
        </button>
      )}
    </section>
  );
}
