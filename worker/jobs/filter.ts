import { DAY } from "../../shared/domain/heat/heat.ts";
import { makePart, placesIn, shapeFor } from "../../shared/domain/membership/filter.ts";
import {
  beginVersion,
  countSome,
  digitsOfPart,
  dropNewcomers,
  type FilterRow,
  filterRow,
  forgetGone,
  keepPart,
  MANY_GONE,
  nobodys,
  type Place,
  readPlace,
  SOME,
} from "../db/filter.ts";
import type { Database } from "../db/run.ts";

/**
 * Makes the membership filter anew when too many have come since, or a day has passed: a part a slice, each one
 * transaction with the place of the next. The version before stands until the new one is whole.
 */

/** So many newcomers are told besides a version, or this share of those in it, and so many at most. */
export const NEWCOMERS = 1_000;
const SHARE = 0.05;
const MOST = 20_000;
/** How soon those go who are no longer in the workspace, ms. */
export const GOING = 10 * 60_000;
/** Newcomers that one slice drops. */
const DROPPED = 5_000;
/** Statements of a slice at most, to stay within what one invocation may run. */
const STATEMENTS = 7;

/** Whether it is time for another version. */
async function isDue(db: Database, { last, gone }: FilterRow, { standing }: Place, now: number) {
  if (standing === null) return true;
  const newcomers = last - standing.after;
  const age = now - standing.at;
  const many = Math.min(MOST, Math.max(NEWCOMERS, standing.hashes * SHARE));
  if (newcomers >= many || (newcomers > 0 && age >= DAY)) return true;
  if (gone === null || age < GOING) return false;
  if (gone.length >= MANY_GONE) return true;
  const [one] = await db.all(nobodys({ gone: JSON.stringify(gone.split(",")) }));
  if (one === undefined) await db.batch([forgetGone({ gone })]);
  return one !== undefined;
}

/** Go on for about `ms` milliseconds. */
export async function makeFilter(db: Database, now: number, ms: number): Promise<void> {
  const ends = Date.now() + ms;
  while (db.left >= STATEMENTS && Date.now() < ends) {
    const [row] = await db.all(filterRow({}));
    if (!row || !(await slice(db, row, now))) return;
  }
}

/** @returns false where there is nothing to do */
async function slice(db: Database, row: FilterRow, now: number): Promise<boolean> {
  const place = readPlace(row);
  const { standing, making } = place;
  if (making !== null && row.place !== null) {
    const [found] = await db.all(digitsOfPart(making.next, making));
    const places = placesIn(found?.digits ?? "");
    const bytes = makePart(places, making);
    const { version, next, at, after, partBits } = making;
    const hashes = making.hashes + places.length;
    const size = making.size + bytes.length;
    const isLast = next + 1 >= 2 ** partBits;
    await db.batch(
      keepPart(
        row.place,
        { version, number: next, bytes: bytes.toBase64() },
        isLast
          ? { standing: { version, at, hashes, size, after }, making: null }
          : { standing, making: { ...making, next: next + 1, hashes, size } },
      ),
    );
    return true;
  }
  if (await isDue(db, row, place, now)) {
    const [some] = await db.all(countSome({}));
    const begun = {
      version: crypto.randomUUID(),
      at: now,
      hashes: 0,
      size: 0,
      after: 0,
      next: 0,
      ...shapeFor((some?.hashes ?? 0) * SOME),
    };
    await db.batch(beginVersion(row.place, { standing, making: begun }));
    return true;
  }
  if (row.first === 0 || row.first >= (standing?.after ?? 0)) return false;
  await db.batch([dropNewcomers({ first: row.first, most: DROPPED })]);
  return true;
}
