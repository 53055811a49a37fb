import type { Config } from "../db/config.ts";
import type { Database } from "../db/run.ts";
import type { Bindings } from "../middleware/env.ts";
import type { Parcel } from "./parcel.ts";
import { enqueue } from "./queue.ts";
import { takeIn } from "./take-in.ts";

/**
 * Hand a parcel on. Without a queue it is in the database when this settles; with one it is in the queue, all of it:
 * where this fails, some may be, and whoever sent it sends it again (see `takeIn`: nothing is written twice).
 */
export async function deliver(
  env: Pick<Bindings, "TOUCHES">,
  db: Database,
  config: Config,
  parcel: Parcel,
): Promise<void> {
  const now = env.TOUCHES ? await enqueue(env.TOUCHES, parcel) : parcel;
  if (now.items.length > 0 || now.rejected.length > 0) await takeIn(db, config, [now]);
}
