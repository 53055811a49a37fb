/**
 * What keeps a verdict from being traced to its rep: a day or a site stands alone only where at least four
 * reps are behind it. What has fewer is joined with others, never left out: what is left out could be had
 * by subtraction from the total.
 */

export const LEAST_REPS = 4;

interface ByRep {
  readonly repId: string;
}

/** How many different reps are behind the rows. */
export const repCount = (rows: readonly ByRep[]): number => new Set(rows.map((row) => row.repId)).size;

/** Whether so few reps are behind the rows that day and site stay hidden. */
export const fewReps = (rows: readonly ByRep[]): boolean => repCount(rows) < LEAST_REPS;

/**
 * Consecutive periods, joined where fewer than four reps gave verdicts, each with the next ones until four
 * did, and what remains at the end with those before. A period without any verdict stands alone where it
 * can. In all there may be fewer than four; then everything is one.
 */
export function joinPeriods<T>(periods: readonly T[], verdictsOf: (period: T) => readonly ByRep[]): T[][] {
  const spans: T[][] = [];
  const tooFew = (span: readonly T[]): boolean => {
    const reps = repCount(span.flatMap(verdictsOf));
    return reps > 0 && reps < LEAST_REPS;
  };
  let open: T[] = [];
  for (const period of periods) {
    open.push(period);
    if (tooFew(open)) continue;
    spans.push(open);
    open = [];
  }
  while (open.length > 0) {
    const before = spans.pop() ?? [];
    open = [...before, ...open];
    if (before.length > 0 && tooFew(open)) continue;
    spans.push(open);
    open = [];
  }
  return spans;
}

/**
 * The keys that are shown as one, "other": those with fewer than four reps, and, while these have fewer
 * than four together, the next smallest.
 */
export function keysToFold<R extends ByRep>(verdicts: readonly R[], keyOf: (row: R) => string): Set<string> {
  const byReps = [...Map.groupBy(verdicts, keyOf)].sort(([, a], [, b]) => repCount(a) - repCount(b));
  const folded: R[] = [];
  const keys = new Set<string>();
  for (const [key, rows] of byReps) {
    const needed = repCount(rows) < LEAST_REPS || (keys.size > 0 && fewReps(folded));
    if (!needed) break;
    keys.add(key);
    folded.push(...rows);
  }
  return keys;
}
