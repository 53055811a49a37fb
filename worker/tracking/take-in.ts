import { understand } from "../../shared/domain/tracking/understand.ts";
import type { Config } from "../db/config.ts";
import { jsonLists } from "../db/lists.ts";
import { countRejections } from "../db/rejections.ts";
import type { Database, Statement } from "../db/run.ts";
import {
  countArrivals,
  countMachines,
  countUnmapped,
  type MessageTouch,
  writeMessageTouches,
} from "../db/tracking.ts";
import type { Parcel } from "./parcel.ts";
import { claimant, visitorId } from "./visitors.ts";

/**
 * Everything that came in some parcels, each of them whole or not at all: touches exactly once, whatever order they
 * come in and however often.
 */
export async function takeIn(db: Database, config: Config, parcels: readonly Parcel[]): Promise<void> {
  const touches = await touchesIn(config, parcels);
  const byMachines = touches.some(({ kind }) => kind === "machine_open");
  const statements: Statement<never>[] = jsonLists(touches).flatMap((list) => [
    countArrivals({ touches: list }),
    countUnmapped({ touches: list }),
    ...(byMachines ? [countMachines({ touches: list })] : []),
    writeMessageTouches({ touches: list }),
  ]);
  const rejections = parcels.flatMap(({ keyId, receivedAt, rejected }) =>
    rejected.map((one) => ({ ...one, keyId, at: receivedAt })),
  );
  if (rejections.length > 0) statements.push(countRejections({ rejections: JSON.stringify(rejections) }));
  if (statements.length > 0) await db.batch(statements);
}

/** The touches of some parcels, each id once. */
async function touchesIn(config: Config, parcels: readonly Parcel[]): Promise<MessageTouch[]> {
  const touches = new Map<string, MessageTouch>();
  for (const { keyId, trust, receivedAt, items } of parcels)
    for (const { message } of items) {
      const { touch, keys, anonymous } = understand(message, config.eventKinds);
      const [first] = keys;
      const via = trust === "server" ? (first ?? anonymous) : (anonymous ?? (first && claimant(first)));
      if (!touch || !via || touches.has(touch.id)) continue;
      touches.set(touch.id, { ...touch, via, visitor: await visitorId(via), keyId, receivedAt });
    }
  return [...touches.values()];
}
