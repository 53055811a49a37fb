import { functionLabels, functionOf } from "../../people/function.ts";
import { clip } from "../../people/words.ts";
import type { Signal } from "../signal.ts";

/** What they work in, as their title says. */
export const signal: Signal = {
  id: "function",
  kind: "fit",
  name: "field of work",
  asks: { field: "title", label: "job title" },
  read: ({ title }) => (title?.trim() ? functionOf(title) : null),
  say: ({ title }) => ({
    label: `Works in ${functionLabels[functionOf(title ?? "")]}`,
    evidence: `Title: ${clip(title ?? "")}`,
  }),
};
