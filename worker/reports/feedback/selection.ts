import type { FeedbackFilters } from "../../../shared/contract/replies.ts";
import { fewReps, keysToFold } from "../../../shared/domain/feedback/privacy.ts";
import type { Dimensions, ReportVerdict } from "../../../shared/domain/feedback/slices.ts";
import { addDays } from "../../../shared/domain/feedback/week.ts";
import { ProblemError } from "../../middleware/problems.ts";
import type { Span } from "./query.ts";

/** Whether a row is in the selection; an empty filter value means "not known". */
export const isSelected =
  (filters: FeedbackFilters) =>
  (row: Dimensions): boolean =>
    (["source", "campaign", "persona", "band", "scorecard", "site", "contact"] as const).every((name) => {
      const wanted = filters[name];
      return wanted === undefined || `${row[name] ?? ""}` === `${wanted}`;
    });

export interface Selection {
  chosen: ReportVerdict[];
  /** The sites that a filter must not single out, nor leave as what is missing from the whole. */
  hiddenSites: Set<string>;
}

/**
 * The verdicts that the filters choose of all in the span.
 * @throws ProblemError invalid_input where a site, or a part of a week, would say who gave which verdict
 */
export function selectVerdicts(
  all: readonly ReportVerdict[],
  filters: FeedbackFilters,
  { from, to }: Span,
): Selection {
  const anySite = all.filter(isSelected({ ...filters, site: undefined }));
  const hiddenSites = keysToFold(anySite, ({ site }) => site ?? "");
  if (filters.site !== undefined && hiddenSites.has(filters.site))
    throw new ProblemError("invalid_input", [
      "site",
      "Fewer than four reps judged leads there, or elsewhere: it would show who",
    ]);
  const chosen = anySite.filter(isSelected(filters));
  if (chosen.length > 0 && fewReps(chosen) && addDays(from, 6) > to)
    throw new ProblemError("invalid_input", [
      "from",
      "Fewer than four reps judged leads then: choose a week or more",
    ]);
  return { chosen, hiddenSites };
}
