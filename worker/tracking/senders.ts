import type { Database } from "../db/run.ts";
import { type KeyHolder, keyHolder } from "../db/write-keys.ts";
import { sha256 } from "../hash.ts";

/**
 * Whose a write key is, in one trip; null where nobody has it, or it holds no longer.
 * @param isLocal whether keys of local mode hold here
 */
export async function holderOf(
  db: Database,
  key: string,
  isLocal: boolean,
  now: number,
): Promise<KeyHolder | null> {
  const [holder] = await db.all(keyHolder({ hash: await sha256(key) }));
  return holder && holds(holder, isLocal, now) ? holder : null;
}

const holds = ({ local, revokedAt, expiresAt }: KeyHolder, isLocal: boolean, now: number): boolean =>
  (local === 0 || isLocal) && revokedAt === null && (expiresAt === null || expiresAt > now);
