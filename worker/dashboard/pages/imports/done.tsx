import { Download } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { type Import, importKinds } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { refresh } from "../../session.ts";
import { refusedAt } from "./api.ts";
import { broughtIn } from "./counts.ts";
import { Counts } from "./figures.tsx";
import { Remarks } from "./remarks.tsx";
import { Rollback } from "./rollback.tsx";
import { s } from "./strings.ts";
import { Totals } from "./totals.tsx";

const words = s.done;

function sentenceOf(now: Import): string {
  const { kind, created, updated, unchanged } = now;
  const count = broughtIn(now);
  if (count === 0) return words.nothing;
  return created + updated === 0 && unchanged > 0 ? words.same : words.in(kind, count);
}

/** What came in, how to check it, and the ways on and back. */
export function Done({ now, set }: { now: Import; set: (now: Import) => void }) {
  const {
    hasLeads,
    workspace: { timeZone },
  } = useMe();
  const { startedAt, finishedAt } = now;
  useEffect(() => {
    announce(sentenceOf(now));
    if (!hasLeads) void refresh();
  }, [now.id]);
  return (
    <>
      <section class="part">
        <h2 class="figure" tabIndex={-1}>
          {sentenceOf(now)}
        </h2>
        <Counts of={now} />
        {startedAt !== null && finishedAt !== null && (
          <p class="muted">
            {words.when(now.by, moment(startedAt, timeZone), s.took(finishedAt - startedAt))}
          </p>
        )}
        <Refused now={now} />
        {now.conflicts > 0 && (
          <p>
            {words.conflicts(now.conflicts)} <a href="/merges">{words.decide}</a>
          </p>
        )}
      </section>
      {broughtIn(now) > 0 && <Totals id={now.id} />}
      {now.odd.length > 0 && (
        <section class="part">
          <Remarks title={words.odd} remarks={now.odd} />
        </section>
      )}
      <Next now={now} />
      <Rollback now={now} set={set} />
    </>
  );
}

/** Where the rows are that stayed out; nothing where all went in. */
export function Refused({ now }: { now: Import }) {
  if (now.refused === 0) return null;
  return (
    <div class="note">
      <p>
        {words.refused(now.refused)} {words.mend}
      </p>
      <p>
        <a class="button" href={refusedAt(now.id)} download>
          <Download size={16} aria-hidden="true" /> {words.download}
        </a>
      </p>
    </div>
  );
}

function Next({ now: { kind } }: { now: Import }) {
  const others = [...importKinds.filter((each) => each !== kind), kind];
  return (
    <section class="part">
      <h2>{words.next}</h2>
      <p class="actions">
        {others.map((each) => (
          <a key={each} class="button" href={`/imports?kind=${each}`}>
            {words.nextKind[each]}
          </a>
        ))}
        <a href="/">{words.report}</a>
      </p>
    </section>
  );
}
