import type { Json, JsonObject } from "./message.ts";

/** What strangers send, made safe to keep: characters that are none go, and what is too long or too deep is cut. */

const LONGEST_TEXT = 8_000;
const LONGEST_NAME = 200;
const DEEPEST = 8;
const MOST = 500;

/** Control characters but for tabs and line ends; halves of characters. */
const unfit = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu;

/** A text without NUL, other control characters and lone surrogates, at most `longest` characters. */
export const tidy = (text: string, longest = LONGEST_TEXT): string =>
  text.slice(0, longest).replace(unfit, "");

/** The same in one line. */
export const tidyLine = (text: string, longest = LONGEST_NAME): string =>
  tidy(
    text
      .slice(0, longest * 4)
      .replace(/\s+/g, " ")
      .trim(),
    longest,
  ).trim();

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Anything that JSON can hold, tidied: no `__proto__`, at most 8 deep and 500 wide. */
export function tidyJson(value: unknown, deeper = DEEPEST): Json {
  if (typeof value === "string") return tidy(value);
  if (typeof value === "boolean") return value;
  // JSON knows neither infinity nor a zero below zero.
  if (typeof value === "number") return Number.isFinite(value) ? value || 0 : null;
  if (deeper === 0) return null;
  if (Array.isArray(value)) return value.slice(0, MOST).map((item) => tidyJson(item, deeper - 1));
  return isObject(value) ? tidyObject(value, deeper) : null;
}

/** The same of an object; of anything else, an empty one. */
export function tidyObject(value: unknown, deeper = DEEPEST): JsonObject {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST)
      .map(([name, item]) => [tidyLine(name), tidyJson(item, deeper - 1)] as const)
      .filter(([name]) => name !== "" && name !== "__proto__"),
  );
}
