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
