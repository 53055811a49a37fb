import { eventKind } from "../../shared/domain/tracking/events.ts";
import { currentConfig } from "../db/config.ts";
import {
  currentPass,
  endPass,
  moveOn,
  nextLeads,
  otherTitles,
  readPlace,
  rekindTouches,
} from "../db/rekind.ts";
import type { Database } from "../db/run.ts";

/**
 * When marketing says what an event is, its touches of the past become that, too: lead by lead, in slices that each are
 * one transaction with the place of the next. Another word from marketing meanwhile begins the pass anew.
 */

/** Leads that one slice looks at. */
export const SLICE = 200;
/** Statements of a slice at most, to stay within what one invocation may run. */
const STATEMENTS = 8;

/** Go on for about `ms` milliseconds. */
export async function rekindTouchesOfThePast(db: Database, ms: number): Promise<void> {
  const ends = Date.now() + ms;
  const [job] = await db.all(currentPass({}));
  if (!job) return;
  // Read after the pass: so it is at least as new as what the pass was begun for.
  const { eventKinds } = await currentConfig(db);
  let { pass, after } = readPlace(job.cursor);
  while (db.left >= STATEMENTS && Date.now() < ends) {
    const leads = await db.all(nextLeads({ after, most: SLICE }));
    const last = leads.at(-1);
    if (!last) {
      await db.batch([endPass({ pass })]);
      return;
    }
    after = last.leadId;
    const wanted = JSON.stringify(
      leads.filter(({ hasOthers }) => hasOthers === 1).map(({ leadId }) => leadId),
    );
    const titles = wanted === "[]" ? [] : await db.all(otherTitles({ leads: wanted }));
    const kinds = titles.flatMap(({ title }) => {
      const known = eventKind(title, eventKinds);
      return known && known.kind !== "other" ? [{ title, ...known }] : [];
    });
    const place = { pass, after };
    await db.batch(kinds.length > 0 ? rekindTouches(wanted, JSON.stringify(kinds), place) : [moveOn(place)]);
  }
}
