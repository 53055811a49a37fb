import type { ComponentChildren } from "preact";
import { Explain } from "./explain.tsx";
import "./figures.css";

/** The few numbers that a page is about, side by side. */
export const Figures = ({ children }: { children: ComponentChildren }) => (
  <div class="figures">{children}</div>
);

/** One of them, with what it is made of, which opens into what it means. */
export function Figure({
  of,
  children,
  help,
}: {
  of: ComponentChildren;
  children: ComponentChildren;
  help: ComponentChildren;
}) {
  return (
    <div class="figure">
      <p class="big">{children}</p>
      <Explain label={of}>{help}</Explain>
    </div>
  );
}
