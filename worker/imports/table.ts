import Papa from "papaparse";
import { shapeOf, shapes } from "../../shared/domain/imports/shape.ts";

/** How a text is cut into cells, and whether its first row names them: guessed from its beginning. */

export interface DelimiterGuess {
  delimiter: string;
  /** The cells of the first row with it. */
  first: string[];
  /** The share of rows with as many cells as most have. */
  even: number;
  columns: number;
}

/** What is tried, the better first where two fit alike: text holds commas more often than any other. */
export const delimiters: Readonly<Record<string, string>> = {
  "\t": "Tab",
  ";": "Semicolon",
  "|": "Vertical bar",
  ",": "Comma",
  "\u001f": "Unit separator",
  "^": "Caret",
};

const ROWS = 200;

/** The rows that a text begins with. A last one that is not whole is left out where there are others. */
export function firstRows(text: string, delimiter: string, isWhole: boolean, preview = ROWS): string[][] {
  const parse = (ignoreLast: boolean): string[][] =>
    new Papa.Parser({ delimiter, newline: "\n", preview, fastMode: false }).parse(text, 0, ignoreLast).data;
  const complete = parse(!isWhole);
  return (complete.length > 0 ? complete : parse(false))
    .filter((cells) => cells.some((cell) => cell.trim() !== ""))
    .map((cells) =>
      cells.map((cell, index) => (index === cells.length - 1 ? cell.replace(/\r$/, "") : cell)),
    );
}

/** What may stand between cells, the likeliest first; none where every row is one cell. */
export function guessDelimiters(text: string, isWhole: boolean): DelimiterGuess[] {
  return Object.keys(delimiters)
    .flatMap((delimiter) => {
      const rows = firstRows(text, delimiter, isWhole);
      const { length, count } = mostFrequent(rows.map((cells) => cells.length));
      const even = count / Math.max(1, rows.length);
      return length < 2 || even < 0.5 ? [] : [{ delimiter, first: rows[0] ?? [], even, columns: length }];
    })
    .sort((a, b) => Math.round((b.even - a.even) * 10) || b.columns - a.columns);
}

/** Whether the second guess is about as good as the first. */
export const isDoubtful = ([best, other]: readonly DelimiterGuess[]): boolean =>
  best !== undefined &&
  other !== undefined &&
  other.even >= best.even - 0.1 &&
  other.columns * 2 > best.columns &&
  other.columns >= 2;

function mostFrequent(numbers: readonly number[]): { length: number; count: number } {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [[length, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { length, count };
}

/** What no column is called; a number may be: a year. */
const certain = shapes.filter((shape) => /^(email|url|date)/.test(shape));

const isValue = (text: string, those: readonly (typeof shapes)[number][] = shapes): boolean => {
  const bits = shapeOf(text);
  return those.some((shape) => bits & (1 << shapes.indexOf(shape)));
};

/** Whether the first of some rows names the columns, and whether that is beyond doubt. */
export function guessHeader([first = [], ...rest]: readonly string[][]): { header: boolean; sure: boolean } {
  let [names, values, hints] = [0, 0, 0];
  for (const [place, cell] of first.entries()) {
    const text = cell.trim();
    if (text === "") continue;
    const below = rest.map((cells) => cells[place]?.trim() ?? "").filter((other) => other !== "");
    const alike = below.filter((other) => isValue(other)).length;
    if (isValue(text, certain)) values += 1;
    else if (isValue(text)) hints += 1;
    else if (below.length > 0 && alike >= below.length * 0.6) names += 1;
    else if (below.includes(text)) hints += 1;
  }
  if (values > 0) return { header: names > values, sure: names === 0 };
  if (names > 0) return { header: true, sure: true };
  return { header: hints === 0, sure: hints === 0 };
}

/** A name that records can have for a key. */
export const nameable = (text: string): string => (text === "__proto__" ? "proto__" : text);

/** Names of columns from the cells of the first row: each one line, once, and never blank. */
export function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const text = cell.replace(/\s+/g, " ").trim().toWellFormed();
    const name = nameable(text.slice(0, 200).trim()) || `Column ${index + 1}`;
    let unique = name;
    for (let time = 2; taken.has(unique); time += 1) unique = `${name.slice(0, 190)} (${time})`;
    taken.add(unique);
    return unique;
  });
}
