import type { ImportAsk } from "../../shared/contract/imports.ts";
import { encodings, type Guess } from "./encoding.ts";
import { type DelimiterGuess, delimiters } from "./table.ts";

/** The questions about how a file is read. Each says in its options what the file would hold then. */

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
const some = (cells: readonly string[]): string =>
  cells
    .slice(0, 6)
    .map((cell) => short(cell.replace(/\s+/g, " ").trim(), 24))
    .join(" · ");

const MOST_OPTIONS = 12;

/** @param guesses those that say something else each, the likeliest first */
export function askEncoding(guesses: readonly Guess[]): ImportAsk {
  const texts = new Set<string>();
  const told = guesses.filter(({ text }) => !texts.has(text) && texts.add(text)).slice(0, MOST_OPTIONS);
  return {
    id: "encoding",
    question: "Which of these are the right letters?",
    help: "The file does not say in which encoding it was written. Look at the names.",
    column: null,
    answer: "one",
    options: told.map(({ encoding, text }) => ({
      value: encoding,
      label: `${encodings[encoding] ?? encoding}: ${short(beyondAscii(text), 120)}`,
    })),
    values: [],
    proposal: told[0]?.encoding ?? null,
  };
}

/** A few different words with letters beyond ASCII. */
function beyondAscii(text: string): string {
  const words = text.match(/[^\s,;"|]*\P{ASCII}[^\s,;"|]*/gu) ?? [];
  return [...new Set(words)].slice(0, 6).join(", ");
}

export const askDelimiter = (guesses: readonly DelimiterGuess[]): ImportAsk => ({
  id: "delimiter",
  question: "What stands between the cells of a row?",
  help: null,
  column: null,
  answer: "one",
  options: guesses.map(({ delimiter, first }) => ({
    value: delimiter,
    label: `${delimiters[delimiter] ?? delimiter}: ${some(first)}`,
  })),
  values: [],
  proposal: guesses[0]?.delimiter ?? null,
});

export const askHeader = (first: readonly string[], header: boolean): ImportAsk => ({
  id: "header",
  question: "Does the first row name the columns?",
  help: `It says: ${some(first)}`,
  column: null,
  answer: "one",
  options: [
    { value: "yes", label: "Yes, these are names of columns" },
    { value: "no", label: "No, this is a row like the others" },
  ],
  values: [],
  proposal: header ? "yes" : "no",
});
