import type { Person } from "../../shared/domain/identity/join.ts";
import type { AutoMerge, Component, KeyState } from "../db/identity.ts";
import type { LeadWrite } from "../db/leads.ts";
import type { Lead } from "../db/merges.ts";
import type { Crowd, Holding } from "./crowd.ts";
import { differs, rowOf, type Told } from "./fields.ts";
import { firstOf, isStrong, ownersOf } from "./homes.ts";

/** What becomes of the leads: their rows, and which of them are one, or two again. */

/** What is said of a lead; `createdAt` null where nobody says. */
export interface Word {
  readonly told: Told;
  readonly createdAt: number | null;
}

export const wordOf = (crowd: Crowd, holding: Holding): Word => ({
  told: crowd.tell(holding),
  createdAt: crowd.createdAt(holding),
});

/** A merge to undo, and what its two leads say then. */
export interface Parting {
  readonly merge: AutoMerge;
  readonly into: Word;
  readonly from: Word;
}

/** Merges of messages whose two leads turn out to be two people. */
export function partingsOf({ merges }: Component, crowd: Crowd, people: readonly Person[]): Parting[] {
  const owners = ownersOf(people);
  const partings = new Map<string, Parting>();
  for (const merge of merges) {
    const { into, from, isTop } = merge;
    const { keys, origins } = crowd.held(into);
    const theirs = keys.filter(({ key }) => merge.keys.includes(key));
    const others = keys.filter(({ key }) => !merge.keys.includes(key));
    const [one, other] = [theirs, others].map((side) =>
      owners.get(firstOf(side.filter(({ key }) => isStrong(key))) ?? ""),
    );
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

export interface Becoming {
  readonly newLeads: readonly LeadWrite[];
  readonly merges: readonly { readonly into: Lead; readonly from: Lead }[];
  /** Leads that say something else now: `knownAt` is when they were last written, before any merge. */
  readonly changed: readonly LeadWrite[];
}

/** What becomes of the leads: those that are new, that are one with another now, or that say something else. */
export function becoming(crowd: Crowd, homes: ReadonlyMap<Person, string>, now: number): Becoming {
  const origins = originsOf(crowd, homes);
  const merges = mergesOf(crowd, homes);
  const strays = straysOf(crowd, homes, merges);
  const [newLeads, changed]: [LeadWrite[], LeadWrite[]] = [[], []];
  for (const [person, id] of homes) {
    const keys = person.keys.flatMap((key) => crowd.keys.get(key) ?? []);
    const { told, createdAt } = wordOf(crowd, {
      keys: [...keys, ...(strays.get(id) ?? [])],
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

/** Keys that no believable message names, such as an address that a stranger has claimed: they stay with their lead. */
function straysOf(
  crowd: Crowd,
  homes: ReadonlyMap<Person, string>,
  merges: Becoming["merges"],
): Map<string, KeyState[]> {
  const owners = ownersOf([...homes.keys()]);
  const now = new Map(merges.map(({ into, from }) => [from.id, into.id]));
  const strays = [...crowd.keys.values()].filter(({ key }) => isStrong(key) && !owners.has(key));
  return Map.groupBy(strays, ({ leadId }) => now.get(leadId ?? "") ?? leadId ?? "");
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
function mergesOf(crowd: Crowd, homes: ReadonlyMap<Person, string>): Becoming["merges"] {
  const owners = ownersOf([...homes.keys()]);
  const lived = new Set(homes.values());
  return [...crowd.leads.values()].flatMap((from) => {
    const person = owners.get(firstOf(crowd.held(from.id).keys) ?? "");
    const into = person && crowd.leads.get(homes.get(person) ?? "");
    return lived.has(from.id) || !into ? [] : [{ into, from }];
  });
}
