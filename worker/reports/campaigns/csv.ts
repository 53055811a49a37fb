import Papa from "papaparse";
import { type CampaignRow, type CampaignsReport, type Credit, models } from "./contract.ts";

const percent = (share: number | null): string => (share === null ? "" : (share * 100).toFixed(1));

const names = { first: "first touch", last: "last touch before" } as const;

const creditCells = (of: Credit, name: string): [string, string | number][] => [
  [`Leads, ${name}`, of.leads],
  [`MQLs, ${name}`, of.mqls],
  [`Good, ${name}`, of.good ?? ""],
  [`Bad, ${name}`, of.bad ?? ""],
  [`Good %, ${name}`, percent(of.rate)],
  [`Low %, ${name}`, percent(of.low)],
  [`High %, ${name}`, percent(of.high)],
  [`More verdicts needed, ${name}`, of.more],
  [`Won, ${name}`, of.won],
];

const differences = ({ first, last }: Pick<CampaignRow, "first" | "last">): [string, number][] => [
  ["Leads, difference", last.leads - first.leads],
  ["MQLs, difference", last.mqls - first.mqls],
  ["Won, difference", last.won - first.won],
];

/** The report's rows for a spreadsheet: what could be a formula is made text, and Excel is told it is UTF-8. */
export function campaignsCsv({ rows, unknown, by, model }: CampaignsReport): string {
  const name = by.charAt(0).toUpperCase() + by.slice(1);
  const cells = (label: string, touches: number | "", row: Pick<CampaignRow, "first" | "last">) =>
    Object.fromEntries([
      [name, label],
      ["Touches", touches],
      ...(model ? [model] : models).flatMap((each) => creditCells(row[each], names[each])),
      ...(model ? [] : differences(row)),
    ]);
  const lines = rows.map((row) => cells(row.key || `(no ${by})`, row.touches, row));
  if (unknown) lines.push(cells("(no touch known)", "", unknown));
  return `\uFEFF${Papa.unparse(lines, { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}
