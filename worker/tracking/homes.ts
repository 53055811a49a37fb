import type { Person } from "../../shared/domain/identity/join.ts";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import type { Component, KeyState } from "../db/identity.ts";
import { byBirth, type Crowd } from "./crowd.ts";

/** Which lead everybody is, and which keys change hands with that. */

export interface World {
  /** UTC ms. */
  readonly now: number;
  readonly newId: () => string;
  /** The id of a visitor, by the key. */
  readonly visitorOf: (key: string) => string;
  /** The key of an address's hash. */
  readonly hashOf: (key: string) => string;
}

export const isStrong = (key: string): boolean => kindOf(key) !== anonymousKind && kindOf(key) !== "sha256";

/** The key that stands for a lead: one that others than messages gave it, or the first that was named. */
export function firstOf(keys: readonly KeyState[]): string | undefined {
  const strong = keys.filter(({ key }) => isStrong(key));
  const [base] = strong.filter(({ isBase }) => isBase);
  const [first] = strong.flatMap(({ birth }) => birth ?? []).sort(byBirth);
  return (base ?? first ?? strong[0] ?? keys[0])?.key;
}

/** Whose each key is. */
export const ownersOf = (people: readonly Person[]): Map<string, Person> =>
  new Map(people.flatMap((person) => person.keys.map((key) => [key, person])));

/** Which lead everybody is: the one that others than messages made, or the one that their first key leads to. */
export function homesOf(crowd: Crowd, people: readonly Person[], newId: () => string): Map<Person, string> {
  const homes = new Map<Person, string>();
  const taken = new Set<string>();
  const settle = (person: Person, leadId: string) => {
    homes.set(person, leadId);
    taken.add(leadId);
  };
  for (const person of people)
    if (person.leadId !== null && crowd.leads.has(person.leadId)) settle(person, person.leadId);
  const born = (person: Person) =>
    person.keys.flatMap((key) => (isStrong(key) && crowd.keys.get(key)?.birth) || []).sort(byBirth);
  const others = people
    .filter((person) => !homes.has(person))
    .map((person) => ({ person, births: born(person) }))
    .sort(({ births: [a] }, { births: [b] }) => (a && b ? byBirth(a, b) : Number(!a) - Number(!b)));
  // What others than messages said of a lead goes with the keys that they gave it: nobody else moves in.
  const owned = new Set([...crowd.keys.values()].flatMap((key) => (key.isBase ? [crowd.originOf(key)] : [])));
  const isOpen = (id: string) => crowd.leads.has(id) && !taken.has(id) && !owned.has(id);
  for (const { person, births } of others) {
    const keys = [...births.map(({ key }) => key), ...person.keys];
    const leads = keys.flatMap((key) => crowd.keys.get(key)?.leadId ?? []);
    settle(person, leads.find(isOpen) ?? newId());
  }
  return homes;
}

/** A key that changes hands. `from`: whose its touches are now, null where there are none; `to` null: a visitor's again. */
export interface KeyMove {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Whose its touches become. */
  readonly holder: string;
}

/** Keys that are somebody else's now, or nobody's. */
export function movesOf(
  cold: Component["cold"],
  crowd: Crowd,
  homes: ReadonlyMap<Person, string>,
  world: World,
): KeyMove[] {
  const wanted = new Map<string, string>();
  for (const [{ keys }, leadId] of homes) for (const key of keys) wanted.set(key, leadId);
  for (const [key, leadId] of [...wanted]) {
    const hash = kindOf(key) === "email" ? world.hashOf(key) : null;
    if (hash !== null && !wanted.has(hash)) wanted.set(hash, leadId);
  }
  const moves: KeyMove[] = [];
  for (const [key, to] of wanted) {
    const leadId = crowd.keys.get(key)?.leadId ?? null;
    if (leadId === to) continue;
    const visitor = kindOf(key) === anonymousKind ? world.visitorOf(key) : null;
    const holder = visitor !== null && !cold.has(visitor) ? visitor : null;
    moves.push({ key, from: leadId ?? holder, to, holder: to });
  }
  for (const { key, leadId, isBase } of crowd.keys.values())
    if (leadId !== null && !isBase && !wanted.has(key) && kindOf(key) === anonymousKind)
      moves.push({ key, from: leadId, to: null, holder: world.visitorOf(key) });
  return moves;
}
