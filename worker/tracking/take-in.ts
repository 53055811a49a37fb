import { writeClaims } from "../db/claiming.ts";
import type { Config } from "../db/config.ts";
import { jsonLists } from "../db/lists.ts";
import { countRejections } from "../db/rejections.ts";
import type { Database, Statement } from "../db/run.ts";
import {
  countArrivals,
  countMachines,
  countUnmapped,
  writeMessageTouches,
  writeSequences,
} from "../db/tracking.ts";
import { noteLeads } from "../standings.ts";
import { believe } from "./believe.ts";
import { type Gathered, gather } from "./gather.ts";
import type { Parcel } from "./parcel.ts";

/**
 * Everything that came in some parcels: touches exactly once, whatever order they come in and however often, each with
 * whoever it belongs to. Touches and what was left out go in in one transaction, after all that the parcels say of who
 * is who; where this fails, the same parcels again do no harm.
 */
export async function takeIn(db: Database, config: Config, parcels: readonly Parcel[]): Promise<void> {
  const gathered = await gather(config.eventKinds, parcels);
  const last = [...writesOf(gathered), ...leftOut(parcels)];
  if (!gathered.facts.isEmpty) await believe(db, config, gathered.facts, { last });
  else if (last.length > 0) await db.batch(last);
  noteLeads([...gathered.touches.values()].map(({ via }) => via));
}

function writesOf({ touches, sequences, claims, asking }: Gathered): Statement[] {
  const list = [...touches.values()];
  const [unmapped, machines] = [
    list.some(({ unmapped }) => unmapped !== null),
    list.some(({ kind }) => kind === "machine_open"),
  ];
  return [
    // Before the touches are written: after that none of them is new.
    ...jsonLists(list).flatMap((touches) => [
      countArrivals({ touches }),
      ...(unmapped ? [countUnmapped({ touches })] : []),
      ...(machines ? [countMachines({ touches })] : []),
      writeMessageTouches({ touches }),
    ]),
    ...jsonLists(sequences).map((sequences) => writeSequences({ sequences })),
    ...writeClaims([...claims.values()], [...asking]),
  ];
}

function leftOut(parcels: readonly Parcel[]): Statement[] {
  const rejections = parcels.flatMap(({ keyId, receivedAt, rejected }) =>
    rejected.map((one) => ({ ...one, keyId, at: receivedAt })),
  );
  return jsonLists(rejections).map((list) => countRejections({ rejections: list }));
}
