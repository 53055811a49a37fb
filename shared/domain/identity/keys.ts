/** Keys (`kind:value`) as proof of who somebody is. */

export const anonymousKind = "anonymous";

export const kindOf = (key: string): string => key.slice(0, key.indexOf(":"));

/** The address of `email` is `sha256`, too; an anonymous visitor proves nothing. */
const proves = (kind: string): boolean => kind !== anonymousKind && kind !== "sha256";

const ranks = ["user", "email"];
const rankOf = (key: string): number => {
  const kind = kindOf(key);
  if (kind === anonymousKind) return ranks.length + 1;
  const rank = ranks.indexOf(kind);
  return rank < 0 ? ranks.length : rank;
};

/** Which of two keys says more surely who somebody is: a user id, an address, another tool's id, a visitor's. */
export const byPriority = (a: string, b: string): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);

/** Whether two people may be one: they have no two keys of one kind. @param ofUsers user ids are not looked at */
export function agree(one: readonly string[], other: readonly string[], ofUsers = false): boolean {
  const kinds = new Set(one.map(kindOf).filter((kind) => proves(kind) && !(ofUsers && kind === "user")));
  return !other.some((key) => kinds.has(kindOf(key)));
}
