import { ArrowDown, ArrowUp, Plus, X } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { uuidv7 } from "uuidv7";
import { type ReasonChoice, ReasonGroup, reasonGroups } from "../../../../shared/contract/feedback.ts";
import { t } from "../../strings.ts";
import { SettingsForm } from "./form.tsx";
import { add, type Draft, edit, type Fault, fault, move, remove, toDrafts, toReasons } from "./reasons.ts";

const s = t.settings;

/** The reasons that a rep chooses from, in three groups: added, renamed, moved, taken away. */
export function ReasonsForm({ reasons }: { reasons: readonly ReasonChoice[] }) {
  const [drafts, setDrafts] = useState(() => toDrafts(reasons));
  const [newest, setNewest] = useState<string>();
  useEffect(() => setDrafts(toDrafts(reasons)), [reasons]);

  /** Where focus goes when the row that had it is taken away. */
  const adders = useRef(new Map<ReasonGroup, HTMLButtonElement>());

  const append = (group: ReasonGroup) => {
    const key = uuidv7();
    setDrafts(add(drafts, group, key));
    setNewest(key);
  };
  return (
    <SettingsForm
      title={s.reasons}
      help={s.reasonsHelp}
      may
      changed={JSON.stringify(toReasons(drafts)) !== JSON.stringify(reasons)}
      input={() => {
        const found = fault(drafts);
        return found ? { wrong: [sentence(found)] } : { reasons: toReasons(drafts) };
      }}
      explain={({ fields }) =>
        fields.length === 0
          ? undefined
          : fields.map(
              ({ field, message }) => `${drafts[Number(field.split(".")[1])]?.label ?? field}: ${message}`,
            )
      }
    >
      {reasonGroups.map((group) => (
        <fieldset key={group} class="group">
          <legend>
            {t.feedback.groups[group]} <span class="muted">{s.groupHelp[group]}</span>
          </legend>
          <ul>
            {drafts
              .filter((draft) => draft.group === group)
              .map((draft) => (
                <Row
                  key={draft.key}
                  draft={draft}
                  focus={draft.key === newest}
                  onEdit={(change) => setDrafts(edit(drafts, draft.key, change))}
                  onMove={(by) => setDrafts(move(drafts, draft.key, by))}
                  onRemove={() => {
                    adders.current.get(group)?.focus();
                    setDrafts(remove(drafts, draft.key));
                  }}
                />
              ))}
          </ul>
          <button
            type="button"
            class="button quiet"
            ref={(button) => {
              if (button) adders.current.set(group, button);
            }}
            aria-label={s.addTo(t.feedback.groups[group])}
            onClick={() => append(group)}
          >
            <Plus size={16} aria-hidden="true" /> {s.addReason}
          </button>
        </fieldset>
      ))}
    </SettingsForm>
  );
}

function sentence(found: Fault): string {
  if (found.kind === "same") return s.sameLabel(found.label);
  return found.kind === "label" ? s.needsLabel : s.needsOne;
}

function Row({
  draft,
  focus,
  onEdit,
  onMove,
  onRemove,
}: {
  draft: Draft;
  focus: boolean;
  onEdit: (change: Partial<Draft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const name = draft.label.trim() || s.unnamed;
  return (
    <li class="reason-row">
      <input
        ref={field}
        aria-label={s.reasonLabel}
        value={draft.label}
        maxLength={60}
        onInput={(event) => onEdit({ label: event.currentTarget.value })}
      />
      <label class="switch">
        <input
          type="checkbox"
          checked={draft.note}
          onChange={(event) => onEdit({ note: event.currentTarget.checked })}
        />
        {s.note}
      </label>
      <select
        aria-label={s.moveTo(name)}
        value={draft.group}
        onChange={(event) => onEdit({ group: ReasonGroup.parse(event.currentTarget.value) })}
      >
        {reasonGroups.map((group) => (
          <option key={group} value={group}>
            {t.feedback.groups[group]}
          </option>
        ))}
      </select>
      <span class="actions">
        <button
          type="button"
          class="button quiet icon"
          aria-label={s.moveUp(name)}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          class="button quiet icon"
          aria-label={s.moveDown(name)}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={16} aria-hidden="true" />
        </button>
        <button type="button" class="button quiet" aria-label={s.removeReason(name)} onClick={onRemove}>
          <X size={16} aria-hidden="true" /> {t.remove}
        </button>
      </span>
    </li>
  );
}
