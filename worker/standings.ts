import type { D1Database } from "@cloudflare/workers-types";
import type { Context } from "hono";
import { Database } from "./db/run.ts";
import { stand } from "./jobs/standings.ts";
import type { Env } from "./middleware/env.ts";

/**
 * Leads that something has just become of: how they stand is worked out a moment after the answer, for many at once. It
 * adds nothing to what a touch writes in its transaction. Where this isolate ends before that, the job finds them.
 */

/** How long others are waited for, ms. */
const PACE = 1_000;
/** More than that at once are left to the job. */
const MOST = 2_000;
/** And so many are looked at together. */
const TOGETHER = 500;

const due = new Set<string>();
/** When those due will be looked at; null where nobody is about to. */
let dueAt: number | null = null;

/** Note leads by their ids, or by keys (`kind:value`) that may lead to one. */
export function noteLeads(idsOrKeys: Iterable<string>): void {
  for (const one of idsOrKeys) if (due.size < MOST) due.add(one);
}

/** Work out how those noted stand. */
export async function standDue(d1: D1Database): Promise<void> {
  if (due.size === 0) return;
  const first = [...due].slice(0, TOGETHER);
  for (const one of first) due.delete(one);
  await stand(new Database(d1), first, Date.now());
}

/** The same in a moment, after the answer. Where nothing may go on after an answer, the job finds them. */
export function standSoon(c: Context<Env>): void {
  const now = Date.now();
  // Whoever was about to may have been stopped: then it falls to the next.
  if (due.size === 0 || (dueAt !== null && now < dueAt + PACE)) return;
  const after = async () => {
    await new Promise((done) => setTimeout(done, PACE));
    dueAt = null;
    while (due.size > 0) await standDue(c.env.DB);
  };
  try {
    const { executionCtx } = c;
    dueAt = now + PACE;
    executionCtx.waitUntil(after());
  } catch {
    dueAt = null;
  }
}
