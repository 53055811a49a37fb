import {
  type Base,
  type Birth,
  type Disagreement,
  join,
  type Person,
} from "../../shared/domain/identity/join.ts";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import { type Said, together } from "../../shared/domain/identity/said.ts";
import {
  type AutoMerge,
  baseKey,
  type Component,
  type ConflictState,
  type KeyState,
} from "../db/identity.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { Lead } from "../db/merges.ts";
import { byBirth, Crowd, type Holding } from "./crowd.ts";
import { type Facts, type Followed, isEarlier, type Kept } from "./facts.ts";
import { differs, rowOf, type Told } from "./fields.ts";
import { heed } from "./heed.ts";

/**
 * What has to be written so that the database says of everybody what follows from all that was ever said. Pure: the
 * same component and the same facts give the same plan, but for the ids of new leads.
 */

export interface World {
  /** UTC ms. */
  readonly now: number;
  readonly newId: () => string;
  /** The id of a visitor, by the key. */
  readonly visitorOf: (key: string) => string;
  /** The key of an address's hash. */
  readonly hashOf: (key: string) => string;
}

/** A key that changes hands. `from`: whose its touches are now, null where there are none; `to` null: a visitor's again. */
export interface KeyMove {
  readonly key: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Whose its touches become. */
  readonly holder: string;
}

export interface IdentityWrite {
  readonly key: string;
  readonly bornAt: number;
  readonly bornBy: string;
  readonly said: Said;
}

/** A conflict as it must stand; its id follows from its leads. */
export type ConflictWanted = Omit<ConflictState, "id" | "state">;

export interface Plan {
  readonly identities: readonly IdentityWrite[];
  readonly statements: readonly Kept[];
  readonly gone: readonly string[];
  readonly followed: readonly Followed[];
  /** Merges of messages that no longer hold. Where there are any, nothing else is planned but what they leave. */
  readonly partings: readonly Parting[];
  readonly newLeads: readonly LeadWrite[];
  readonly moves: readonly KeyMove[];
  readonly merges: readonly { readonly into: Lead; readonly from: Lead }[];
  /** Leads that say something else now: `knownAt` is when they were last written, before any merge. */
  readonly changed: readonly LeadWrite[];
  readonly conflicts: readonly ConflictWanted[];
  readonly staleConflicts: readonly string[];
  /** Visitors whose claims may be confirmed by now. */
  readonly visitors: readonly string[];
}

/** A merge to undo, and what its two leads say then. */
export interface Parting {
  readonly merge: AutoMerge;
  readonly into: Word;
  readonly from: Word;
}

/** What is said of a lead; `createdAt` null where nobody says. */
export interface Word {
  readonly told: Told;
  readonly createdAt: number | null;
}

const isStrong = (key: string): boolean => kindOf(key) !== anonymousKind && kindOf(key) !== "sha256";

export function planOf(was: Component, facts: Facts, world: World): Plan {
  const followed = believed(facts, was.uses);
  const heeded = heed(was.statements, [
    ...facts.statements.values(),
    ...followed.map((each) => each.statement),
  ]);
  const births = [...facts.births.values(), ...followed.map(({ birth }) => birth)];
  const before = new Crowd(was);
  const written = before.writtenSince();
  const crowd = before.with(written, keysAfter(was.keys, births, facts.words));
  const { people, conflicts } = join(
    basesOf(crowd),
    [...crowd.keys.values()].flatMap(({ birth }) => birth ?? []),
    heeded.all.filter(({ keys }) => keys.length > 1),
  );
  const partings = partingsOf(was, before.with(written), people);
  const identities = identitiesOf(before, crowd, written);
  // First of all they are two again, as they were written; then it is seen what else there is.
  if (partings.length > 0)
    return { ...nothing, identities: identities.filter(({ key }) => !crowd.keys.has(key)), partings };
  const homes = homesOf(crowd, people, world.newId);
  const leads = leadsOf(crowd, homes, world.now);
  const isMerged = ({ from, to }: KeyMove) =>
    leads.merges.some((merge) => merge.from.id === from && merge.into.id === to);
  return {
    identities,
    statements: heeded.fresh,
    gone: heeded.gone,
    followed,
    partings,
    moves: movesOf(was.cold, crowd, homes, world).filter((move) => !isMerged(move)),
    ...leads,
    ...conflictsOf(was, homes, conflicts),
    visitors: [...crowd.keys.keys()].filter((key) => kindOf(key) === anonymousKind),
  };
}

const nothing: Plan = {
  identities: [],
  statements: [],
  gone: [],
  followed: [],
  partings: [],
  newLeads: [],
  moves: [],
  merges: [],
  changed: [],
  conflicts: [],
  staleConflicts: [],
  visitors: [],
};

/** A followed link says who its first visitor is; of any other it says nothing. */
const believed = (facts: Facts, uses: Component["uses"]): Followed[] =>
  [...facts.followed.values()].filter(({ linkId, via }) => (uses.get(linkId) ?? via) === via);

/** The keys with what is said of them by now. */
function keysAfter(keys: readonly KeyState[], births: Iterable<Birth>, words: Facts["words"]): KeyState[] {
  const first = new Map<string, Birth>();
  for (const birth of births) {
    const known = first.get(birth.key);
    if (!known || isEarlier(birth, known)) first.set(birth.key, birth);
  }
  return keys.map((key) => {
    const birth = first.get(key.key);
    const said = words.get(key.key);
    return {
      ...key,
      birth: birth && (!key.birth || isEarlier(birth, key.birth)) ? birth : key.birth,
      said: said ? together(key.said, said) : key.said,
    };
  });
}

/** Leads as others than messages made them. */
function basesOf(crowd: Crowd): Base[] {
  const keys = [...crowd.keys.values()].filter(({ isBase }) => isBase);
  return [...Map.groupBy(keys, (key) => crowd.originOf(key) ?? "")].map(([leadId, keys]) => ({
    leadId,
    keys: keys.map(({ key }) => key),
  }));
}

function identitiesOf(was: Crowd, now: Crowd, written: ReadonlyMap<string, Said>): IdentityWrite[] {
  const ofKeys = [...now.keys.values()].filter((key) => {
    const before = was.keys.get(key.key);
    return before?.birth !== key.birth || JSON.stringify(before?.said) !== JSON.stringify(key.said);
  });
  return [
    ...ofKeys.map(({ key, birth, said }) => ({
      key,
      bornAt: birth?.at ?? 0,
      bornBy: birth?.messageId ?? "",
      said,
    })),
    ...[...written].map(([leadId, said]) => ({ key: baseKey(leadId), bornAt: 0, bornBy: "", said })),
  ];
}

/** The key that stands for a lead: one that others than messages gave it, or the first that was named. */
function firstOf(keys: readonly KeyState[]): string | undefined {
  const strong = keys.filter(({ key }) => isStrong(key));
  const [base] = strong.filter(({ isBase }) => isBase);
  const [first] = strong.flatMap(({ birth }) => birth ?? []).sort(byBirth);
  return (base ?? first ?? strong[0] ?? keys[0])?.key;
}

/** Whose each key is. */
const ownersOf = (people: readonly Person[]): Map<string, Person> =>
  new Map(people.flatMap((person) => person.keys.map((key) => [key, person])));

/** Merges of messages whose two leads turn out to be two people. */
function partingsOf({ merges }: Component, crowd: Crowd, people: readonly Person[]): Parting[] {
  const owners = ownersOf(people);
  const partings = new Map<string, Parting>();
  for (const merge of merges) {
    const { into, from, isTop } = merge;
    const { keys, origins } = crowd.held(into);
    const theirs = keys.filter(({ key }) => merge.keys.includes(key));
    const others = keys.filter(({ key }) => !merge.keys.includes(key));
    const [one, other] = [theirs, others].map((side) => owners.get(firstOf(side) ?? ""));
    if (!isTop || !one || !other || one === other || partings.has(into)) continue;
    const gone = crowd.originsOf(from.id);
    partings.set(into, {
      merge,
      into: wordOf(crowd, { keys: others, origins: origins.filter((id) => !gone.includes(id)) }),
      from: wordOf(crowd, { keys: theirs, origins: gone }),
    });
  }
  return [...partings.values()];
}

const wordOf = (crowd: Crowd, holding: Holding): Word => ({
  told: crowd.tell(holding),
  createdAt: crowd.createdAt(holding),
});

/** Which lead everybody is: the one that others than messages made, or the one that their first key leads to. */
function homesOf(crowd: Crowd, people: readonly Person[], newId: () => string): Map<Person, string> {
  const homes = new Map<Person, string>();
  // A lead that others than messages made is nobody's but whose keys they gave it.
  const taken = new Set<string | null>(
    [...crowd.keys.values()].flatMap((key) => (key.isBase ? [crowd.originOf(key)] : [])),
  );
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
  const owned = Map.groupBy(
    [...crowd.keys.values()].filter(({ isBase }) => isBase),
    ({ leadId }) => leadId,
  );
  const isOpen = (id: string, { keys }: Person) =>
    crowd.leads.has(id) && !taken.has(id) && (owned.get(id)?.some(({ key }) => keys.includes(key)) ?? true);
  for (const { person, births } of others) {
    const keys = [...births.map(({ key }) => key), ...person.keys];
    const leads = keys.flatMap((key) => crowd.keys.get(key)?.leadId ?? []);
    settle(person, leads.find((id) => isOpen(id, person)) ?? newId());
  }
  return homes;
}

/** Keys that are somebody else's now, or nobody's. */
function movesOf(
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

/** What becomes of the leads: those that are new, that are one with another now, or that say something else. */
function leadsOf(
  crowd: Crowd,
  homes: ReadonlyMap<Person, string>,
  now: number,
): Pick<Plan, "newLeads" | "merges" | "changed"> {
  const origins = originsOf(crowd, homes);
  const merges = mergesOf(crowd, homes);
  const [newLeads, changed]: [LeadWrite[], LeadWrite[]] = [[], []];
  for (const [person, id] of homes) {
    const { told, createdAt } = wordOf(crowd, {
      keys: person.keys.flatMap((key) => crowd.keys.get(key) ?? []),
      origins: origins.get(person) ?? [],
    });
    const row = crowd.leads.get(id);
    if (!row) {
      newLeads.push(rowOf(told, { id, knownAt: null, ownerId: null, createdAt: createdAt ?? now }, now));
      continue;
    }
    const since = createdAt ?? row.createdAt;
    const isSame = !differs(row, told) && row.verified === 1 && row.createdAt === since;
    if (!isSame || merges.some(({ into }) => into.id === id))
      changed.push(rowOf(told, { id, knownAt: row.updatedAt, ownerId: row.ownerId, createdAt: since }, now));
  }
  return { newLeads, merges, changed };
}

/** The leads whose own word counts for each person. */
function originsOf(crowd: Crowd, homes: ReadonlyMap<Person, string>): Map<Person, string[]> {
  const owners = ownersOf([...homes.keys()]);
  const keys = Map.groupBy(crowd.keys.values(), (key) => crowd.originOf(key));
  const residents = new Map([...homes].map(([person, leadId]) => [leadId, person]));
  const origins = new Map<Person, string[]>();
  for (const row of crowd.leads.keys())
    for (const origin of crowd.originsOf(row)) {
      const person = owners.get(firstOf(keys.get(origin) ?? []) ?? "") ?? residents.get(row);
      if (person) origins.set(person, [...(origins.get(person) ?? []), origin]);
    }
  return origins;
}

/** Leads that nobody is any more: each becomes the one that its first key is now. */
function mergesOf(crowd: Crowd, homes: ReadonlyMap<Person, string>): { into: Lead; from: Lead }[] {
  const owners = ownersOf([...homes.keys()]);
  const lived = new Set(homes.values());
  return [...crowd.leads.values()].flatMap((from) => {
    const person = owners.get(firstOf(crowd.held(from.id).keys) ?? "");
    const into = person && crowd.leads.get(homes.get(person) ?? "");
    return lived.has(from.id) || !into ? [] : [{ into, from }];
  });
}

/** Which conflicts of messages must stand, as far as they do not, and which must not. */
function conflictsOf(
  { conflicts }: Component,
  homes: ReadonlyMap<Person, string>,
  disagreements: readonly Disagreement[],
): Pick<Plan, "conflicts" | "staleConflicts"> {
  const owners = ownersOf([...homes.keys()]);
  const homeOf = (key: string) => homes.get(owners.get(key) ?? nobody);
  const wanted = disagreements.flatMap(({ a, b, at, messageId }): ConflictWanted[] => {
    const [one, other] = [homeOf(a), homeOf(b)];
    if (one === undefined || other === undefined || one === other) return [];
    const sides =
      one < other
        ? { leadA: one, keyA: a, leadB: other, keyB: b }
        : { leadA: other, keyA: b, leadB: one, keyB: a };
    return [{ ...sides, at, messageId }];
  });
  const standing = new Map(conflicts.map((each) => [`${each.leadA} ${each.leadB}`, each]));
  const pairs = new Set(wanted.map(({ leadA, leadB }) => `${leadA} ${leadB}`));
  return {
    conflicts: wanted.filter((each) => {
      const now = standing.get(`${each.leadA} ${each.leadB}`);
      return (
        now === undefined ||
        now.at !== each.at ||
        now.messageId !== each.messageId ||
        now.keyA !== each.keyA ||
        now.keyB !== each.keyB
      );
    }),
    staleConflicts: conflicts
      .filter(({ state, leadA, leadB }) => state === "open" && !pairs.has(`${leadA} ${leadB}`))
      .map(({ id }) => id),
  };
}

const nobody: Person = { keys: [], leadId: null };
