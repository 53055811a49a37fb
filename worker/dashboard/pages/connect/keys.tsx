import { Plus } from "lucide-preact";
import { useState } from "preact/hooks";
import type { NewWriteKey, WriteKey } from "../../../../shared/contract/write-keys.ts";
import { useMe } from "../../me.ts";
import { holds, KeyRow } from "./key-row.tsx";
import { MadeKey, NewKey } from "./new-key.tsx";
import { s } from "./strings.ts";

/** Who may send. */
export function Keys({ keys, onChange }: { keys: readonly WriteKey[]; onChange: () => void }) {
  const mayChange = useMe().person.role === "admin";
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<NewWriteKey>();
  const now = Date.now();
  const standing = keys.filter((key) => holds(key, now));
  const past = keys.filter((key) => !holds(key, now));
  const taken = (key: NewWriteKey) => {
    setAdding(false);
    setMade(key);
    onChange();
  };
  const rows = (some: readonly WriteKey[]) => (
    <ul class="entries">
      {some.map((key) => (
        <KeyRow key={key.id} of={key} mayChange={mayChange} onChange={onChange} onMade={taken} />
      ))}
    </ul>
  );
  return (
    <section class="part">
      <div class="part-head">
        <h2>{s.keys}</h2>
        {mayChange && !adding && (
          <button type="button" class="button" onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden="true" /> {s.add}
          </button>
        )}
      </div>
      <p class="muted">{s.keysHelp}</p>
      {!mayChange && <p class="muted">{s.adminOnly}</p>}
      {made && <MadeKey made={made} onClose={() => setMade(undefined)} />}
      {adding && <NewKey onMade={taken} onCancel={() => setAdding(false)} />}
      {standing.length > 0 ? rows(standing) : <p class="muted">{s.noKeys}</p>}
      {past.length > 0 && (
        <details>
          <summary>{s.past(past.length)}</summary>
          {rows(past)}
        </details>
      )}
    </section>
  );
}
