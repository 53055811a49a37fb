import { type Base, type Birth, join } from "../../shared/domain/identity/join.ts";
import { anonymousKind, kindOf } from "../../shared/domain/identity/keys.ts";
import { type Said, together } from "../../shared/domain/identity/said.ts";
import { baseKey, type Component, type KeyState } from "../db/identity.ts";
import { Crowd } from "./crowd.ts";
import { type Doubts, doubtsOf } from "./doubts.ts";
import { type Facts, type Followed, isEarlier, type Kept } from "./facts.ts";
import { heed } from "./heed.ts";
import { homesOf, type KeyMove, movesOf, type World } from "./homes.ts";
import { type Becoming, becoming, type Parting, partingsOf } from "./leads.ts";

/**
 * What has to be written so that the database says of everybody what follows from all that was ever said. Pure: the
 * same component and the same facts give the same plan, but for the ids of new leads.
 */

export interface IdentityWrite {
  readonly key: string;
  readonly bornAt: number;
  readonly bornBy: string;
  readonly said: Said;
}

export interface Plan extends Becoming, Doubts {
  readonly identities: readonly IdentityWrite[];
  readonly statements: readonly Kept[];
  /** Ids of statements that no longer count. */
  readonly gone: readonly string[];
  readonly followed: readonly Followed[];
  /** Merges of messages that no longer hold. Where there are any, nothing else is planned but what they leave. */
  readonly partings: readonly Parting[];
  readonly moves: readonly KeyMove[];
  /** Visitors whose claims may be confirmed by now. */
  readonly visitors: readonly string[];
}

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
  const leads = becoming(crowd, homes, world.now);
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
    ...doubtsOf(was, homes, conflicts),
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
