import { seniorityLabels, seniorityOf } from "../../people/seniority.ts";
import { clip } from "../../people/words.ts";
import type { Signal } from "../signal.ts";

/** How far up they stand, as their title says. */
export const signal: Signal = {
  id: "seniority",
  kind: "fit",
  name: "seniority",
  asks: { field: "title", label: "job title" },
  read: ({ title }) => (title?.trim() ? seniorityOf(title) : null),
  say: ({ title }) => ({ label: clip(title ?? ""), evidence: seniorityLabels[seniorityOf(title ?? "")] }),
};
