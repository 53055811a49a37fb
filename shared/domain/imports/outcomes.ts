import { plainWords } from "../people/words.ts";
import { readYesNo } from "./booleans.ts";
import { nameRank } from "./headers.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(/[|\n]/).map((word) => word.trim()));

const won =
  set(`won|win|closed won|close won|deal won|converted|customer|is customer|sold|purchased|bought|paid
  success|successful|signed|gewonnen|kunde|abgeschlossen gewonnen|gagne|gagnee|conclu|client|ganado|ganada|cliente
  cerrado ganado|vinto|vinta|chiuso vinto|ganho|ganha|vendido|fechado ganho|gewonnen deal|closed successful`);
const lost =
  set(`lost|loss|closed lost|close lost|deal lost|not converted|unconverted|non customer|not won|not sold
  disqualified|unqualified|rejected|dead|no sale|churned|verloren|abgeschlossen verloren|perdu|perdue|perdido
  perdida|cerrado perdido|perso|persa|chiuso perso|fechado perdido|abandoned|unsuccessful|closed unsuccessful`);
const open =
  set(`open|pending|in progress|working|new|active|ongoing|offen|in bearbeitung|ouvert|en cours|abierto
  abierta|en curso|aperto|in corso|aberto|em andamento|lopend|nurture|nurturing|contacted`);

/** What a cell of an outcome column says: `Closed Won`, `perdu`, 1 / 0, yes / no. Null where it is none of these words. */
export function readOutcome(text: string): "won" | "lost" | "open" | null {
  if (text.length > 40) return null;
  const sure = readYesNo(text);
  if (sure !== null) return sure ? "won" : "lost";
  const words = plainWords(text);
  return won.has(words) ? "won" : lost.has(words) ? "lost" : open.has(words) ? "open" : null;
}

/** The place of the column whose header says that it holds what became of the lead, or null. */
export function outcomeColumn(columns: readonly string[]): number | null {
  const [best] = columns
    .map((column, place) => ({ place, rank: nameRank("leads", "outcome", column) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return best?.place ?? null;
}
