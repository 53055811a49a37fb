import { feedbackReport } from "../../../shared/domain/feedback/report.ts";
import type { Dimensions } from "../../../shared/domain/feedback/slices.ts";
import type { Config } from "../../db/config.ts";
import type { Database } from "../../db/run.ts";
import { type FeedbackQuery, type FeedbackReport, most, type slicings } from "./contract.ts";
import { feedbackRows, marksOf, spanOf } from "./query.ts";
import { isSelected, selectVerdicts } from "./selection.ts";

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
  const { chosen, hiddenSites } = selectVerdicts(all.verdicts, query, span);
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
    rows: report.rows.slice(0, most.rows),
    weeks: report.weeks.slice(-most.weeks),
    reasons: report.reasons.slice(0, most.reasons),
    contact: report.contact,
    differ: differ.map((item) => ({
      ...item,
      persona: item.persona && (labels.persona.get(item.persona) ?? item.persona),
      replied: marked.get(item.verdictId)?.replied === 1,
      inMeeting: marked.get(item.verdictId)?.inMeeting === 1,
    })),
    choices: choicesOf([...all.verdicts, ...all.seen], labels, hiddenSites),
    fewReps: report.fewReps,
  };
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
function choicesOf(
  rows: readonly Dimensions[],
  labels: Labels,
  hiddenSites: ReadonlySet<string>,
): FeedbackReport["choices"] {
  const choices = (name: keyof Labels) =>
    [...new Set(rows.map((row) => `${row[name] ?? ""}`))]
      .filter((key) => key !== "")
      .map((key) => ({ key, label: labels[name].get(key) ?? key }))
      .sort((a, b) => a.label.localeCompare(b.label, "en"))
      .slice(0, most.choices);
  return {
    source: choices("source"),
    campaign: choices("campaign"),
    persona: choices("persona"),
    band: choices("band"),
    scorecard: choices("scorecard"),
    site: choices("site").filter(({ key }) => !hiddenSites.has(key)),
  };
}
