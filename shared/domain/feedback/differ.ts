import type { Reason, ReasonGroup } from "./groups.ts";
import { LEAST_REPS, repCount } from "./privacy.ts";
import { isCounted, outcome, type ReportVerdict } from "./slices.ts";
import { isNewer } from "./verdicts.ts";
import { weekStart } from "./week.ts";

/** A verdict that the score did not expect, without the rep. */
export interface Differing {
  readonly verdictId: string;
  readonly leadId: string;
  readonly lead: ReportVerdict["lead"];
  readonly score: number;
  readonly band: NonNullable<ReportVerdict["band"]>;
  readonly verdict: "good" | "bad";
  readonly reason: { readonly id: string; readonly label: string; readonly group: ReasonGroup } | null;
  readonly note: string | null;
  readonly source: string | null;
  readonly campaign: string | null;
  /** Persona's id. */
  readonly persona: string | null;
  /** First day of the verdict's week. */
  readonly week: string;
  /** Both null unless at least four reps gave verdicts on this day on this site. */
  readonly day: string | null;
  readonly site: string | null;
}

/**
 * Where score and sales differ: bands A and B that sales did not find good ("high, but no"), then C and D
 * that it did ("low, but yes"); each newest first and at most `most` long.
 */
export function differing(
  verdicts: readonly ReportVerdict[],
  reasons: readonly Reason[],
  options: { readonly withoutNotNow: boolean; readonly firstDay: number; readonly most: number },
): Differing[] {
  const newest = verdicts.toSorted((a, b) => (isNewer(a, b) ? -1 : 1));
  const placeOf = (row: ReportVerdict): string => `${row.day} ${row.site}`;
  const crowded = new Set(
    [...Map.groupBy(verdicts, placeOf)].flatMap(([place, rows]) =>
      repCount(rows) < LEAST_REPS ? [] : [place],
    ),
  );
  const high: Differing[] = [];
  const low: Differing[] = [];
  for (const row of newest) {
    const { band, score, verdict } = row;
    const result = outcome(row);
    if (band === null || score === null || verdict === "withdrawn") continue;
    if (!isCounted(result, options.withoutNotNow)) continue;
    const isHigh = band === "A" || band === "B";
    const list = isHigh ? high : low;
    if (isHigh === (result === "good") || list.length >= options.most) continue;
    const isCrowded = crowded.has(placeOf(row));
    list.push({
      verdictId: row.id,
      leadId: row.leadId,
      lead: row.lead,
      score,
      band,
      verdict,
      reason: reasonOf(row, reasons),
      note: row.note,
      source: row.source,
      campaign: row.campaign,
      persona: row.persona,
      week: weekStart(row.day, options.firstDay),
      day: isCrowded ? row.day : null,
      site: isCrowded ? row.site : null,
    });
  }
  return [...high, ...low];
}

function reasonOf({ reason, group }: ReportVerdict, reasons: readonly Reason[]): Differing["reason"] {
  if (reason === null || group === null) return null;
  return { id: reason, label: reasons.find((each) => each.id === reason)?.label ?? reason, group };
}
