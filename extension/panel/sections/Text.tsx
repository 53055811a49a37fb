import type { ComponentChildren } from "preact";

/** What a stranger wrote: text only, in its own direction, whatever surrounds it. */
export function Text({ children }: { children: string }) {
  return <bdi>{children}</bdi>;
}

/** Points as they add up: `+18`, `−4`. */
export function Dotted({ children }: { children: ComponentChildren[] }) {
  const shown = children.filter((child) => child !== null && child !== false);
  return (
    <>
      {shown.map((child, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fixed parts of one line
        <span key={n} class="part">
          {n > 0 && <span aria-hidden="true"> · </span>}
          {child}
        </span>
      ))}
    </>
  );
}
