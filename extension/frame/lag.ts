import type { Reading } from "../sites/site.ts";

/** So long, in milliseconds, a page may show one record while its address names the next. */
const longestLag = 2000;

/** A record of which nothing else is read is looked at again after so many milliseconds. */
const tries = [400, 1200, 2800, 6000, 12_400];

/**
 * Addresses change before pages do: for a moment a record's page shows whoever was there before. Addresses that
 * were read under the record before, and still stand there, are left out for so long; the record itself is the address's. And
 * fields come late, some in parts of a page that nobody sees change. `again`: after how many milliseconds to look
 * again, though nothing may have moved.
 */
export function dropLag(now: () => number): (reading: Reading) => Reading & { again: number | null } {
  let key: string | null = null;
  let told: readonly string[] = [];
  let toldOf: string | null = null;
  /** What was read under the record before, and which that was: who comes back to it is not behind. */
  let before: readonly string[] = [];
  let beforeOf: string | null = null;
  let since = Number.NEGATIVE_INFINITY;
  return (reading) => {
    const named = [...reading.people.map(({ email }) => email), ...reading.domains];
    const next = reading.record?.key ?? null;
    if (next !== key) {
      // Of two quick steps the page may still be at the first.
      if (told.length > 0) [before, beforeOf] = [told, toldOf];
      since = now();
      key = next;
    }
    const gone = now() - since;
    // Parts of a page come one by one: of a person one address of the one before is enough.
    const isBefore =
      reading.record?.type === "person"
        ? named.some((one) => before.includes(one))
        : named.length > 0 && named.join() === before.join();
    if (next !== null && next !== beforeOf && isBefore && gone < longestLag)
      return { ...reading, people: [], domains: [], again: longestLag - gone };
    told = named;
    toldOf = next;
    const isBare = named.length === 0 && reading.record !== null && reading.record.type !== "other";
    const due = isBare ? tries.find((time) => gone < time) : undefined;
    return { ...reading, again: due === undefined ? null : due - gone };
  };
}
