import { fewReps } from "../../../shared/domain/feedback/privacy.ts";
import { feedbackReport } from "../../../shared/domain/feedback/report.ts";
import type { Dimensions, ReportVerdict } from "../../../shared/domain/feedback/slices.ts";
import { addDays } from "../../../shared/domain/feedback/week.ts";
import type { Config } from "../../db/config.ts";
import type { Database } from "../../db/run.ts";
import { ProblemError } from "../../middleware/problems.ts";
import type { FeedbackQuery, FeedbackReport, slicings } from "./contract.ts";
import { feedbackRows, isSelected, marksOf, type Span, spanOf } from "./query.ts";

/** The feedback report as its address asks for it. */
export async function readFeedbackReport(
  db: Database,
  config: Config,
  query: FeedbackQuery,
  now: number,
): Promise<FeedbackReport> {
  const span = spanOf(query, config.timeZone, now);
  const all = await feedbackRows(db, config, span);
  const selected = isSelected(query);
  const labels = labelsOf(config, all.verdicts);
  const { by = "campaign", adjusted, without } = query;
  const chosen = all.verdicts.filter(selected);
  refuseWhatPointsAtARep(query, span, chosen);
  const report = feedbackReport(chosen, all.seen.filter(selected), {
    by,
    firstDay: config.firstDay,
    reasons: config.reasons,
    labels,
    adjusted: adjusted === "1",
    withoutNotNow: without === "not_now",
    counts: all.counts.filter(selected),
    workspace: all.verdicts,
  });
  const differ = report.differ;
  const marks =
    differ.length > 0
      ? await db.all(marksOf({ ids: JSON.stringify(differ.map(({ verdictId }) => verdictId)) }))
      : [];
  const marked = new Map(marks.map((mark) => [mark.verdictId, mark]));
  return {
    ...span,
    timeZone: config.timeZone,
    firstDay: config.firstDay,
    by,
    adjusted: adjusted === "1",
    withoutNotNow: without === "not_now",
    totals: report.totals,
    rows: [...report.rows],
    weeks: [...report.weeks],
    reasons: [...report.reasons],
    contact: report.contact,
    differ: differ.map((item) => ({
      ...item,
      persona: item.persona && (labels.persona.get(item.persona) ?? item.persona),
      replied: marked.get(item.verdictId)?.replied === 1,
      inMeeting: marked.get(item.verdictId)?.inMeeting === 1,
    })),
    choices: choicesOf([...all.verdicts, ...all.seen], labels, report.fewReps),
    fewReps: report.fewReps,
  };
}

/** A site, or a part of a week, with fewer than four reps behind it would say who gave which verdict. */
function refuseWhatPointsAtARep(
  query: FeedbackQuery,
  { from, to }: Span,
  chosen: readonly ReportVerdict[],
): void {
  if (chosen.length === 0 || !fewReps(chosen)) return;
  if (query.site !== undefined)
    throw new ProblemError("invalid_input", [
      "site",
      "Fewer than four reps judged leads there: it would show who",
    ]);
  if (addDays(from, 6) > to)
    throw new ProblemError("invalid_input", [
      "from",
      "Fewer than four reps judged leads then: choose a week or more",
    ]);
}

type Labels = Record<(typeof slicings)[number], Map<string, string>>;

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function labelsOf(config: Config, rows: readonly Dimensions[]): Labels {
  return {
    source: new Map(),
    campaign: new Map(),
    band: new Map(),
    persona: new Map(config.personas.map(({ id, name }) => [id, name])),
    scorecard: new Map(
      config.scorecards.map(({ version, name }) => [`${version}`, `${name} (version ${version})`]),
    ),
    site: new Map(rows.flatMap(({ site }) => (site === null ? [] : [[site, capitalised(site)]]))),
  };
}

/** What each filter can be set to: the values in the span. Sites are not offered where they would point at a rep. */
function choicesOf(rows: readonly Dimensions[], labels: Labels, fewReps: boolean): FeedbackReport["choices"] {
  const choices = (name: keyof Labels) =>
    [...new Set(rows.map((row) => `${row[name] ?? ""}`))]
      .filter((key) => key !== "")
      .map((key) => ({ key, label: labels[name].get(key) ?? key }))
      .sort((a, b) => a.label.localeCompare(b.label, "en"))
      .slice(0, 200);
  return {
    source: choices("source"),
    campaign: choices("campaign"),
    persona: choices("persona"),
    band: choices("band"),
    scorecard: choices("scorecard"),
    site: fewReps ? [] : choices("site"),
  };
}
