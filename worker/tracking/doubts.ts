import type { Disagreement, Person } from "../../shared/domain/identity/join.ts";
import type { Component, ConflictState } from "../db/identity.ts";
import { ownersOf } from "./homes.ts";

/** Who may be one, and is not made one: for a person to decide. */

/** A conflict as it must stand; its id follows from its leads. */
export type ConflictWanted = Omit<ConflictState, "id" | "state">;

export interface Doubts {
  /** As they must stand, as far as they do not. */
  readonly conflicts: readonly ConflictWanted[];
  /** Ids of those that must not. */
  readonly staleConflicts: readonly string[];
}

/** Which conflicts of messages must stand, as far as they do not, and which must not. */
export function doubtsOf(
  { conflicts }: Component,
  homes: ReadonlyMap<Person, string>,
  disagreements: readonly Disagreement[],
): Doubts {
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

export const nobody: Person = { keys: [], leadId: null };
