import type { Reading } from "../sites/site.ts";

/** So long, in milliseconds, a page may show one record while its address names the next. */
export const longestLag = 2000;

/**
 * Addresses change before pages do: for a moment a record's page shows whoever was there before. What was read under
 * the record before, and stands there unchanged, is left out for so long; the record itself is the address's.
 */
export function dropLag(now: () => number): (reading: Reading) => Reading & { isHeld: boolean } {
  let key: string | null = null;
  let told = "";
  let before = "";
  let since = Number.NEGATIVE_INFINITY;
  return (reading) => {
    const named = reading.people.length + reading.domains.length > 0;
    const text = named ? JSON.stringify([reading.people, reading.domains]) : "";
    const next = reading.record?.key ?? null;
    if (next !== key) {
      // Of two quick steps the page may still be at the first.
      if (told !== "") before = told;
      since = now();
      key = next;
    }
    const isHeld = next !== null && text !== "" && text === before && now() - since < longestLag;
    if (!isHeld) told = text;
    return isHeld ? { ...reading, people: [], domains: [], isHeld } : { ...reading, isHeld };
  };
}
