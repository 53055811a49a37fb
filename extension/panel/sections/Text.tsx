import type { ComponentChildren } from "preact";

/** What a stranger wrote: text only, in its own direction, whatever surrounds it. */
export function Text({ children }: { children: string }) {
  return <bdi>{children}</bdi>;
}

/** Parts of one line with a dot between them; what is not there leaves no dot. */
export function Dotted({ children }: { children: ComponentChildren[] }) {
  const shown = children.filter((child) => child !== null && child !== false);
  return (
    <>
      {shown.map((child, n) => (
        <span key={n} class="part">
          {n > 0 && <span aria-hidden="true"> · </span>}
          {child}
        </span>
      ))}
    </>
  );
}
