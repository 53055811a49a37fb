import { sql } from "drizzle-orm";
import type { ConflictWanted } from "../tracking/doubts.ts";
import type { Kept } from "../tracking/facts.ts";
import type { KeyMove } from "../tracking/homes.ts";
import type { Plan } from "../tracking/plan.ts";
import { conflictOf } from "./conflicts.ts";
import { rebuildCredits } from "./credits.ts";
import { rebuildHeat, refreshSnapshotHeat } from "./heat.ts";
import { leadWith } from "./keys.ts";
import { jsonLists } from "./lists.ts";
import { refreshFirstContact } from "./rollback.ts";
import { query, type Statement } from "./run.ts";
import {
  claims,
  conflicts,
  cooled,
  identities,
  leadKeys,
  linkUses,
  sequences,
  statementKeys,
  statements,
  touches,
} from "./schema.ts";

/** What a plan (worker/tracking/plan.ts) writes, but for the leads' own rows. */

const each = <Item>(list: readonly Item[], statement: (json: string) => Statement): Statement[] =>
  jsonLists(list).map(statement);

const writeIdentities = query<{ identities: string }, never>(
  (p) => sql`
    insert into ${identities} (key, born_at, born_by, said)
    select n.value ->> 'key', n.value ->> 'bornAt', n.value ->> 'bornBy', n.value ->> 'said'
    from json_each(${p("identities")}) as n where true
    on conflict (key) do update set born_at = excluded.born_at, born_by = excluded.born_by, said = excluded.said`,
);

/** Statements no longer speak of the keys that are not among theirs; a JSON list of Kept. */
const dropEdges = query<{ statements: string }, never>(
  (p) => sql`
    delete from ${statementKeys} where (key, statement_id) in (
      select k.value, s.id from json_each(${p("statements")}) as n
      join ${statements} as s on s.id = n.value ->> 'id'
      join json_each(s.keys) as k
      where k.value not in (select value from json_each(n.value, '$.keys')))`,
);
const upsertStatements = query<{ statements: string }, never>(
  (p) => sql`
    insert into ${statements} (id, kind, keys, at, message_id)
    select n.value ->> 'id', n.value ->> 'kind', n.value ->> 'keys', n.value ->> 'at', n.value ->> 'messageId'
    from json_each(${p("statements")}) as n where true
    on conflict (id) do update set keys = excluded.keys, at = excluded.at, message_id = excluded.message_id`,
);
const writeEdges = query<{ statements: string }, never>(
  (p) => sql`
    insert into ${statementKeys} (key, statement_id)
    select k.value, n.value ->> 'id' from json_each(${p("statements")}) as n, json_each(n.value, '$.keys') as k where true
    on conflict do nothing`,
);
const deleteStatements = query<{ ids: string }, never>(
  (p) => sql`delete from ${statements} where id in (select value from json_each(${p("ids")}))`,
);

/** Statements as they must stand, and the ids of those that must not. */
export const writeStatements = (fresh: readonly Kept[], gone: readonly string[]): Statement[] => [
  ...each([...fresh, ...gone.map((id) => ({ id, keys: [] }))], (statements) => dropEdges({ statements })),
  ...each(fresh, (statements) => upsertStatements({ statements })),
  ...each(fresh, (statements) => writeEdges({ statements })),
  ...each(gone, (ids) => deleteStatements({ ids })),
];

const writeUses = query<{ followed: string; at: number }, never>(
  (p) => sql`
    insert into ${linkUses} (link_id, via, at, expires_at)
    select n.value ->> 'linkId', n.value ->> 'via', ${p("at")}, n.value ->> 'expiresAt'
    from json_each(${p("followed")}) as n where true
    on conflict do nothing`,
);

type Moves = { moves: string };

const freeKeys = query<Moves, never>(
  (p) => sql`
    delete from ${leadKeys} where (kind, value) in (
      select n.value ->> 'kind', n.value ->> 'value' from json_each(${p("moves")}) as n where n.value ->> 'to' is null)`,
);
const giveKeys = query<Moves, never>(
  (p) => sql`
    insert into ${leadKeys} (kind, value, lead_id, said)
    select n.value ->> 'kind', n.value ->> 'value', n.value ->> 'to', 1
    from json_each(${p("moves")}) as n where n.value ->> 'to' is not null
    on conflict (kind, value) do update set lead_id = excluded.lead_id`,
);

/** What came by a key goes where it goes. */
const follow = (table: typeof touches | typeof sequences | typeof cooled) =>
  query<Moves, never>(
    (p) => sql`
      update ${table} set lead_id = n.value ->> 'holder' from json_each(${p("moves")}) as n
      where ${table}.lead_id = n.value ->> 'from' and ${table}.via = n.value ->> 'key'`,
  );
const followers = [follow(touches), follow(sequences), follow(cooled)];

/** What was claimed of a key's lead is claimed of the one that it has now. */
const claimsFollow = query<Moves, never>(
  (p) => sql`
    update ${claims} set lead_id = n.value ->> 'to' from json_each(${p("moves")}) as n
    where claims.lead_id = n.value ->> 'from' and claims.key = n.value ->> 'key'`,
);
const claimsFind = query<Moves, never>(
  (p) => sql`
    update ${claims} set lead_id = n.value ->> 'to' from json_each(${p("moves")}) as n
    where claims.lead_id is null and claims.key = n.value ->> 'key'`,
);

function writeMoves(moves: readonly KeyMove[]): Statement[] {
  const parted = moves.map((move) => {
    const colon = move.key.indexOf(":");
    return { ...move, kind: move.key.slice(0, colon), value: move.key.slice(colon + 1) };
  });
  const moved = parted.filter(({ from }) => from !== null);
  const found = parted.filter(({ from, to, kind }) => from === null && to !== null && kind !== "anonymous");
  return [
    ...each(
      parted.filter(({ to }) => to === null),
      (moves) => freeKeys({ moves }),
    ),
    ...each(
      parted.filter(({ to }) => to !== null),
      (moves) => giveKeys({ moves }),
    ),
    ...followers.flatMap((follow) => each(moved, (moves) => follow({ moves }))),
    ...each(
      moved.filter(({ to, kind }) => to !== null && kind !== "anonymous"),
      (moves) => claimsFollow({ moves }),
    ),
    ...each(found, (moves) => claimsFind({ moves })),
  ];
}

const dropConflicts = query<{ ids: string }, never>(
  (p) => sql`
    delete from ${conflicts} where id in (select value from json_each(${p("ids")})) and state = 'open'`,
);
const upsertConflicts = query<{ conflicts: string }, never>(
  (p) => sql`
    insert into ${conflicts} (id, lead_a, key_a, lead_b, key_b, at, message_id)
    select n.value ->> 'id', n.value ->> 'leadA', n.value ->> 'keyA', n.value ->> 'leadB', n.value ->> 'keyB',
      n.value ->> 'at', n.value ->> 'messageId'
    from json_each(${p("conflicts")}) as n where true
    on conflict (lead_a, lead_b) do update set key_a = excluded.key_a, key_b = excluded.key_b, at = excluded.at,
      message_id = excluded.message_id
    where conflicts.message_id is not null`,
);

async function writeConflicts(
  wanted: readonly ConflictWanted[],
  stale: readonly string[],
): Promise<Statement[]> {
  const rows = await Promise.all(
    wanted.map(async ({ leadA, keyA, leadB, keyB, at, messageId }) => ({
      ...(await conflictOf(
        { leadId: leadA, key: keyA },
        { leadId: leadB, key: keyB },
        { at, importId: null, row: null },
      )),
      messageId,
    })),
  );
  return [
    ...each(stale, (ids) => dropConflicts({ ids })),
    ...each(rows, (conflicts) => upsertConflicts({ conflicts })),
  ];
}

/**
 * Claims of some visitors (a JSON list of keys) that have turned out to be true, or not to be after all. What a person
 * has decided stands.
 */
const confirmClaims = query<{ visitors: string; how: "server" | "link"; at: number }, never>((p) => {
  const isTrue = sql`coalesce(${leadWith(sql`claims.via`)} = ${leadWith(sql`claims.key`)}, 0)`;
  return sql`
    update ${claims} set state = iif(${isTrue}, 'confirmed', 'open'), how = iif(${isTrue}, ${p("how")}, null),
      decided_at = iif(${isTrue}, ${p("at")}, null)
    where ${claims.via} in (select value from json_each(${p("visitors")}))
      and (${claims.state} = 'open' and ${isTrue}
        or ${claims.state} = 'confirmed' and ${claims.how} <> 'person' and not ${isTrue})`;
});

/** What is said, as it must stand. */
export const writeSaid = ({ identities, statements, gone, followed }: Plan, now: number): Statement[] => [
  ...each(identities, (identities) => writeIdentities({ identities })),
  ...writeStatements(statements, gone),
  ...each(followed, (followed) => writeUses({ followed, at: now })),
];

/** Keys, and all that came by them, change hands; the leads that they come to must be there. */
export const writeHands = ({ moves }: Plan): Statement[] => writeMoves(moves);

/** What follows for leads and visitors whose touches have changed. */
export function refresh({ moves }: Plan): Statement[] {
  const warm = moves.flatMap(({ from, holder }) => (from === null ? [] : [from, holder]));
  const leads = JSON.stringify([...new Set(warm)].sort());
  return warm.length === 0
    ? []
    : [
        ...rebuildHeat({ leads }),
        refreshFirstContact({ leads }),
        refreshSnapshotHeat({ leads }),
        ...rebuildCredits({ leads }),
      ];
}

/** What remains to be seen by people: who disagrees, and who turned out to have told the truth. */
export async function writeOpen(plan: Plan, now: number): Promise<{ first: Statement[]; last: Statement[] }> {
  const byLink = new Set(plan.followed.map(({ via }) => via));
  const others = plan.visitors.filter((key) => !byLink.has(key));
  return {
    first: await writeConflicts([], plan.staleConflicts),
    last: [
      ...(await writeConflicts(plan.conflicts, [])),
      ...each([...byLink], (visitors) => confirmClaims({ visitors, how: "link", at: now })),
      ...each(others, (visitors) => confirmClaims({ visitors, how: "server", at: now })),
    ],
  };
}
