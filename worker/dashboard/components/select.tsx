import { useId } from "preact/hooks";

export interface Choice<Key extends string | null = string> {
  readonly key: Key;
  readonly label: string;
}

/** A labelled choice; a value that is not among the choices (any more) is still shown. `null` is no choice made. */
export function Select<Key extends string | null>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: Key;
  choices: readonly Choice<Key>[];
  onChange: (key: Key) => void;
}) {
  const id = useId();
  const known = choices.some((choice) => choice.key === value);
  const all = known ? choices : [...choices, { key: value, label: value ?? "" }];
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={all.findIndex((choice) => choice.key === value)}
        onChange={(event) => {
          const chosen = all[Number(event.currentTarget.value)];
          if (chosen) onChange(chosen.key);
        }}
      >
        {all.map((choice, n) => (
          <option key={choice.key} value={n}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
