import { Check } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { announce } from "../../../dashboard/announce.ts";
import { api, type Failure } from "../../../dashboard/client.ts";
import { Band } from "../../../dashboard/components/band.tsx";
import { Explain } from "../../../dashboard/components/explain.tsx";
import { ReplyForm } from "../../../dashboard/components/reply-form.tsx";
import { useReplying } from "../../../dashboard/components/replying.ts";
import { number, shortDay } from "../../../dashboard/format.ts";
import { asFailure } from "../../../dashboard/session.ts";
import { t } from "../../../dashboard/strings.ts";
import type { Differing } from "../contract.ts";
import { href, type View } from "./view.ts";

const s = t.feedback;
const FEW = 20;
/** Which verdict each kind shows, and the address that switches to it. */
const kinds = [
  { kind: "no", verdict: "bad", differ: undefined },
  { kind: "yes", verdict: "good", differ: "yes" },
] as const;

/** Where the score and sales disagree, one verdict a line, never with the name of who gave it. */
export function Differ({
  items,
  view,
  mayAnswer,
  onChange,
  csv,
}: {
  items: readonly Differing[];
  view: View;
  mayAnswer: boolean;
  onChange: (item: Differing) => void;
  csv: ComponentChildren;
}) {
  const [all, setAll] = useState(false);
  const current = view.differ === "yes" ? kinds[1] : kinds[0];
  const chosen = items.filter((item) => item.verdict === current.verdict);
  const shown = all ? chosen : chosen.slice(0, FEW);
  return (
    <section class="part">
      <div class="part-head">
        <h2>{s.differ}</h2>
        <nav class="tabs" aria-label={s.differ}>
          <ul>
            {kinds.map(({ kind, verdict, differ }) => (
              <li key={kind}>
                <a href={href(view, { differ })} aria-current={kind === current.kind ? "true" : undefined}>
                  {s.kinds[kind]} {s.differCount(items.filter((item) => item.verdict === verdict).length)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {items.length > 0 && csv}
      </div>
      {chosen.length === 0 && <p class="muted">{s.noDiffer[current.kind]}</p>}
      <ul class="entries differ">
        {shown.map((item) => (
          <DifferLine key={item.verdictId} item={item} mayAnswer={mayAnswer} onChange={onChange} />
        ))}
      </ul>
      {chosen.length > shown.length && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          {t.table.all(chosen.length)}
        </button>
      )}
      <Explain label={t.table.read}>{s.differHelp}</Explain>
    </section>
  );
}

function DifferLine({
  item,
  mayAnswer,
  onChange,
}: {
  item: Differing;
  mayAnswer: boolean;
  onChange: (item: Differing) => void;
}) {
  const reply = useReplying();
  const who = item.lead.name ?? item.lead.company ?? s.nameless;
  const about = [
    item.lead.title,
    item.lead.name && item.lead.company,
    item.reason?.label ?? (item.verdict === "good" ? s.yes : undefined),
    item.campaign ?? item.source,
    item.day ? shortDay(item.day) : s.weekOf(shortDay(item.week)),
  ].filter(Boolean);
  return (
    <li>
      <p class="who">
        <Band band={item.band} /> <b>{number(item.score)}</b>
        <span>
          <b>{who}</b> <span class="muted">{about.join(" · ")}</span>
        </span>
      </p>
      {item.note && <blockquote>“{item.note}”</blockquote>}
      {mayAnswer && (
        <div class="actions">
          {item.replied && (
            <span class="done">
              <Check size={16} aria-hidden="true" /> {t.reply.replied}
            </span>
          )}
          <button
            type="button"
            class="button quiet"
            ref={reply.button}
            aria-expanded={reply.open}
            aria-label={t.of(t.reply.button, who)}
            onClick={reply.toggle}
          >
            {t.reply.button}
          </button>
          <MeetingToggle item={item} who={who} onChange={onChange} />
        </div>
      )}
      {reply.said && <p class="hint">{reply.said}</p>}
      {reply.open && (
        <ReplyForm
          about={who}
          hint={t.reply.toVerdict}
          to={{ verdictId: item.verdictId }}
          onSent={(text) => {
            reply.sent(text);
            onChange({ ...item, replied: true });
          }}
          onCancel={reply.close}
        />
      )}
    </li>
  );
}

function MeetingToggle({
  item,
  who,
  onChange,
}: {
  item: Differing;
  who: string;
  onChange: (item: Differing) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const flip = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await (item.inMeeting ? api.removeFromMeeting(item.verdictId) : api.addToMeeting(item.verdictId));
      announce(item.inMeeting ? s.removed : s.added);
      onChange({ ...item, inMeeting: !item.inMeeting });
    } catch (error) {
      setFailure(asFailure(error));
    }
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        class="button quiet"
        aria-pressed={item.inMeeting}
        aria-label={t.of(item.inMeeting ? s.inMeeting : s.toMeeting, who)}
        aria-busy={busy}
        onClick={flip}
      >
        {item.inMeeting && <Check size={16} aria-hidden="true" />}
        {item.inMeeting ? s.inMeeting : s.toMeeting}
      </button>
      {failure && (
        <span class="wrong" role="alert">
          {failure.message}
        </span>
      )}
    </>
  );
}
