import { Info } from "lucide-preact";
import type { ComponentChildren } from "preact";

/** A line that opens into what it means, in plain words. */
export function Explain({ label, children }: { label: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="explain">
      <summary>
        {label} <Info size={16} aria-hidden="true" />
      </summary>
      <p>{children}</p>
    </details>
  );
}
