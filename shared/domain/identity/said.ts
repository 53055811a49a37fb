/** The newest word on each field, by (time, message): whatever order words arrive in, the same one stands. */

export type Word = readonly [value: string | number | boolean | null, at: number, messageId: string];
/** Field (`name`, `attributes.plan`) to the newest word on it. */
export type Said = Readonly<Record<string, Word>>;

const isNewer = ([, at, id]: Word, [, otherAt, otherId]: Word): boolean =>
  at !== otherAt ? at > otherAt : id > otherId;

/** Both together: of each field the newer word. Order and repetition do not matter. */
export function together(one: Said, other: Said): Said {
  const both = new Map(Object.entries(one));
  for (const [field, word] of Object.entries(other)) {
    const before = both.get(field);
    if (!before || isNewer(word, before)) both.set(field, word);
  }
  return Object.fromEntries([...both].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** What one message says. */
export const saidBy = (traits: Readonly<Record<string, Word[0]>>, at: number, messageId: string): Said =>
  Object.fromEntries(Object.entries(traits).map(([field, value]) => [field, [value, at, messageId]]));
