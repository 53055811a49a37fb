import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { arrivals, people, workspace, writeKeys } from "./schema.ts";

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

/** As many as can hold at once. */
export const MOST_KEYS = 200;

export interface WriteKeyRow extends Omit<KeyHolder, "configVersion"> {
  shown: string;
  createdAt: number;
  createdBy: string | null;
  replaces: string | null;
  lastAt: number | null;
}

const columns = sql`
  k.id as id, k.name as name, k.kind as kind, k.shown as shown, k.origins as origins, k."local" as "local",
  k.created_at as "createdAt", maker.name as "createdBy", k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
  k.replaces as replaces`;

/** Those that hold first, then the newest. `since` (a day): what came before is not looked at for `lastAt`. */
export const listWriteKeys = query<{ since: string }, WriteKeyRow>(
  (p) => sql`
    select ${columns}, came.at as "lastAt"
    from ${writeKeys} as k
    left join ${people} as maker on maker.id = k.created_by
    left join (
      select ${arrivals.keyId} as key, max(${arrivals.lastAt}) as at from ${arrivals}
      where ${arrivals.day} >= ${p("since")} group by 1) as came on came.key = k.id
    order by k.revoked_at is not null, k.created_at desc, k.id desc limit ${sql.raw(`${MOST_KEYS}`)}`,
);

/** One of them; when it last sent is not looked up. */
export const writeKeyById = query<{ id: string }, WriteKeyRow>(
  (p) => sql`
    select ${columns}, null as "lastAt"
    from ${writeKeys} as k left join ${people} as maker on maker.id = k.created_by where k.id = ${p("id")}`,
);

export interface NewKey {
  id: string;
  name: string;
  kind: "public" | "server";
  hash: string;
  shown: string;
  /** JSON list. */
  origins: string;
  at: number;
  personId: string;
}

/** A new key; gives its id, or no row where there are too many. */
export const makeKey = query<NewKey, { id: string }>(
  (p) => sql`
    insert into ${writeKeys} (id, name, kind, hash, shown, origins, created_at, created_by)
    select ${p("id")}, ${p("name")}, ${p("kind")}, ${p("hash")}, ${p("shown")}, ${p("origins")}, ${p("at")}, ${p("personId")}
    where (select count(*) from ${writeKeys} where ${writeKeys.revokedAt} is null) < ${sql.raw(`${MOST_KEYS}`)}
    returning id`,
);

/** A name or the origins (JSON list) of a key; null leaves one as it is. */
export const changeKey = query<{ id: string; name: string | null; origins: string | null }, never>(
  (p) => sql`
    update ${writeKeys} set name = coalesce(${p("name")}, name), origins = coalesce(${p("origins")}, origins)
    where id = ${p("id")}`,
);

type Rotation = Pick<NewKey, "id" | "hash" | "shown" | "at" | "personId"> & { old: string };

const succeed = query<Rotation, { id: string }>(
  (p) => sql`
    insert into ${writeKeys} (id, name, kind, hash, shown, origins, created_at, created_by, replaces)
    select ${p("id")}, o.name, o.kind, ${p("hash")}, ${p("shown")}, o.origins, ${p("at")}, ${p("personId")}, o.id
    from ${writeKeys} as o where o.id = ${p("old")} and o.revoked_at is null and o.expires_at is null
    returning id`,
);
const endKey = query<{ old: string; id: string; until: number }, never>(
  (p) => sql`
    update ${writeKeys} set expires_at = ${p("until")}
    where id = ${p("old")} and exists (select 1 from ${writeKeys} as n where n.id = ${p("id")} and n.replaces = ${p("old")})`,
);

/**
 * A key in the place of another, which holds until `until`. The first gives the new one's id, or no row where the old
 * one was revoked or has been rotated already.
 */
export const rotateKey = ({ until, ...rotation }: Rotation & { until: number }) =>
  [succeed(rotation), endKey({ old: rotation.old, id: rotation.id, until })] as const;

/** It holds no longer, from now on; what was revoked before stays as it was. */
export const revokeKey = query<{ id: string; at: number; personId: string }, never>(
  (p) => sql`
    update ${writeKeys} set revoked_at = ${p("at")}, revoked_by = ${p("personId")}
    where id = ${p("id")} and revoked_at is null`,
);
