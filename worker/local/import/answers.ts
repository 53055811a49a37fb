import type { ImportAnswer, ImportAsk } from "../../../shared/contract/imports.ts";
import { UsageError } from "./arguments.ts";

/** Answers as they are written in a shell, and questions as they are printed there. */

/** What was written, as the question wants it: a word, several, or what each value means.
 *  @throws UsageError which names the words that there are */
export function readAnswer(ask: ImportAsk, text: string): ImportAnswer {
  if (ask.answer === "text") return text.trim();
  if (ask.answer === "one") return oneOf(ask, text.trim());
  const json = /^\s*[[{]/.test(text) ? parseJson(ask, text) : undefined;
  if (ask.answer === "many") {
    const words = Array.isArray(json) ? json.map(String) : text.split(",");
    return words.map((word) => word.trim()).filter((word) => word !== "");
  }
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

/** The option that somebody means by its word or its label, whatever the case. */
export function oneOf(ask: ImportAsk, text: string): string {
  if (ask.options.length === 0) return text;
  const same = (a: string) => a.toLowerCase() === text.toLowerCase();
  const found =
    ask.options.find(({ value }) => value === text) ??
    ask.options.find(({ value }) => same(value)) ??
    ask.options.find(({ label }) => same(label));
  if (found) return found.value;
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
