import { isEarlier, type Kept } from "./facts.ts";

/**
 * How many statements a key may be in. A key that thousands of people share (a user id `null`, one visitor's id for a
 * whole call centre) says nothing of who anybody is, and must not make work for ever.
 */
export const MOST_HEEDED = 200;

/** What is to become of the statements that are kept. */
export interface Heeded {
  /** All that count, each with the keys that it counts for. */
  all: Kept[];
  /** Of these, the ones that are not kept so yet. */
  fresh: Kept[];
  /** Ids of those that no longer count. */
  gone: string[];
}

const inOrder = (a: Kept, b: Kept): number =>
  isEarlier(a, b) ? -1 : isEarlier(b, a) ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const isPeoples = ({ kind }: Kept): boolean => kind === "merged" || kind === "apart";

/** Statements kept and new ones together: of each key its earliest count. People's decisions always do. */
export function heed(kept: readonly Kept[], fresh: Iterable<Kept>): Heeded {
  const before = new Map(kept.map((statement) => [statement.id, statement]));
  const all = new Map(before);
  for (const said of fresh) {
    const known = all.get(said.id);
    const { at, messageId } = known && !isEarlier(said, known) ? known : said;
    all.set(said.id, { ...said, at, messageId });
  }
  const counts = new Map<string, number>();
  const heeded: Kept[] = [];
  for (const statement of [...all.values()].sort(inOrder)) {
    if (isPeoples(statement)) {
      heeded.push(statement);
      continue;
    }
    const keys = statement.keys.filter((key) => (counts.get(key) ?? 0) < MOST_HEEDED);
    for (const key of statement.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    // One that counts for a single key says nothing; it still is one of the first that named it.
    if (keys.length > 0)
      heeded.push(keys.length === statement.keys.length ? statement : { ...statement, keys });
  }
  const standing = new Set(heeded.map(({ id }) => id));
  return {
    all: heeded,
    fresh: heeded.filter((statement) => !isSame(statement, before.get(statement.id))),
    gone: [...before.keys()].filter((id) => !standing.has(id)),
  };
}

const isSame = (one: Kept, other: Kept | undefined): boolean =>
  other !== undefined &&
  one.at === other.at &&
  one.messageId === other.messageId &&
  one.keys.join(" ") === other.keys.join(" ");
