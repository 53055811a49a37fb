import type { Reason, Score } from "../../shared/contract/index.ts";

/** The score's reasons as the panel lists them: `start`, `top` and `morePoints` sum to the value. */
export interface Explained {
  start: number;
  /** The weightiest, first. */
  top: Reason[];
  /** How many more there are, and what they add. */
  more: number;
  morePoints: number;
  /** All but the start, the weightiest first. */
  all: Reason[];
}

/** The four weightiest (five where that leaves none out); what speaks most against the lead is among them. */
export function explain({ reasons }: Pick<Score, "reasons">): Explained {
  const start = sum(reasons.filter((reason) => reason.signal === "start"));
  const others = reasons
    .filter((reason) => reason.signal !== "start" && reason.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const top = others.slice(0, others.length === 5 ? 5 : 4);
  const against = others.find((reason) => reason.points < 0);
  if (against !== undefined && !top.includes(against)) top.splice(-1, 1, against);
  const rest = others.filter((reason) => !top.includes(reason));
  return { start, top, more: rest.length, morePoints: sum(rest), all: others };
}

const sum = (reasons: Reason[]) => reasons.reduce((total, { points }) => total + points, 0);

export type Match = "strong" | "fair" | "weak";

/** How a confidence from 0.5, below which none is shown, to 1 is called. */
export const matchOf = (confidence: number): Match =>
  confidence >= 0.75 ? "strong" : confidence >= 0.6 ? "fair" : "weak";

/** A link that a person may click, or null: strangers fill in forms. */
export function safeLink(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : null;
}
