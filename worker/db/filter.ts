import { type SQL, sql } from "drizzle-orm";
import { partStart, type Shape } from "../../shared/domain/membership/filter.ts";
import { query, type Statement } from "./run.ts";
import { accounts, filterNewcomers, filterParts, jobs, leadKeys } from "./schema.ts";

/** The membership filter of hashed keys, as it is made (worker/jobs/filter.ts) and read (worker/routes/filter.ts). */

const JOB = "filter";

interface Version {
  version: string;
  /** When it was begun, UTC ms. */
  at: number;
  /** Hashes in it so far, and its bytes. */
  hashes: number;
  size: number;
  /** The last newcomer whom it holds: later ones are told besides. */
  after: number;
}
/** The version that stands, whole, and the next one on its way, which has `next` parts so far. */
export interface Place {
  standing: Version | null;
  making: (Version & Shape & { next: number }) | null;
}

/** How the filter stands in the database. */
export interface FilterRow {
  /** A Place in JSON, as `movePlace` wrote it; null where none was ever made. */
  place: string | null;
  /** Numbers of the first newcomer that is kept, and of the last one that ever came; 0 where none did. */
  first: number;
  last: number;
  /** Hashes that have gone since a version was begun, with commas between; null where none has. */
  gone: string | null;
}
export const readPlace = ({ place }: Pick<FilterRow, "place">): Place =>
  place === null ? { standing: null, making: null } : JSON.parse(place);

const placeNow = sql`(select ${jobs.cursor} from ${jobs} where ${jobs.name} = ${JOB})`;

export const filterRow = query<object, FilterRow>(
  () => sql`
    select ${placeNow} as place,
      coalesce((select min(${filterNewcomers.number}) from ${filterNewcomers} where ${filterNewcomers.number} > 0), 0)
        as first,
      coalesce((select max(${filterNewcomers.number}) from ${filterNewcomers}), 0) as last,
      (select ${filterNewcomers.hash} from ${filterNewcomers} where ${filterNewcomers.number} = 0) as gone`,
);

/** So long is a list of hashes that have gone to which no more are added: then it is not known who they all are. */
export const MANY_GONE = 1_300;

const isThere = (column: SQL) => sql`${column} >= g.value and ${column} < g.value || 'g'`;

/** Of hashes by their first digits, a JSON list, those that are nobody's: when a key changes hands it is gone for a moment. */
export const nobodys = query<{ gone: string }, { hash: string }>(
  (p) => sql`
    select g.value as hash from json_each(${p("gone")}) as g
    where not exists (select 1 from ${leadKeys} where ${leadKeys.kind} = 'sha256' and ${isThere(sql`${leadKeys.value}`)})
      and not exists (select 1 from ${accounts} where ${isThere(sql`${accounts.hash}`)})
    limit 1`,
);
/** All of them are back. */
export const forgetGone = query<{ gone: string }, never>(
  (p) => sql`
    delete from ${filterNewcomers} where ${filterNewcomers.number} = 0 and ${filterNewcomers.hash} = ${p("gone")}`,
);

const isHash = (value: unknown) => sql`length(${value}) = 64 and ${value} not glob '*[^0-9a-f]*'`;

/** From where on newcomers are told to somebody who knows those until `after` of a version. */
const fromOf = (version: unknown, after: unknown) => sql`(
  select max(cursor ->> '$.standing.after', iif(cursor ->> '$.standing.version' = ${version}, ${after}, 0))
  from (select ${placeNow} as cursor))`;

/**
 * The newcomers of the next `most` numbers since `after` of a version, or of the one that stands where that is another
 * by now. A row is of one or of several, with commas between.
 */
export const newcomersSince = query<{ version: string; after: number; most: number }, { hashes: string }>(
  (p) => sql`
    select ${filterNewcomers.hash} as hashes from ${filterNewcomers}
    where ${filterNewcomers.number} > ${fromOf(p("version"), p("after"))}
      and ${filterNewcomers.number} <= ${fromOf(p("version"), p("after"))} + ${p("most")}
    order by ${filterNewcomers.number}`,
);

/** Hashes that are written next, in the same transaction: one row, where each would be one. A JSON list. */
export const announceHashes = query<{ hashes: string }, never>(
  (p) => sql`
    insert into ${filterNewcomers} (number, hash)
    select coalesce((select max(${filterNewcomers.number}) from ${filterNewcomers}), 0) + count(*),
      coalesce(group_concat(substr(value, 1, 12)), '')
    from json_each(${p("hashes")})
    where ${isHash(sql`value`)} and not exists (select 1 from ${accounts} where ${accounts.hash} = value)
    having count(*) > 0`,
);

export const filterBytes = query<{ version: string }, { bytes: string }>(
  (p) => sql`
    select ${filterParts.bytes} as bytes from ${filterParts}
    where ${filterParts.version} = ${p("version")} order by ${filterParts.number}`,
);

/** A 64th of all hashes, counted: they are spread evenly. */
export const countSome = query<object, { hashes: number }>(
  () => sql`
    select (select count(*) from ${leadKeys} where ${leadKeys.kind} = 'sha256' and ${leadKeys.value} < '04')
      + (select count(*) from ${accounts} where ${accounts.hash} < '04') as hashes`,
);
export const SOME = 64;

const digitsBetween = query<{ from: string; until: string }, { digits: string | null }>(
  (p) => sql`
    select group_concat(substr(hash, 1, 12), '') as digits from (
      select ${leadKeys.value} as hash from ${leadKeys}
      where ${leadKeys.kind} = 'sha256' and ${leadKeys.value} >= ${p("from")} and ${leadKeys.value} < ${p("until")}
        and ${isHash(leadKeys.value)}
      union all
      select ${accounts.hash} from ${accounts}
      where ${accounts.hash} >= ${p("from")} and ${accounts.hash} < ${p("until")} and ${isHash(accounts.hash)})`,
);
/** The first 12 digits of all hashes of a part, in any order, one behind the other: one row is read fast. */
export const digitsOfPart = (part: number, shape: Shape): Statement<{ digits: string | null }> =>
  digitsBetween({ from: partStart(part, shape), until: partStart(part + 1, shape) });

/** Whether nobody has gone on from the place that was read. */
const stillAt = (before: unknown) => sql`${placeNow} is ${before}`;

const addPart = query<{ version: string; number: number; bytes: string; before: string | null }, never>(
  (p) => sql`
    insert into ${filterParts} (version, number, bytes)
    select ${p("version")}, ${p("number")}, ${p("bytes")} where ${stillAt(p("before"))}
    on conflict (version, number) do update set bytes = excluded.bytes`,
);
const noteGone = query<{ before: string | null }, never>(
  (p) => sql`delete from ${filterNewcomers} where ${filterNewcomers.number} = 0 and ${stillAt(p("before"))}`,
);
const movePlace = query<{ before: string | null; place: string }, never>(
  (p) => sql`
    insert into ${jobs} (name, cursor) select ${JOB}, ${p("place")} where ${stillAt(p("before"))}
    on conflict (name) do update set cursor = excluded.cursor`,
);
/** Parts of neither the version that stands nor the next one. */
const dropOthers = query<object, never>(
  () => sql`
    delete from ${filterParts} where ${filterParts.version} not in (
      select coalesce(cursor ->> '$.standing.version', '') from (select ${placeNow} as cursor)
      union all select coalesce(cursor ->> '$.making.version', '') from (select ${placeNow} as cursor))`,
);

/** Behind it come those whom a version that is begun now may not hold. */
const drawLine = query<{ before: string | null }, never>(
  (p) => sql`insert into ${filterNewcomers} (hash) select '' where ${stillAt(p("before"))}`,
);
const startMaking = query<{ before: string | null; place: string }, never>(
  (p) => sql`
    insert into ${jobs} (name, cursor)
    select ${JOB}, json_set(${p("place")}, '$.making.after', (select max(${filterNewcomers.number}) from ${filterNewcomers}))
    where ${stillAt(p("before"))}
    on conflict (name) do update set cursor = excluded.cursor`,
);

/** Begin a version, whose `after` is told here: whatever goes from now on is gone since. */
export const beginVersion = (before: string | null, place: Place): Statement[] => [
  noteGone({ before }),
  drawLine({ before }),
  startMaking({ before, place: JSON.stringify(place) }),
];
/** Keep a part, in base64, and where to go on; with the last one, what was made before goes. */
export const keepPart = (
  before: string,
  part: { version: string; number: number; bytes: string },
  place: Place,
): Statement[] => [
  addPart({ ...part, before }),
  movePlace({ before, place: JSON.stringify(place) }),
  ...(place.making === null ? [dropOthers({})] : []),
];

/**
 * Up to `most` newcomers go whom the version that stands holds. The last one that came stays, if only for its number:
 * the next one's is higher.
 */
export const dropNewcomers = query<{ first: number; most: number }, never>(
  (p) => sql`
    delete from ${filterNewcomers}
    where ${filterNewcomers.number} >= ${p("first")} and ${filterNewcomers.number} < min(
      ${p("first")} + ${p("most")}, (select cursor ->> '$.standing.after' from (select ${placeNow} as cursor)))`,
);

/** The filter of a workspace without any lead or account: the newcomers are all that there is. */
export const emptyFilter = query<object, never>(
  () => sql`
    insert into ${jobs} (name, cursor) values (${JOB}, json_object('standing', json_object(
      'version', lower(hex(randomblob(8))), 'at', unixepoch() * 1000, 'hashes', 0, 'size', 0, 'after', 0),
      'making', null))`,
);
