import { type StageName, stageOrder } from "./stages.ts";

/** How a lead came to stand where it stands, made out of what is known of its past: deals first of all. */

/** A change of stage. */
export interface Move {
  readonly to: StageName;
  /** UTC ms. */
  readonly at: number;
  readonly cause: "verdict" | "person" | "import" | "deal" | "rule";
  readonly reason: string | null;
}

/** What a deal does to its lead's stage. */
export interface DealDates {
  readonly outcome: "open" | "won" | "lost";
  readonly openedAt: number | null;
  /** Of one that is won or lost. */
  readonly closedAt: number | null;
  /** Only said to have ended so; there is no deal in the CRM. */
  readonly standIn: boolean;
}

/** The order of changes at one instant: as the path goes. */
export const rankOf = (stage: StageName): number => stageOrder.indexOf(stage);
const inOrder = (a: Move, b: Move): number => a.at - b.at || rankOf(a.to) - rankOf(b.to);

/** Every change that these deals might make: `opportunity` where one opens, `customer` or `recycled` where it ends. */
export const movesOfDeals = (deals: readonly DealDates[]): Move[] =>
  deals.flatMap(({ outcome, openedAt, closedAt, standIn }) => {
    const moves: Move[] = [];
    const cause = standIn ? "import" : "deal";
    const end = outcome === "open" ? null : closedAt;
    if (openedAt !== null && (end === null || end > openedAt))
      moves.push({ to: "opportunity", at: openedAt, cause, reason: null });
    if (end !== null)
      moves.push(
        outcome === "won"
          ? { to: "customer", at: end, cause, reason: null }
          : { to: "recycled", at: end, cause, reason: "lost" },
      );
    return moves;
  });

/** Whether a change is one of those that these deals might make. */
export const isOfDeals = (move: Move, deals: readonly DealDates[]): boolean =>
  movesOfDeals(deals).some(({ to, at, cause }) => to === move.to && at === move.at && cause === move.cause);

/**
 * The history of a lead with these deals, oldest first, each change with where the lead stood before. `others` is what
 * did not come of deals. A deal is a fact: once won, the lead is a customer for good, whatever becomes of later ones; a
 * lost one gives the lead back to marketing unless another is open; and a stage that a file says counts for nothing
 * against an open or a won deal, nor against a person who put the lead aside, unless it is one of business. What changes nothing is left out, but for what people did.
 */
export function historyOf<Other extends Move>(
  others: readonly Other[],
  deals: readonly DealDates[],
): ((Other | Move) & { from: StageName })[] {
  const history: ((Other | Move) & { from: StageName })[] = [];
  const unique = new Map(movesOfDeals(deals).map((move) => [`${move.to} ${move.at}`, move]));
  const ofDeals = new Set<Move>(unique.values());
  let stage: StageName = "inquiry";
  for (const move of [...others, ...ofDeals].sort(inOrder)) {
    const counts = ofDeals.has(move)
      ? moves(stage, move, deals)
      : move.cause !== "import" ||
        (move.to !== stage && !standsByDeal(stage, move.at, deals) && !isPutAside(history.at(-1), move));
    if (!counts) continue;
    history.push({ ...move, from: stage });
    stage = move.to;
  }
  return history;
}

function moves(stage: StageName, { to, at }: Move, deals: readonly DealDates[]): boolean {
  if (stage === "customer" || stage === to) return false;
  return to !== "recycled" || (stage !== "disqualified" && !deals.some((deal) => isOpen(deal, at)));
}

const isOpen = ({ outcome, openedAt, closedAt }: DealDates, at: number): boolean =>
  openedAt !== null && openedAt <= at && (outcome === "open" || (closedAt !== null && closedAt > at));

const byPeople: readonly string[] = ["verdict", "person"];
const aside: readonly StageName[] = ["recycled", "disqualified"];

/** Whether somebody of us has put the lead aside, and nothing that is said since speaks of business with it. */
const isPutAside = (last: Move | undefined, { to }: Move): boolean =>
  last !== undefined &&
  byPeople.includes(last.cause) &&
  aside.includes(last.to) &&
  to !== "opportunity" &&
  to !== "customer";

/** Where a deal put the lead: one is open, or was won by then. */
const standsByDeal = (stage: StageName, at: number, deals: readonly DealDates[]): boolean =>
  (stage === "opportunity" && deals.some((deal) => isOpen(deal, at))) ||
  (stage === "customer" &&
    deals.some(({ outcome, closedAt }) => outcome === "won" && closedAt !== null && closedAt <= at));
