import type { D1Database, MessageBatch } from "@cloudflare/workers-types";
import { type Config, currentConfig } from "../db/config.ts";
import { writeDeadLetter } from "../db/dead-letters.ts";
import { Database, limits } from "../db/run.ts";
import { letterOf, readParcel } from "../tracking/letters.ts";
import type { Parcel } from "../tracking/parcel.ts";
import { takeIn } from "../tracking/take-in.ts";

/** The other end of the queue before the database: see worker/tracking/queue.ts. */

/** How often a parcel is tried before it is put aside: for about 20 minutes. */
export const ATTEMPTS = 8;
/** Messages of a parcel that go into one transaction. */
const TOGETHER = 500;

/** Seconds until the next attempt: 10, 20, 40 … and an hour at most. */
export const pauseAfter = (attempts: number): number => Math.min(10 * 2 ** (attempts - 1), 3_600);

type Delivered = MessageBatch<unknown>["messages"][number];
interface Letter {
  readonly message: Delivered;
  readonly parcel: Parcel;
}

/**
 * Take in what the queue delivers. What is written is acknowledged; what fails is tried again later, and after
 * `ATTEMPTS` put aside as a dead letter, as is at once what nobody can read. While the database does not answer nothing
 * is put aside: that, too, would have to be written.
 */
export async function takeDelivery({ messages }: Pick<MessageBatch<unknown>, "messages">, d1: D1Database) {
  const db = new Database(d1, limits.jobQueries);
  let config: Config;
  try {
    config = await currentConfig(db);
  } catch {
    for (const message of messages) later(message);
    return;
  }
  const letters: Letter[] = [];
  for (const message of messages) {
    const parcel = readParcel(message.body);
    if (parcel) letters.push({ message, parcel });
    else await putAside(db, message, "This is not a parcel of touches");
  }
  for (const group of groups(letters)) {
    const whole = await failure(db, config, group);
    if (whole === null) continue;
    // One of them may be to blame: each by itself, the others are written.
    for (const letter of group) {
      const error = group.length > 1 ? await failure(db, config, [letter]) : whole;
      if (error === null) continue;
      if (letter.message.attempts < ATTEMPTS) later(letter.message);
      else await putAside(db, letter.message, error);
    }
  }
}

/** In order, as many as go into one transaction. */
function groups(letters: readonly Letter[]): Letter[][] {
  const all: Letter[][] = [];
  let items = TOGETHER;
  for (const letter of letters) {
    items += letter.parcel.items.length;
    if (items > TOGETHER) {
      all.push([]);
      items = letter.parcel.items.length;
    }
    all.at(-1)?.push(letter);
  }
  return all;
}

/** Write them, all or none, and acknowledge; what went wrong, or null. */
async function failure(db: Database, config: Config, letters: readonly Letter[]): Promise<string | null> {
  try {
    await takeIn(
      db,
      config,
      letters.map(({ parcel }) => parcel),
    );
    for (const { message } of letters) message.ack();
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "Unknown";
  }
}

const later = (message: Delivered): void => message.retry({ delaySeconds: pauseAfter(message.attempts) });

async function putAside(db: Database, message: Delivered, error: string): Promise<void> {
  try {
    await db.batch([writeDeadLetter(letterOf(message, error))]);
    message.ack();
  } catch {
    later(message);
  }
}
