import type { ImportAnswer, ImportAnswers, ImportAsk } from "../../../shared/contract/imports.ts";
import { UsageError } from "./arguments.ts";

/** Answers as they are written in a shell, and questions as they are printed there. */

/** What was written, as the question wants it: a word, several, or what each value means (a word alone: all of them).
 *  @throws UsageError which names the words that there are */
export function readAnswer(ask: ImportAsk, text: string): ImportAnswer {
  if (ask.answer === "text") return text.trim();
  if (ask.answer === "one") return oneOf(ask, text.trim());
  const json = /^\s*[[{]/.test(text) ? parseJson(ask, text) : undefined;
  if (ask.answer === "many") {
    const words = Array.isArray(json) ? json.map(String) : text.split(",");
    return words.map((word) => word.trim()).filter((word) => word !== "");
  }
  if (json === undefined && !text.includes(":")) return oneOf(ask, text.trim());
  const pairs =
    json !== undefined && typeof json === "object" && json !== null && !Array.isArray(json)
      ? Object.entries(json).map(([value, word]): [string, string] => [value, String(word)])
      : text.split(",").map((pair): [string, string] => {
          const at = pair.lastIndexOf(":");
          if (at < 0)
            throw new UsageError(`--answer "${ask.id}=…" wants a word for each value: ${example(ask)}`);
          return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
        });
  return Object.fromEntries(pairs.map(([value, word]) => [value, oneOf(ask, word)]));
}

function parseJson(ask: ImportAsk, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--answer "${ask.id}=…" begins like JSON and is none: ${text}`);
  }
}

/** The option that somebody means by its word, its label or the label's beginning, whatever the case. */
export function oneOf(ask: ImportAsk, text: string): string {
  if (ask.options.length === 0) return text;
  const isOwnKind = /^kind(:|$)/.test(ask.id) && /^[a-z][a-z_]*$/.test(text);
  const same = (a: string) => a.toLowerCase() === text.toLowerCase();
  const begun = ask.options.filter(
    ({ label }) => text !== "" && label.toLowerCase().startsWith(text.toLowerCase()),
  );
  const found =
    ask.options.find(({ value }) => value === text) ??
    ask.options.find(({ value }) => same(value)) ??
    ask.options.find(({ label }) => same(label)) ??
    (begun.length === 1 && !isOwnKind ? begun[0] : undefined);
  if (found) return found.value;
  // A touch may be of a kind that only this workspace has.
  if (isOwnKind) return text;
  const words = ask.options.slice(0, 12).map(({ value }) => value);
  const more = ask.options.length > words.length ? ", …" : "";
  throw new UsageError(`"${text}" is no answer to ${ask.id}. It is one of: ${words.join(", ")}${more}`);
}

/** How this question is answered on the command line. */
export function example(ask: ImportAsk): string {
  const [first, second] = ask.options.map(({ value }) => value);
  const word = first ?? "…";
  if (ask.answer === "each") {
    const values = ask.values.slice(0, 2).map(({ value }) => value);
    const words = [word, second ?? word];
    const isPlain = values.every((value) => /^[^,:"{[]+$/.test(value));
    return isPlain && values.length > 0
      ? quote(`${ask.id}=${values.map((value, index) => `${value}:${words[index]}`).join(", ")}`)
      : quote(
          `${ask.id}=${JSON.stringify(Object.fromEntries(values.map((value, index) => [value, words[index]])))}`,
        );
  }
  if (ask.answer === "many")
    return quote(`${ask.id}=${[first, second].filter(Boolean).join(", ") || "Select, n/a"}`);
  return quote(`${ask.id}=${word}`);
}

const quote = (answer: string): string =>
  /["$`\\!]/.test(answer) ? `--answer '${answer.replaceAll("'", `'\\''`)}'` : `--answer "${answer}"`;

/** What nobody has answered yet and no proposal answers; of `each`, the values that are left. */
export function openOf(asks: readonly ImportAsk[], answers: ImportAnswers): ImportAsk[] {
  return asks.flatMap((ask) => {
    const answer = answers[ask.id];
    if (ask.answer !== "each") return answer === undefined && ask.proposal === null ? [ask] : [];
    if (typeof answer === "string") return [];
    const said = new Set([ask.proposal, answer].flatMap((words) => Object.keys(words ?? {})));
    const values = ask.values.filter(({ value }) => !said.has(value));
    return values.length > 0 ? [{ ...ask, values }] : [];
  });
}

/** An answer put beside one that was there: of `each`, value by value. */
export const withAnswer = (before: ImportAnswer | undefined, answer: ImportAnswer): ImportAnswer =>
  isWords(before) && isWords(answer) ? { ...before, ...answer } : answer;

const isWords = (answer: ImportAnswer | undefined): answer is Record<string, string> =>
  typeof answer === "object" && !Array.isArray(answer);
