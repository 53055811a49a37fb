import { agree, anonymousKind, byPriority, kindOf } from "./keys.ts";

/**
 * Who is who: which keys belong to one person, told from everything that was ever said, in the order of the time it was
 * said for, never of its arrival. The same facts give the same people.
 *
 * What is said of keys that nobody has named before makes them one person. A key that was there before joins whoever
 * the others lead to, unless the two disagree: both have a key of one kind, say two addresses. Then they stay two, and a
 * person decides. An anonymous visitor is a weak key: it goes to the first who is known by it, and never makes a
 * conflict (a shared device is none).
 */

/** A lead and the keys that others than messages gave it. They were there before everything. */
export interface Base {
  readonly leadId: string;
  readonly keys: readonly string[];
}

/** The first message that named a key, UTC ms. */
export interface Birth {
  readonly key: string;
  readonly at: number;
  readonly messageId: string;
}

export interface Statement {
  /**
   * `joined`: these keys are one person's. `alias`: likewise, though they are two user ids. `merged`, `apart`: a person
   * has decided that they are one, or two.
   */
  readonly kind: "joined" | "alias" | "merged" | "apart";
  readonly keys: readonly string[];
  readonly at: number;
  readonly messageId: string;
}

export interface Person {
  /** In the order in which they joined, anonymous ones among them. */
  readonly keys: readonly string[];
  /** Of those that were there before everything, the one with the smallest id; null where there is none. */
  readonly leadId: string | null;
}

/** Two keys of two people that one message says are one. */
export interface Disagreement {
  readonly a: string;
  readonly b: string;
  readonly at: number;
  readonly messageId: string;
}

interface Group {
  keys: string[];
  leadId: string | null;
}

type Moment = { readonly at: number; readonly messageId: string; readonly keys: readonly string[] } & (
  | { readonly kind: "joined" | "alias" }
  | { readonly kind: "born" }
);

/** What was said first comes first; what a message says before that it named the keys at all. */
const inTime = (a: Moment, b: Moment): number =>
  a.at - b.at ||
  compare(a.messageId, b.messageId) ||
  Number(a.kind === "born") - Number(b.kind === "born") ||
  compare(a.kind, b.kind) ||
  compare(a.keys.join(" "), b.keys.join(" "));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Who is who, and who may be one but disagrees. Only people that have a key besides anonymous ones. */
export function join(
  base: readonly Base[],
  births: readonly Birth[],
  statements: readonly Statement[],
): { people: Person[]; conflicts: Disagreement[] } {
  const replay = new Replay(statements);
  for (const { leadId, keys } of base.toSorted((a, b) => compare(a.leadId, b.leadId)))
    replay.found(keys, leadId);
  const moments: Moment[] = [
    ...births.map(({ key, at, messageId }) => ({ kind: "born" as const, keys: [key], at, messageId })),
    ...statements.flatMap(({ kind, ...rest }) =>
      kind === "joined" || kind === "alias" ? { kind, ...rest } : [],
    ),
  ];
  for (const moment of moments.toSorted(inTime)) replay.take(moment);
  return replay.result();
}

class Replay {
  readonly #groups = new Map<string, Group>();
  readonly #merged: readonly (readonly string[])[];
  readonly #apart: readonly (readonly string[])[];
  readonly #disagreements: Disagreement[] = [];

  constructor(statements: readonly Statement[]) {
    const decided = (as: Statement["kind"]) =>
      statements
        .flatMap(({ kind, keys }) => (kind === as ? [keys.toSorted(byPriority)] : []))
        .sort((a, b) => compare(a.join(" "), b.join(" ")));
    this.#merged = decided("merged");
    this.#apart = decided("apart");
  }

  /** A person with these keys, unless somebody has one of them already: then the free ones join. */
  found(keys: readonly string[], leadId: string | null = null): Group {
    const known = keys.flatMap((key) => this.#groups.get(key) ?? [])[0];
    const group = known ?? { keys: [], leadId };
    for (const key of keys.toSorted(byPriority)) this.#attach(key, group);
    this.#heed(group);
    return group;
  }

  take({ kind, keys, at, messageId }: Moment): void {
    const strong = keys.filter((key) => kindOf(key) !== anonymousKind).sort(byPriority);
    if (kind === "born") {
      if (strong.some((key) => !this.#groups.has(key))) this.found(strong);
      return;
    }
    const [subject, ...others] = strong;
    if (subject === undefined) return;
    const known = strong.flatMap((key) => this.#groups.get(key) ?? [])[0];
    if (!known) this.found([subject]);
    else if (!this.#groups.has(subject)) this.#join(subject, known);
    for (const key of others) {
      const home = this.#groups.get(subject);
      if (home && !this.#groups.has(key)) this.#join(key, home);
      else if (!this.#unite(subject, key, kind === "alias"))
        this.#disagreements.push({ a: subject, b: key, at, messageId });
    }
    for (const key of keys.filter((key) => kindOf(key) === anonymousKind).sort(byPriority)) {
      const group = this.#groups.get(subject);
      if (group && !this.#groups.has(key)) this.#join(key, group);
      else this.#unite(subject, key, false);
    }
  }

  result(): { people: Person[]; conflicts: Disagreement[] } {
    const people = [...new Set(this.#groups.values())].filter(({ keys }) =>
      keys.some((key) => kindOf(key) !== anonymousKind),
    );
    const open = this.#disagreements.filter(({ a, b }) => {
      const [one, other] = [this.#groups.get(a), this.#groups.get(b)];
      return one && other && one !== other && !this.#areApart(one, other);
    });
    const named = new Map<string, Disagreement>();
    for (const each of open) {
      const sides = [each.a, each.b].map((key) => this.#groups.get(key)?.keys[0] ?? key).sort(compare);
      const pair = sides.join(" ");
      if (!named.has(pair)) named.set(pair, each);
    }
    return { people, conflicts: [...named.values()] };
  }

  /** A key that nobody has joins a group, unless a person has said that it is somebody else's. */
  #join(key: string, group: Group): void {
    if (!this.#areApart({ keys: [key], leadId: null }, group)) this.#attach(key, group);
    else if (kindOf(key) !== anonymousKind) this.#attach(key, { keys: [], leadId: null });
    const now = this.#groups.get(key);
    if (now) this.#heed(now);
  }

  #attach(key: string, group: Group): void {
    if (this.#groups.has(key)) return;
    group.keys.push(key);
    this.#groups.set(key, group);
  }

  /** Make one of the groups of two keys. @returns false where they disagree */
  #unite(one: string, other: string, ofUsers: boolean): boolean {
    const [into, from] = [this.#groups.get(one), this.#groups.get(other)];
    if (!into || !from || into === from) return true;
    if (this.#areApart(into, from)) return true;
    if (!agree(into.keys, from.keys, ofUsers)) return false;
    this.#absorb(into, from);
    this.#heed(into);
    return true;
  }

  #absorb(into: Group, from: Group): void {
    const ids = [into.leadId, from.leadId].filter((id) => id !== null).sort(compare);
    into.leadId = ids[0] ?? null;
    into.keys.push(...from.keys);
    for (const key of from.keys) this.#groups.set(key, into);
  }

  /** What people have decided to be one is one as soon as both are there. */
  #heed(group: Group): void {
    for (const keys of this.#merged) {
      if (!keys.some((key) => this.#groups.get(key) === group)) continue;
      for (const key of keys) {
        const other = this.#groups.get(key);
        if (other && other !== group) this.#absorb(group, other);
      }
    }
  }

  #areApart(one: Group, other: Group): boolean {
    return this.#apart.some(
      (keys) => keys.some((key) => one.keys.includes(key)) && keys.some((key) => other.keys.includes(key)),
    );
  }
}
