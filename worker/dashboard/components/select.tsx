import { useId } from "preact/hooks";

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** A labelled choice; a value that is not among the choices (any more) is still shown. */
export function Select({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (key: string) => void;
}) {
  const id = useId();
  const missing = choices.every((choice) => choice.key !== value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {missing && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
