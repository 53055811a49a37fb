import { remembered } from "../remembered.ts";

/** A small matcher for the words of a title or an industry, in whatever language and case they come. */

/** Lower case, without accents, dots of abbreviations gone, everything else than letters and digits a space. */
export const plainWords = remembered((text): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("&", " and ")
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim(),
);

/**
 * Phrases parted by commas, as one expression on plain words. A phrase matches whole words; `*` stands for the
 * rest of a word: `*leiter` also takes "Betriebsleiter", `direct*` "directrice". No phrase matches nothing.
 */
export const phrases = (list: string): RegExp => {
  const each = list
    .split(",")
    .map((phrase) => phrase.trim().replaceAll("*", "[\\p{L}\\p{N}]*"))
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  if (each.length === 0) return /(?!)/u;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${each.join("|")})(?![\\p{L}\\p{N}])`, "u");
};

/** Where the first match begins and how long it is, or null. */
export function firstMatch(text: string, pattern: RegExp): { at: number; length: number } | null {
  const match = pattern.exec(text);
  return match && { at: match.index, length: match[0].length };
}

/** `text` on one line, at most `max` characters; the cut shows as an ellipsis. */
export function clip(text: string, max = 120): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (line.length <= max) return line;
  const characters = [...line];
  return characters.length <= max ? line : `${characters.slice(0, max - 1).join("")}…`;
}
