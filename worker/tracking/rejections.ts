import type { Context } from "hono";
import { countRejections, type Rejection } from "../db/rejections.ts";
import { Database } from "../db/run.ts";
import type { Env } from "../middleware/env.ts";

/**
 * Messages that nothing came of, counted. A flood of them costs a write every few seconds, not one each: what comes in
 * between is kept here, and lost where this isolate ends before it is written.
 */

/** Between two writes, ms. */
const PACE = 3_000;

let waiting = new Map<string, Rejection>();
let lastAt = 0;
/** When what waits will be written; null where nobody is about to. */
let dueAt: number | null = null;

/**
 * Count them now, or together with what comes in the next seconds; an answer does not wait for it. Where nothing may go
 * on after an answer (as in tests of routes), they are counted before it.
 */
export async function countSoon(c: Context<Env>, rejections: readonly Rejection[]): Promise<void> {
  const db = new Database(c.env.DB);
  const later = waitUntil(c);
  if (later === null) await write(db, rejections);
  else later(inTurn(db, rejections));
}

const write = (db: Database, rejections: readonly Rejection[]) =>
  db.batch([countRejections({ rejections: JSON.stringify(rejections) })]);

function waitUntil(c: Context<Env>): ((work: Promise<unknown>) => void) | null {
  try {
    const { executionCtx } = c;
    return (work) => executionCtx.waitUntil(work);
  } catch {
    return null;
  }
}

async function inTurn(db: Database, rejections: readonly Rejection[]): Promise<void> {
  for (const one of rejections) {
    const name = `${one.reason} ${one.keyId}`;
    const before = waiting.get(name);
    const messages = one.messages + (before?.messages ?? 0);
    waiting.set(name, { ...one, messages, sample: one.sample ?? before?.sample ?? null });
  }
  const now = Date.now();
  // Whoever was to write may have been stopped: then it falls to the next.
  if (dueAt !== null && now < dueAt + PACE) return;
  const wait = Math.max(0, lastAt + PACE - now);
  dueAt = now + wait;
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  dueAt = null;
  lastAt = Date.now();
  const all = [...waiting.values()];
  waiting = new Map();
  if (all.length > 0) await write(db, all);
}
