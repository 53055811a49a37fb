import { DAY } from "../../shared/domain/heat/heat.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import type { Scorecard } from "../../shared/domain/scoring/scorecard.ts";
import { entriesOf } from "../../shared/domain/search/words.ts";
import { type Config, currentConfig } from "../db/config.ts";
import type { Database } from "../db/run.ts";
import {
  leadsAfter,
  leadsWithKeys,
  moveStandings,
  nextStep,
  type StandRow,
  type StandWrite,
  standingsPlace,
  standRows,
  stoodUntil,
  writeStandings,
} from "../db/standings.ts";
import { accountFactsOf, factsOf } from "../views/facts.ts";

/**
 * How leads stand, for lists of leads: kept about right, since a list is scored afresh among those that stand best. A
 * lead is looked at when something becomes of it (see worker/standings.ts), by this job when an import wrote it, and
 * once a week anyway; it is written when its score has moved by 5 points or more, when it woke up, changed hands, or is
 * called something else. Points that time takes away are found when a list is shown.
 */

/** Leads of one transaction. */
export const SLICE = 100;
/** Statements of a slice at most, to stay within what one invocation may run. */
const STATEMENTS = 8;
/** Slices of one run: on the free plan an invocation may ask no more, and a day has a bound of rows written. */
const SLICES = 5;
/** Points by which a score moves before it is written. */
const STEP = 5;
/** Nothing of theirs for so long: cold. */
const COLD = 30 * DAY;
/** For how long somebody has just come back. */
const BACK = 3 * DAY;
/** A pass over all leads begins so long after the one before. */
const PASS = 7 * DAY;

type Standing = Pick<StandRow, "stage" | "bad" | "optedOut" | "accountCustomerSince">;

/** Whether a score has moved so far from what is kept that it is written. */
export const moved = (kept: number | null, value: number | null): boolean =>
  (kept === null) !== (value === null) || Math.abs((kept ?? 0) - (value ?? 0)) >= STEP;

/** Whether a lead may stand in a list for sales: no customer, and none that opted out or is disqualified. */
export const isOpen = ({ stage, optedOut, accountCustomerSince }: Standing): boolean =>
  optedOut === 0 && stage !== "customer" && stage !== "disqualified" && accountCustomerSince === null;
/** Whether it may stand among the best: an open one that nobody's "no" stands against. */
export const isGood = (row: Standing): boolean => isOpen(row) && row.bad === 0;

/** When a lead came back that was cold, or recycled; null where it did not in the last days. */
function wokenAt({ stage, stageSince, backAt, beforeAt }: StandRow): number | null {
  if (backAt === null) return null;
  const wasCold = beforeAt !== null && backAt - beforeAt >= COLD;
  return wasCold || (stage === "recycled" && (beforeAt ?? 0) <= stageSince) ? backAt : null;
}

/** What is to be written of a lead; null where it stands as it did. */
function change(row: StandRow, scorecard: Scorecard, now: number): StandWrite | null {
  const facts = factsOf(row, accountFactsOf(row));
  const value = isGood(row) ? quickScore(facts, scorecard, now).value : null;
  const domain = row.mailKind === "company" ? row.domain : null;
  const entries = entriesOf({ ...facts, domain });
  const kept: string[] = JSON.parse(row.entries ?? "[]");
  const write = {
    id: row.id,
    ownerId: row.ownerId ?? "",
    value,
    wokenAt: wokenAt(row) ?? (row.wokenAt !== null && now - row.wokenAt < PASS ? row.wokenAt : null),
    entries,
    gone: kept.filter((entry) => !entries.includes(entry)),
    before: row.entries,
  };
  const isSame =
    row.standing === 1 &&
    row.standingOwner === write.ownerId &&
    !moved(row.value, value) &&
    (write.wokenAt === null || write.wokenAt === row.wokenAt) &&
    row.entries === JSON.stringify(entries);
  return isSame ? null : write;
}

async function standThese(db: Database, ids: readonly string[], { scorecard }: Config, now: number) {
  const rows = await db.all(standRows({ ids: JSON.stringify(ids), since: now - BACK }));
  return writeStandings(rows.flatMap((row) => change(row, scorecard, now) ?? []));
}

/** Write how some leads stand, by their ids or by keys (`kind:value`) that may lead to one. */
export async function stand(db: Database, idsOrKeys: readonly string[], now: number): Promise<void> {
  const config = await currentConfig(db);
  for (let start = 0; start < idsOrKeys.length; start += SLICE) {
    const these = idsOrKeys.slice(start, start + SLICE);
    const keys = these.filter((one) => one.includes(":"));
    const found = keys.length > 0 ? await db.all(leadsWithKeys({ keys: JSON.stringify(keys) })) : [];
    const ids = new Set([...these.filter((one) => !one.includes(":")), ...found.map(({ id }) => id)]);
    const writes = await standThese(db, [...ids], config, now);
    if (writes.length > 0) await db.batch(writes);
  }
}

/** Where a pass over all leads stands; it begins anew with another scorecard. */
interface Place {
  /** When it began, UTC ms. */
  since: number;
  scorecard: number;
  /** The lead up to which it is done; null where it has ended. */
  after: string | null;
}

/**
 * Go on for about `ms` milliseconds: first with what imports wrote, then with everybody.
 * @returns whether nothing is left to do for now
 */
export async function keepStandings(db: Database, now: number, ms: number): Promise<boolean> {
  const ends = Date.now() + ms;
  const config = await currentConfig(db);
  const { version } = config.scorecard;
  const [job] = await db.all(standingsPlace({}));
  let place: Place = job ? JSON.parse(job.cursor) : { since: 0, scorecard: version, after: null };
  for (let slices = 0; slices < SLICES && db.left >= STATEMENTS && Date.now() < ends; slices += 1) {
    const [step] = await db.all(nextStep({}));
    if (step) {
      const writes = await standThese(db, JSON.parse(step.leads), config, now);
      await db.batch([...writes, stoodUntil(step)]);
      continue;
    }
    if (place.scorecard !== version || (place.after === null && now - place.since >= PASS))
      place = { since: now, scorecard: version, after: "" };
    const { after } = place;
    if (after === null) return true;
    const ids = (await db.all(leadsAfter({ after, most: SLICE }))).map(({ id }) => id);
    place = { ...place, after: ids.length < SLICE ? null : (ids.at(-1) ?? null) };
    const writes = ids.length > 0 ? await standThese(db, ids, config, now) : [];
    await db.batch([...writes, moveStandings({ cursor: JSON.stringify(place) })]);
  }
  return false;
}
