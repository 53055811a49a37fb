import type { Facts } from "../../shared/domain/facts.ts";
import { rankOf } from "../../shared/domain/stages/history.ts";
import type { StageName } from "../../shared/domain/stages/stages.ts";
import type { ChangeRecord, KnownChange, SnapshotRecord } from "../db/stages.ts";
import { type AccountFacts, factsThen, filledIn } from "./facts.ts";
import { idOf } from "./ids.ts";
import type { PastMove, Subject } from "./subject.ts";

/** What must be written so that a lead's history is the one that its rows tell, each change with the facts of then. */
export interface HistoryWrites {
  made: ChangeRecord[];
  gone: KnownChange[];
  froms: { id: string; before: string; after: StageName }[];
  snapshots: SnapshotRecord[];
  facts: { id: string; before: string; after: string }[];
  /** Where the lead stands, where changes went. */
  standing: [leadId: string, stage: string, since: number] | null;
}

export async function historyWrites(
  subject: Subject,
  account: AccountFacts | null,
  afterContact: ReadonlySet<string>,
): Promise<HistoryWrites> {
  const { id: leadId, lead, row, history, historyBefore, changesBefore } = subject;
  const writes: HistoryWrites = { made: [], gone: [], froms: [], snapshots: [], facts: [], standing: null };
  if (!lead) return writes;
  const isFilled = !subject.leadIsSame;
  if (history === historyBefore && !isFilled) return writes;
  const factsAt = (stage: StageName): Facts => factsThen(lead, stage, account, afterContact);
  const left = new Map(changesBefore.map((change) => [change.id, change]));
  for (const move of history) {
    const kept = keptOf(move, left);
    if (!kept) {
      const change = await changeOf(leadId, move);
      writes.made.push(change);
      writes.snapshots.push({
        id: change.id,
        leadId,
        at: move.at,
        cause: "stage",
        facts: JSON.stringify(factsAt(move.from)),
      });
      continue;
    }
    left.delete(kept.id);
    if (kept.cause !== "import" && kept.cause !== "deal") continue;
    if (kept.from !== move.from) writes.froms.push({ id: kept.id, before: kept.from, after: move.from });
    if (kept.facts === null || (!isFilled && kept.from === move.from)) continue;
    const after = JSON.stringify(filledIn(JSON.parse(kept.facts), factsAt(move.from)));
    if (after !== kept.facts) writes.facts.push({ id: kept.id, before: kept.facts, after });
  }
  writes.gone = [...left.values()];
  const last = history.at(-1);
  if (row && writes.gone.length > 0)
    writes.standing = last
      ? [leadId, last.to, changesBefore.find(({ id }) => id === last.id)?.since ?? last.at]
      : [leadId, "inquiry", lead.createdAt];
  return writes;
}

/** The change that is this move already. */
function keptOf(move: PastMove, left: ReadonlyMap<string, KnownChange>): KnownChange | undefined {
  if (move.id !== undefined) return left.get(move.id);
  return [...left.values()].find(
    ({ to, at, cause, reason }) =>
      to === move.to && at === move.at && cause === move.cause && reason === move.reason,
  );
}

const changeOf = async (
  leadId: string,
  { from, to, at, cause, reason }: PastMove,
): Promise<ChangeRecord> => ({
  id: await idOf(at, `${leadId}|${to}|${at}`, rankOf(to)),
  leadId,
  from,
  to,
  at,
  since: at,
  cause,
  personId: null,
  reason,
  restores: null,
});
