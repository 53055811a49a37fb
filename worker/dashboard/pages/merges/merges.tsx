import { useRef, useState } from "preact/hooks";
import type { Conflicts } from "../../../../shared/contract/merges.ts";
import { PageTitle } from "../../components/page.tsx";
import { Empty, Loaded } from "../../components/states.tsx";
import { useResource } from "../../resource.ts";
import { api } from "./api.ts";
import { Doubt } from "./doubt.tsx";
import { ApartList, Past } from "./past.tsx";
import { s } from "./strings.ts";
import "./merges.css";

/** How many pairs stand on the page at once. */
const AT_ONCE = 10;

/** Leads that may be one person: what imports found, what was decided, and the way back. */
export default function MergesPage() {
  const open = useResource("open", (signal) => api.conflicts("open", signal));
  const decided = useResource("decided", async (signal) => {
    const [apart, { items }] = await Promise.all([api.conflicts("apart", signal), api.merges(signal)]);
    return { apart: apart.items, merges: items };
  });
  // What was decided on this page stands where it was decided, until the pairs are asked for anew.
  const [round, setRound] = useState(0);
  const region = useRef<HTMLElement>(null);
  const lookAgain = () => {
    open.reload();
    decided.reload();
    setRound(round + 1);
    region.current?.focus();
  };
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted intro">{s.intro}</p>
      <section class="doubts" aria-label={s.toDecide} tabIndex={-1} ref={region}>
        <Loaded of={open}>
          {(conflicts) => (
            <Doubts key={round} conflicts={conflicts} onChange={decided.reload} lookAgain={lookAgain} />
          )}
        </Loaded>
      </section>
      {open.data && (
        <Loaded of={decided}>
          {({ apart, merges }) => (
            <>
              <ApartList conflicts={apart} onChange={lookAgain} />
              <Past merges={merges} onChange={lookAgain} />
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

function Doubts({
  conflicts: { items, more },
  onChange,
  lookAgain,
}: {
  conflicts: Conflicts;
  onChange: () => void;
  lookAgain: () => void;
}) {
  const [shown, setShown] = useState(AT_ONCE);
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set());
  if (items.length === 0) {
    return (
      <Empty title={s.empty}>
        <p>{s.emptyHelp}</p>
      </Empty>
    );
  }
  const left = items.length - shown;
  const open = items.length - said.size;
  return (
    <>
      <p class="strong">{s.waiting(open, more)}</p>
      <p class="muted intro">{s.help}</p>
      {items.slice(0, shown).map((conflict) => (
        <Doubt
          key={conflict.id}
          conflict={conflict}
          onSaid={(isSaid) => {
            const others = [...said].filter((id) => id !== conflict.id);
            setSaid(new Set(isSaid ? [...others, conflict.id] : others));
            onChange();
          }}
          lookAgain={lookAgain}
        />
      ))}
      {left > 0 ? (
        <button type="button" class="button" onClick={() => setShown(shown + AT_ONCE)}>
          {s.showMore(Math.min(left, AT_ONCE))}
        </button>
      ) : (
        more && (
          <button type="button" class="button" onClick={lookAgain}>
            {s.next}
          </button>
        )
      )}
    </>
  );
}
