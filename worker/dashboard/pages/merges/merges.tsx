import { useState } from "preact/hooks";
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
  const apart = useResource("apart", (signal) => api.conflicts("apart", signal));
  const merges = useResource("merges", (signal) => api.merges(signal));
  // What was decided on this page stands where it was decided, until the pairs are asked for anew.
  const [round, setRound] = useState(0);
  const follow = () => {
    apart.reload();
    merges.reload();
  };
  const lookAgain = () => {
    open.reload();
    follow();
    setRound((n) => n + 1);
  };
  return (
    <>
      <PageTitle title={s.title} />
      <p class="muted intro">{s.intro}</p>
      <Loaded of={open}>
        {(conflicts) => <Doubts key={round} conflicts={conflicts} onChange={follow} lookAgain={lookAgain} />}
      </Loaded>
      <Loaded of={apart}>{({ items }) => <ApartList conflicts={items} onChange={lookAgain} />}</Loaded>
      <Loaded of={merges}>{({ items }) => <Past merges={items} onChange={lookAgain} />}</Loaded>
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
  if (items.length === 0) {
    return (
      <Empty title={s.empty}>
        <p>{s.emptyHelp}</p>
      </Empty>
    );
  }
  const left = items.length - shown;
  return (
    <>
      <p>{s.waiting(items.length, more)}</p>
      <p class="muted intro">{s.help}</p>
      {items.slice(0, shown).map((conflict) => (
        <Doubt key={conflict.id} conflict={conflict} onChange={onChange} lookAgain={lookAgain} />
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
