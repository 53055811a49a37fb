import { Download } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { type Import, importKinds } from "../../../../shared/contract/imports.ts";
import { announce } from "../../announce.ts";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { useResource } from "../../resource.ts";
import { refresh } from "../../session.ts";
import { imports, refusedAt } from "./api.ts";
import { Counts } from "./figures.tsx";
import { Remarks } from "./remarks.tsx";
import { Rollback } from "./rollback.tsx";
import { s } from "./strings.ts";
import { Totals } from "./totals.tsx";

const words = s.done;

/** @param written leads that the import wrote; of a file of touches or deals its rows say it themselves */
function sentenceOf({ kind, created, updated, unchanged }: Import, written = created + updated): string {
  if (created > 0) return words.in(kind, kind === "leads" ? written : created + updated);
  if (updated > 0) return words.updated(kind, kind === "leads" ? written : updated);
  return unchanged > 0 ? words.same : words.nothing;
}

/** What came in, how to check it, and the ways on and back. */
export function Done({ now, set }: { now: Import; set: (now: Import) => void }) {
  const {
    hasLeads,
    workspace: { timeZone },
  } = useMe();
  const { startedAt, finishedAt } = now;
  const totals = useResource(now.id, (signal) => imports.totals(now.id, signal));
  const sentence = sentenceOf(now, totals.data?.leads);
  useEffect(() => {
    announce(sentence);
    if (!hasLeads) void refresh();
  }, [now.id]);
  return (
    <>
      <section class="part">
        <h2 class="arrived" tabIndex={-1}>
          {sentence}
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
      {now.created + now.updated > 0 && <Totals of={totals} />}
      {now.odd.length > 0 && (
        <section class="part">
          <Remarks title={words.odd} remarks={now.odd} of={now.rows} />
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
