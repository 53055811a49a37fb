import Papa from "papaparse";
import type { FeedbackQuery, FeedbackReport, SliceRow } from "./contract.ts";

const percent = (share: number | null): string => (share === null ? "" : (share * 100).toFixed(1));

const sliceColumns = (row: SliceRow, name: string): Cells => ({
  [name]: row.label,
  Good: row.good,
  "Not now": row.notNow,
  "Not a fit": row.notAFit,
  "Not counted": row.notCounted,
  "Good %": percent(row.rate),
  "Low %": percent(row.low),
  "High %": percent(row.high),
  "More verdicts needed": row.more,
  Judged: row.judged,
  Seen: row.seen,
});

type Cells = Record<string, string | number>;

const tables: Record<NonNullable<FeedbackQuery["table"]>, (report: FeedbackReport) => Cells[]> = {
  rows: (report: FeedbackReport) =>
    report.rows.map((row) => sliceColumns(row, report.by.charAt(0).toUpperCase() + report.by.slice(1))),
  weeks: (report: FeedbackReport) =>
    report.weeks.map((row) => ({ "Week from": row.key, ...sliceColumns(row, "Week") })),
  reasons: (report: FeedbackReport) =>
    report.reasons.map(({ label, group, count }) => ({
      Reason: label,
      Group: group.replaceAll("_", " "),
      Verdicts: count,
    })),
  differ: (report: FeedbackReport) =>
    report.differ.map((item) => ({
      Lead: item.lead.name ?? "",
      Title: item.lead.title ?? "",
      Company: item.lead.company ?? "",
      Score: item.score,
      Band: item.band,
      Verdict: item.verdict,
      Reason: item.reason?.label ?? "",
      Note: item.note ?? "",
      Campaign: item.campaign ?? "",
      Source: item.source ?? "",
      "Week from": item.week,
    })),
};

/** One of the report's tables for a spreadsheet: what could be a formula is made text, and Excel is told it is UTF-8. */
export function feedbackCsv(report: FeedbackReport, table: NonNullable<FeedbackQuery["table"]>): string {
  return `\uFEFF${Papa.unparse(tables[table](report), { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}
