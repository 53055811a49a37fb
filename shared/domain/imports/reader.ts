import { cut, oneLine } from "./cells.ts";
import type { Civil } from "./dates.ts";
import type { Said } from "./said.ts";

/** Reads one cell that is not empty. */
export type Cell = (cell: string, said: Said) => void;

export type Zone = (civil: Civil) => number;

/** The cell as it stands in a sentence. */
export const clipped = (cell: string): string => {
  const text = oneLine(cell);
  return text.length > 60 ? `${cut(text, 60)}…` : text;
};

/** Remembers the latest answers: dates and countries come again and again, and cost. */
export function latest<Answer>(rule: (text: string) => Answer): (text: string) => Answer {
  let known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as Answer;
    const answer = rule(text);
    if (known.size >= 5000) known = new Map();
    if (text.length <= 100) known.set(text, answer);
    return answer;
  };
}
