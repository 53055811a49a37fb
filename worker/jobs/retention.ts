import { DAY } from "../../shared/domain/heat/heat.ts";
import { forgetUnknown } from "../db/claims.ts";
import {
  type Aging,
  claimedLeads,
  coolTouches,
  dropDetails,
  expiredLinks,
  oldClaims,
  oldEvents,
  oldHours,
  oldLetters,
  oldRejections,
  retentionState,
  type Slice,
  touchesBefore,
  writeCursor,
} from "../db/retention.ts";
import type { Database, Statement } from "../db/run.ts";

/**
 * What is kept for a time only goes, once a day, in slices that each are one transaction with the cursor of the next:
 * touches of visitors whom nobody has identified, details of any touch, and what grows beside them. Heat and counts stay.
 */

const JOB = "retention";
/** The most rows that one slice looks at. */
export const SLICE = 500;
/** Statements of a slice at most, to stay within what one invocation may run. */
const STATEMENTS = 12;
/** Visitors' ids begin so: see worker/tracking/visitors.ts. */
const VISITOR = "v_";

interface Policy {
  anonymousDays: number;
  detailsDays: number;
}

/** Where a pass stands; without a step it has ended. */
interface Cursor {
  /** When the pass began, UTC ms: what is too old is so by this time. */
  since: number;
  step: string | null;
  after: string | null;
}

/** What a slice writes, and where the next one begins; null where there is none. */
interface SliceDone {
  writes: Statement[];
  after: string | null;
}
type Step<Done extends SliceDone = SliceDone> = (
  db: Database,
  after: string | null,
  now: number,
  policy: Policy,
) => Promise<Done>;

async function ageTouches(
  db: Database,
  after: string | null,
  now: number,
  policy: Policy,
): Promise<SliceDone> {
  const anonymous = now - policy.anonymousDays * DAY;
  const details = now - policy.detailsDays * DAY;
  const before = Math.max(anonymous, details);
  const rows = await db.all(touchesBefore({ after: after ?? '["",0,""]', before, most: SLICE }));
  const places = rows.map(({ place }): [lead: string, at: number, id: string] => JSON.parse(place));
  const going = places.filter(([lead, at]) => lead.startsWith(VISITOR) && at < anonymous);
  const gone = new Set(going);
  const bare = places.filter((place) => place[1] < details && !gone.has(place));
  return {
    writes: [
      ...(going.length > 0 ? coolTouches({ places: JSON.stringify(going) }) : []),
      ...(bare.length > 0 ? [dropDetails({ places: JSON.stringify(bare) })] : []),
    ],
    after: rows.length < SLICE ? null : (rows.at(-1)?.place ?? null),
  };
}

/** Rows of one table that are older than some days. */
const ageRows =
  (
    { start, end, next, write }: Aging,
    days: (policy: Policy) => number,
  ): Step<SliceDone & { slice: Slice }> =>
  async (db, after, now, policy) => {
    const from = after ?? start;
    const [row] = await db.all(next({ after: from, most: SLICE }));
    const slice = { after: from, until: row?.place ?? end, before: now - days(policy) * DAY };
    return { writes: [write(slice)], after: row?.place ?? null, slice };
  };

const ageClaimRows = ageRows(oldClaims, ({ anonymousDays }) => anonymousDays);

/** With claims that nobody has confirmed, the leads that they alone made. */
const ageClaims: Step = async (db, after, now, policy) => {
  const { slice, ...done } = await ageClaimRows(db, after, now, policy);
  const made = await db.all(claimedLeads(slice));
  const leads = JSON.stringify(made.map(({ id }) => id));
  return { ...done, writes: [...done.writes, ...(made.length > 0 ? forgetUnknown({ leads }) : [])] };
};

const steps: Readonly<Record<string, Step>> = {
  touches: ageTouches,
  claims: ageClaims,
  // As long as a dead letter may still be sent again: who followed a link first must be known then.
  links: ageRows(expiredLinks, ({ detailsDays }) => detailsDays),
  events: ageRows(oldEvents, () => 90),
  letters: ageRows(oldLetters, ({ detailsDays }) => detailsDays),
  rejections: ageRows(oldRejections, () => 90),
  hours: ageRows(oldHours, () => 2),
};
const names = Object.keys(steps);

/** Go on with what ages out, for about `ms` milliseconds; a new pass begins a day after the last one began. */
export async function ageOut(db: Database, now: number, ms: number): Promise<void> {
  const ends = Date.now() + ms;
  const [state] = await db.all(retentionState({ job: JOB }));
  if (!state) return;
  let cursor: Cursor =
    state.cursor === null ? { since: 0, step: null, after: null } : JSON.parse(state.cursor);
  if (cursor.step === null) {
    if (now - cursor.since < DAY) return;
    cursor = { since: now, step: names[0] ?? null, after: null };
  }
  while (cursor.step !== null && db.left >= STATEMENTS && Date.now() < ends) {
    const { since, step, after } = cursor;
    // A step of another version of this: the pass begins anew tomorrow.
    const done = (await steps[step]?.(db, after, since, state)) ?? { writes: [], after: null };
    cursor = {
      since,
      step: done.after === null ? (names[names.indexOf(step) + 1] ?? null) : step,
      after: done.after,
    };
    await db.batch([...done.writes, writeCursor({ job: JOB, cursor: JSON.stringify(cursor) })]);
  }
}
