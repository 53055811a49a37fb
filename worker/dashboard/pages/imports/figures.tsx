import type { Import } from "../../../../shared/contract/imports.ts";
import { number } from "../../format.ts";
import { s } from "./strings.ts";

const named = ["created", "updated", "unchanged", "refused"] as const;

/** What became of the rows, in four figures. */
export const Counts = ({ of }: { of: Import }) => (
  <dl class="counts">
    {named.map((name) => (
      <div key={name}>
        <dt>{s.counts[name]}</dt>
        <dd>{number(of[name])}</dd>
      </div>
    ))}
  </dl>
);
