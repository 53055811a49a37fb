import { Printer } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import type { MeetingItem } from "../../../shared/contract/replies.ts";
import { announce } from "../announce.ts";
import { api } from "../client.ts";
import { Band } from "../components/band.tsx";
import { PageTitle } from "../components/page.tsx";
import { Empty, Loaded, NoLeads } from "../components/states.tsx";
import { momentDay, number, shortDay } from "../format.ts";
import { useMe } from "../me.ts";
import { useResource } from "../resource.ts";
import { asFailure } from "../session.ts";
import { t } from "../strings.ts";

const s = t.meeting;

/** The list that both teams go through, made to be printed: a box to tick and room to write. */
export default function MeetingPage() {
  const { workspace } = useMe();
  const meeting = useResource("meeting", () => api.meeting());
  const items = meeting.data?.items ?? [];
  const count = useRef<HTMLParagraphElement>(null);
  const drop = (gone: MeetingItem) => {
    count.current?.focus();
    meeting.set({ items: items.filter((item) => item.verdictId !== gone.verdictId) });
  };
  return (
    <>
      <PageTitle title={s.title}>
        {items.length > 0 && (
          <button type="button" class="button" onClick={() => print()}>
            <Printer size={16} aria-hidden="true" /> {s.print}
          </button>
        )}
      </PageTitle>
      <p class="muted">
        <span class="print-only">
          {s.printed(workspace.name, momentDay(Date.now(), workspace.timeZone))} ·{" "}
        </span>
        {s.intro}
      </p>
      <Loaded of={meeting}>
        {() =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <>
              <p ref={count} tabIndex={-1}>
                {s.items(items.length)}
              </p>
              <ol class="entries boxed meeting">
                {items.map((item) => (
                  <Line key={item.verdictId} item={item} onGone={drop} />
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Line({ item, onGone }: { item: MeetingItem; onGone: (item: MeetingItem) => void }) {
  const [wrong, setWrong] = useState<string>();
  const who = item.lead.name ?? item.lead.company ?? t.feedback.nameless;
  const about = [item.lead.title, item.lead.name && item.lead.company, item.campaign].filter(Boolean);
  const said = item.verdict === "bad" && item.reason ? s.because(item.reason) : s.said[item.verdict];
  const remove = async () => {
    try {
      await api.removeFromMeeting(item.verdictId);
      announce(t.feedback.removed);
      onGone(item);
    } catch (error) {
      setWrong(asFailure(error).message);
    }
  };
  return (
    <li>
      <p class="who">
        {item.band && <Band band={item.band} />} {item.score !== null && <b>{number(item.score)}</b>}
        <span>
          <b>{who}</b> <span class="muted">{about.join(" · ")}</span>
        </span>
      </p>
      <p>
        {said} <span class="muted">· {t.feedback.weekOf(shortDay(item.week))}</span>
      </p>
      {item.note && <blockquote>“{item.note}”</blockquote>}
      <p class="print-only outcome">{s.outcome}</p>
      <button type="button" class="button quiet" aria-label={t.of(t.remove, who)} onClick={remove}>
        {t.remove}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </li>
  );
}

function Nothing() {
  if (useMe().hasLeads === false) return <NoLeads />;
  return (
    <Empty title={s.empty}>
      <p>{s.emptyHelp}</p>
    </Empty>
  );
}
