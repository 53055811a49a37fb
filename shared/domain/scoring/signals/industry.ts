import { industryOf } from "../../accounts/industry.ts";
import { clip } from "../../people/words.ts";
import type { Signal } from "../signal.ts";

/** What the company does. */
export const signal: Signal = {
  id: "industry",
  kind: "fit",
  name: "industry",
  asks: { field: "industry", label: "industry" },
  read: ({ industry }) => (industry?.trim() ? industryOf(industry) : null),
  say: ({ industry }) => ({ label: `Industry: ${clip(industry ?? "", 100)}` }),
};
