import type { ComponentChildren } from "preact";
import { t } from "../strings.ts";

/** A table that scrolls inside itself where the screen is narrow. */
export const ScrollTable = ({ name, children }: { name: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="scroll" aria-label={t.table.scroll(name)} tabIndex={0}>
    <table>{children}</table>
  </section>
);
