import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { workspace, writeKeys } from "./schema.ts";

/** Who sends with a write key, whether it still holds, and the version of the workspace's configuration. */
export interface KeyHolder {
  id: string;
  name: string;
  kind: "public" | "server";
  /** JSON list of the origins that pages may send from; an empty one means any. */
  origins: string;
  local: number;
  expiresAt: number | null;
  revokedAt: number | null;
  configVersion: string;
}

/** By the key's SHA-256 (hex); no row where nobody has it. Whether it still holds is the caller's to see. */
export const keyHolder = query<{ hash: string }, KeyHolder>(
  (p) => sql`
    select ${writeKeys.id} as id, ${writeKeys.name} as name, ${writeKeys.kind} as kind,
      ${writeKeys.origins} as origins, ${writeKeys.local} as "local", ${writeKeys.expiresAt} as "expiresAt",
      ${writeKeys.revokedAt} as "revokedAt", ${workspace.version} as "configVersion"
    from ${writeKeys} join ${workspace} on ${workspace.id} = 1
    where ${writeKeys.hash} = ${p("hash")}`,
);
