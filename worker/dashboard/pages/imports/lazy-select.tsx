import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** A choice among many that stands many times on a page: its list is made when somebody comes to it. */
export function LazySelect({
  name,
  value,
  label,
  wrong,
  describedBy,
  onChoose,
  children,
}: {
  /** What is chosen here, for those who do not see where it stands. */
  name: string;
  value: string;
  /** What `value` is called, as long as the list is not there. */
  label: string;
  wrong?: boolean;
  describedBy?: string | undefined;
  onChoose: (value: string) => void;
  children: () => ComponentChildren;
}) {
  const [awake, setAwake] = useState(false);
  const wake = () => setAwake(true);
  return (
    <select
      aria-label={name}
      aria-invalid={wrong}
      aria-describedby={describedBy}
      value={value}
      onFocus={wake}
      onPointerDown={wake}
      onPointerEnter={wake}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {awake ? children() : <option value={value}>{label}</option>}
    </select>
  );
}
