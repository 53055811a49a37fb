import type { ImportTotals } from "../../shared/contract/imports.ts";
import type { TotalRow } from "../db/import-totals.ts";
import { dayTeller } from "../zone.ts";

/** As many as are told apart. */
const MOST_SOURCES = 200;
const MOST_MONTHS = 1200;

interface Count {
  leads: number;
  won: number;
}

/** By source, the most frequent first, and by month of first contact in a time zone, the earliest first. */
export function totalsOf(rows: readonly TotalRow[], timeZone: string): ImportTotals {
  const dayOf = dayTeller(timeZone);
  const sources = counted(rows, ({ source }) => source);
  const months = counted(rows, ({ at }) => dayOf(at).slice(0, 7));
  return {
    ...sum(rows),
    sources: sources
      .map(([source, count]) => ({ source, ...count }))
      .sort((a, b) => b.leads - a.leads || ((a.source ?? "") < (b.source ?? "") ? -1 : 1))
      .slice(0, MOST_SOURCES),
    months: months
      .map(([month, count]) => ({ month, ...count }))
      .sort((a, b) => (a.month < b.month ? -1 : 1))
      .slice(0, MOST_MONTHS),
  };
}

const counted = <Key>(rows: readonly TotalRow[], keyOf: (row: TotalRow) => Key): [Key, Count][] =>
  [...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, sum(group)]);

const sum = (rows: readonly TotalRow[]): Count => ({
  leads: rows.reduce((total, { leads }) => total + leads, 0),
  won: rows.reduce((total, { won }) => total + won, 0),
});
