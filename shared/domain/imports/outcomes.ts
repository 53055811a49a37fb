import { readYesNo } from "./booleans.ts";

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

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
  const words = plain(text);
  return won.has(words) ? "won" : lost.has(words) ? "lost" : open.has(words) ? "open" : null;
}

const headers: readonly RegExp[] = [
  /^(is |has |lead |deal |was )*(converted|conversion|konvertiert|converti|convertido|convertito)( flag| status)?$/,
  /^(is |has |deal |was )*(closed )?won( flag)?$/,
  /^(lead |deal |final |sales |opportunity )?(outcome|resultat|ergebnis|esito|resultado final)$/,
  /^(won lost|win loss|closed won lost|win lose|won or lost|gewonnen|gagne|ganado|ganho|vinto)$/,
  /^(is |became |became a )*(customer|client|kunde|cliente)( flag)?$/,
  /^(target|label|y|converted to customer|purchased|bought|success)$/,
];

/** The place of the column whose header says that it holds what became of the lead, or null. */
export function outcomeColumn(columns: readonly string[]): number | null {
  const names = columns.map((column) => plain(column.replace(/([a-z])([A-Z])/g, "$1 $2")));
  for (const header of headers) {
    const place = names.findIndex((name) => header.test(name));
    if (place >= 0) return place;
  }
  return null;
}
