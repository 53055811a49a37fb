import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../strings.ts";

/** Shows what more there is of the list before it. The button goes then: the focus stays at the last that stood there. */
export const ShowAll = ({ label, show }: { label: string; show: () => void }) => (
  <button
    type="button"
    class="button"
    onClick={({ currentTarget: { previousElementSibling: list } }) => {
      const last = [...(list?.querySelectorAll<HTMLElement>("tbody tr, li") ?? [])].at(-1);
      if (last) last.tabIndex = -1;
      last?.focus({ preventScroll: true });
      show();
    }}
  >
    {label}
  </button>
);

/** A list of which only the first `most` show, until somebody wants all. */
export function Few<T>({
  of,
  most = 10,
  children,
}: {
  of: readonly T[];
  most?: number;
  children: (shown: readonly T[]) => ComponentChildren;
}) {
  const [all, setAll] = useState(false);
  return (
    <>
      {children(all ? of : of.slice(0, most))}
      {of.length > most && !all && <ShowAll label={t.table.all(of.length)} show={() => setAll(true)} />}
    </>
  );
}
