import type { Reading } from "../sites/site.ts";

/** So long, in milliseconds, a page may show one record while its address names the next. */
const longestLag = 2000;

/** A record of which nothing else is read is looked at again after so many milliseconds. */
const tries = [400, 1200, 2800, 6000, 12_400];

/**
 * Addresses change before pages do: for a moment a record's page shows whoever was there before. What was read under
 * the record before, and stands there unchanged, is left out for so long; the record itself is the address's. And
 * fields come late, some in parts of a page that nobody sees change. `again`: after how many milliseconds to look
 * again, though nothing may have moved.
 */
export function dropLag(now: () => number): (reading: Reading) => Reading & { again: number | null } {
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
    const gone = now() - since;
    if (next !== null && text !== "" && text === before && gone < longestLag)
      return { ...reading, people: [], domains: [], again: longestLag - gone };
    told = text;
    const isBare = text === "" && reading.record !== null && reading.record.type !== "other";
    const due = isBare ? tries.find((time) => gone < time) : undefined;
    return { ...reading, again: due === undefined ? null : due - gone };
  };
}
