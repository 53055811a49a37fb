import type { Conflict, Merge } from "../../../../shared/contract/merges.ts";
import { announce } from "../../announce.ts";
import { moment } from "../../format.ts";
import { useMe } from "../../me.ts";
import { useAct } from "../../use-act.ts";
import { api } from "./api.ts";
import { nameOf, namesOf } from "./compare.ts";
import { s } from "./strings.ts";

const MOST = 100;

/** Which leads were merged, newest first, each with the way back. */
export function Past({ merges, onChange }: { merges: readonly Merge[]; onChange: () => void }) {
  return (
    <section class="part">
      <h2>{s.past.title}</h2>
      <p class="muted">{merges.length === 0 ? s.past.none : s.past.help}</p>
      <ul class="entries past">
        {merges.map((merge) => (
          <PastMerge
            key={merge.id}
            merge={merge}
            first={merges.find(({ id }) => id === merge.first)}
            onChange={onChange}
          />
        ))}
      </ul>
      {merges.length === MOST && <p class="muted">{s.past.only}</p>}
    </section>
  );
}

function PastMerge({
  merge,
  first,
  onChange,
}: {
  merge: Merge;
  /** The one that must be undone before. */
  first: Merge | undefined;
  onChange: () => void;
}) {
  const { timeZone } = useMe().workspace;
  const [stayed, gone] = [nameOf(merge.into), nameOf(merge.from)];
  const { undoneAt } = merge;
  return (
    <li>
      <p>{undoneAt === null ? s.past.into(gone, stayed) : s.past.was(gone, stayed)}</p>
      <p class="muted">
        {s.past.by(merge.by, moment(merge.at, timeZone))}
        {undoneAt !== null && ` · ${s.past.undone(merge.undoneBy, moment(undoneAt, timeZone))}`}
      </p>
      {undoneAt === null &&
        (first ? (
          <p class="muted">{s.past.first(nameOf(first.from), nameOf(first.into))}</p>
        ) : (
          <Act
            label={s.undo}
            name={s.past.undoOf(gone, stayed)}
            done={s.undone(stayed, gone)}
            act={() => api.undo(merge.id)}
            onDone={onChange}
          />
        ))}
    </li>
  );
}

/** Pairs that somebody said are two people, in case it was said too fast. */
export function ApartList({ conflicts, onChange }: { conflicts: readonly Conflict[]; onChange: () => void }) {
  const { timeZone } = useMe().workspace;
  if (conflicts.length === 0) return null;
  return (
    <section class="part">
      <h2>{s.apartList.title}</h2>
      <ul class="entries past">
        {conflicts.map((conflict) => {
          const [left, right] = namesOf(conflict);
          return (
            <li key={conflict.id}>
              <p>{s.pair(left, right)}</p>
              {conflict.decidedAt !== null && (
                <p class="muted">{s.apartList.by(conflict.by, moment(conflict.decidedAt, timeZone))}</p>
              )}
              <Act
                label={s.apartList.again}
                name={s.apartList.againOf(left, right)}
                done={s.reopened(left, right)}
                act={() => api.decide(conflict.id, { decision: "open" })}
                onDone={onChange}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A button that does something at once, and says what went wrong. */
function Act({
  label,
  name,
  done,
  act,
  onDone,
}: {
  label: string;
  name: string;
  done: string;
  act: () => Promise<unknown>;
  onDone: () => void;
}) {
  const { busy, wrong, run } = useAct();
  const go = () =>
    run(async () => {
      await act();
      announce(done);
      onDone();
    });
  return (
    <>
      <button type="button" class="button quiet" aria-label={name} aria-disabled={busy} onClick={go}>
        {label}
      </button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  );
}
