import type {
  Import,
  ImportAnswer,
  ImportAsk,
  ImportMapping,
  ImportPreview,
  ImportProposal,
  ImportRemark,
} from "../../../shared/contract/imports.ts";
import { example } from "./answers.ts";
import type { Refusal } from "./api.ts";
import { count } from "./progress.ts";

/** What is printed, a list of lines each. */

/** Text of strangers on a terminal: nothing in it moves the cursor, changes a colour or turns the line around. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "�");

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

const rows = (number: number): string => (number === 1 ? "1 row" : `${count(number)} rows`);

/** `answers.dates:Created`, `mapping.City` as somebody at a shell knows them. */
const fieldWords = (field: string): string => {
  const [first = "", ...rest] = field.split(".");
  const name = rest.join(".");
  if (first === "mapping") return name ? `Column "${plain(name)}"` : "The mapping";
  if (first === "answers") return name ? `Question ${plain(name)}` : "The answers";
  if (first === "afterContact") return `Column "${plain(name)}"`;
  return ["body", "file", "query", "id", ""].includes(first) ? "" : plain(field);
};

/** What the Worker would not do, and why. */
export function refusalLines({ message, errors, code }: Refusal): string[] {
  const lines = errors.map(({ field, message: said }) => {
    const where = fieldWords(field);
    return `  ${where ? `${where}: ` : ""}${plain(said)}`;
  });
  const hint =
    code === "not_signed_in"
      ? ["  Give a token that is known there: --token <token>, or LEADLIGHT_TOKEN."]
      : code === "not_allowed"
        ? ["  Imports are for marketing and admins."]
        : errors.some(({ field }) => field === "mapping")
          ? ['  Say it by --map "<column>=<to>"; --help shows what that can be.']
          : [];
  return [`${message}${lines.length + hint.length > 0 ? ":" : "."}`, ...lines, ...hint];
}

/** The columns, and what becomes of each. */
export function columnLines({ columns }: ImportProposal, corrected: ImportMapping): string[] {
  const widest = Math.min(40, Math.max(6, ...columns.map(({ column }) => column.length)));
  return columns.map(({ column, to, remembered, afterContact, afterContactWhy }) => {
    const { mapping = {}, afterContact: late = {} } = corrected;
    // A column may be called "constructor", which every object has
    const said = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
    const notes = [
      ...(said !== undefined ? ["as you said"] : remembered ? ["as last time"] : []),
      ...((Object.hasOwn(late, column) ? late[column] : afterContact)
        ? [`no score learns from it${afterContactWhy ? `: ${plain(afterContactWhy)}` : ""}`]
        : []),
    ];
    return `  ${short(plain(column), 40).padEnd(widest)}  →  ${plain(said ?? to)}${notes.length > 0 ? `  (${notes.join("; ")})` : ""}`;
  });
}

const answerWords = (answer: ImportAnswer): string =>
  plain(
    typeof answer === "string"
      ? answer
      : Array.isArray(answer)
        ? answer.join(", ")
        : Object.entries(answer)
            .map(([value, word]) => `${value}:${word}`)
            .join(", "),
  );

/** What is taken for granted where nobody answered. */
export const assumedLines = (assumed: readonly ImportAsk[]): string[] =>
  assumed.flatMap(({ id, proposal }) =>
    proposal === null ? [] : [`  --answer "${plain(id)}=${short(answerWords(proposal), 100)}"`],
  );

/** A question that is still open, with its options and how it is answered. */
export function questionLines(ask: ImportAsk): string[] {
  const options = ask.options.slice(0, 20);
  return [
    plain(ask.question),
    ...(ask.help ? [`  ${plain(ask.help)}`] : []),
    ...ask.values.slice(0, 20).map(({ value, count: n }) => `  "${plain(value)}" in ${rows(n)}`),
    ...(ask.values.length > 20 ? [`  and ${ask.values.length - 20} more values`] : []),
    ...(options.length > 0 ? [`  ${ask.answer === "each" ? "Each is one of:" : "One of:"}`] : []),
    ...options.map(({ value, label }) =>
      label.startsWith(value) ? `    ${plain(label)}` : `    ${plain(value)}  ${plain(label)}`,
    ),
    ...(ask.options.length > options.length ? [`    and ${ask.options.length - options.length} more`] : []),
    `  Answer: ${plain(example(ask))}`,
  ];
}

const remarkLine = ({ message, count: n, rows: which }: ImportRemark): string =>
  `    ${plain(message)}: ${rows(n)} (${which.slice(0, 5).join(", ")}${n > Math.min(5, which.length) ? ", …" : ""})`;

/** What starting would do. */
export function previewLines(preview: ImportPreview): string[] {
  return [
    `${rows(preview.rows)}: ${count(preview.new)} new, ${count(preview.known)} known (${count(preview.unchanged)} of them unchanged), ${count(preview.duplicates)} twice in this file, ${count(preview.refused)} refused`,
    ...(preview.refusals.length > 0 ? ["  Refused:", ...preview.refusals.slice(0, 10).map(remarkLine)] : []),
    ...(preview.odd.length > 0 ? ["  Odd:", ...preview.odd.slice(0, 10).map(remarkLine)] : []),
    ...(preview.conflictCount > 0
      ? [
          `  ${rows(preview.conflictCount)} with ids of two different leads. Nothing is merged by itself; decide on the dashboard, "Same person?"`,
        ]
      : []),
  ];
}

/** What became of it. */
export function resultLines(done: Import): string[] {
  return [
    `${rows(done.rows)}: ${count(done.created)} created, ${count(done.updated)} updated, ${count(done.unchanged)} unchanged, ${count(done.refused)} refused`,
    ...(done.odd.length > 0 ? ["  Odd:", ...done.odd.slice(0, 10).map(remarkLine)] : []),
    ...(done.conflicts > 0
      ? [`  ${rows(done.conflicts)} with ids of two different leads: decide on the dashboard, "Same person?"`]
      : []),
  ];
}
