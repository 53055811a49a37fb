import { agree, byPriority } from "../../shared/domain/identity/keys.ts";
import type { Config } from "../db/config.ts";
import { keysOfLeads } from "../db/decisions.ts";
import { type MergeRow, mergeById } from "../db/merges.ts";
import { partLeads } from "../db/merging.ts";
import type { Database, Statement } from "../db/run.ts";
import { writeStatements } from "../db/turns.ts";
import { believe } from "./believe.ts";
import { Facts } from "./facts.ts";

/**
 * What a person says of two leads is kept as it is said, by their keys: whatever messages say later, who is who is
 * worked out with it, and it stands.
 */

/** As many keys of a lead are named in a decision. */
const MOST_NAMED = 10;

type Sides = readonly [one: readonly string[], other: readonly string[]];

async function about(kind: "merged" | "apart", [one, other]: Sides, now: number): Promise<Facts> {
  const facts = new Facts();
  for (const a of one) for (const b of other) await facts.state(kind, [a, b], now, "");
  return facts;
}

const surest = (keys: readonly string[]): string[] => keys.toSorted(byPriority).slice(0, MOST_NAMED);

async function sidesOf(db: Database, one: string, other: string): Promise<Sides> {
  const held = await db.all(keysOfLeads({ leads: JSON.stringify([one, other]), mergeId: "" }));
  const of = (lead: string) => surest(held.flatMap(({ leadId, key }) => (leadId === lead ? key : [])));
  return [of(one), of(other)];
}

/** Said: they are one, or two. Null: nobody says so any more. */
async function saying(kind: "merged" | "apart" | null, sides: Sides, now: number): Promise<Statement[]> {
  const [merged, apart] = await Promise.all([about("merged", sides, now), about("apart", sides, now)]);
  // That they are one is said once; that they are two, of each pair: any of them might be said to be one.
  const said =
    kind === "apart" ? [...apart.statements.values()] : [...merged.statements.values()].slice(0, 1);
  const contrary = kind === "merged" ? apart : merged;
  return kind === null
    ? writeStatements([], [...merged.statements.keys(), ...apart.statements.keys()])
    : writeStatements(said, [...contrary.statements.keys()]);
}

/** The statements that keep what a person says of two leads as they are now; `null` takes it back. */
export const decision = async (
  db: Database,
  kind: "merged" | "apart" | null,
  one: string,
  other: string,
): Promise<Statement[]> => saying(kind, await sidesOf(db, one, other), Date.now());

/**
 * Undo a merge so that it stays undone. Where a person had merged two who disagree anyway, nothing is said of them any
 * more: no message makes them one, and they are listed for somebody to decide.
 * @returns false where the merge is undone already, or somebody else was faster
 */
export async function part(
  db: Database,
  config: Pick<Config, "scorecard">,
  merge: MergeRow,
  personId: string,
): Promise<boolean> {
  const held = await db.all(keysOfLeads({ leads: JSON.stringify([merge.intoId]), mergeId: merge.id }));
  const of = (isMoved: 0 | 1) => surest(held.flatMap((row) => (row.isMoved === isMoved ? row.key : [])));
  const sides: Sides = [of(0), of(1)];
  const now = Date.now();
  if (merge.personId === "") {
    // What messages made one follows from what is said: each of the two then says what was said of its keys.
    await believe(db, config, await about("apart", sides, now), { personId });
    const [row] = await db.all(mergeById({ id: merge.id }));
    return row?.undoneAt !== null;
  }
  const said = await saying(agree(...sides) ? "apart" : null, sides, now);
  if (!(await partLeads(db, merge, personId, now, said))) return false;
  // Keys that came since may be the other's.
  const keys = sides.flat();
  if (keys.length > 0) await believe(db, config, new Facts(), {}, keys);
  return true;
}
