import { currencyOf } from "./currencies.ts";

/** What stands before the decimals: `1.5` or `1,5` is one and a half. */
export type Decimals = "point" | "comma";

/** Groups of three, or the Indian two and three; every gap the same mark. */
const groups = (mark: string) =>
  String.raw`[1-9]\d{0,2}(?:${mark}\d{3})+|[1-9]\d?(?:${mark}\d{2})+${mark}\d{3}`;

const pattern = (decimal: string, mark: string) =>
  new RegExp(
    String.raw`^([+-]? ?)(\d+|${groups(mark)}|${groups(" ")}|${groups("'")})?(?:${decimal}(\d+))?(?:e([+-]?\d{1,3}))?$`,
    "i",
  );
const patterns: Readonly<Record<Decimals, RegExp>> = {
  point: pattern(String.raw`\.`, ","),
  comma: pattern(",", String.raw`\.`),
};

const bare = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const bareWhole = /^-?\d{1,15}$/;

/** One kind of space, of minus and of apostrophe. */
const plain = (text: string): string =>
  /^[\x20-\x7e€£¥]*$/.test(text)
    ? text.trim()
    : text
        .replace(/\s+/g, " ")
        .trim()
        .replace(/[\u2212\u2012\u2013\ufe63\uff0d]/g, "-")
        .replace(/[\u2019\u2018\u02bc\u2032\u00b4]/g, "'");

/**
 * Reads a number: thousands parted by the other mark, spaces or apostrophes, `12 %` as 12, `(1,200)` and `1200-`
 * as negative, exponents. Null where it is none, or none in this style.
 */
export function readNumber(text: string, decimals: Decimals): number | null {
  if ((decimals === "point" ? bare : bareWhole).test(text)) return Number(text) + 0;
  if (text.length > 60) return null;
  return unsigned(plain(text).replace(/ ?%$/, ""), decimals);
}

function unsigned(text: string, decimals: Decimals): number | null {
  const inner = text.endsWith(")")
    ? /^\(([^+-].*)\)$/.exec(text)
    : text.endsWith("-")
      ? /^([^+-]+)-$/.exec(text)
      : null;
  if (inner) {
    const value = unsigned((inner[1] ?? "").trim(), decimals);
    return value === null ? null : 0 - value;
  }
  const match = patterns[decimals].exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const value = Number(`${sign.trim()}${whole.replace(/\D/g, "") || "0"}.${fraction || "0"}e${exponent}`);
  return Number.isFinite(value) ? value + 0 : null;
}

/** How a number is written: `whole` reads the same in both styles, `either` (`1,234`) reads differently. */
export type NumberShape = "whole" | "point" | "comma" | "either";

const plainWhole = /^-?(?:0|[1-9]\d{0,15})$/;
/** The decimals are no group of three, so that the point is one. */
const plainPoint = /^-?(?:\d+\.(?:\d{1,2}|\d{4,15})|(?:0|\d{4,15})\.\d{3})$/;
const likely = /^[+-]?[\d.(][\d.,' \u2019\s]*(?:e[+-]\d{1,3})?\)?-? ?%?$|^\(|^[+-\u2212]/i;
/** Codes and telephones rather than numbers. */
const code = /^(?:[+-]?0\d|\+(?:\d{8}|\d+ )|\d+e\d|-?\d+$)/i;

/** Null where it is no number, or one that would not survive being one: `007`, `+4917012345678`, `12e4`, 20 digits. */
export function numberShape(text: string): NumberShape | null {
  if (plainWhole.test(text)) return isExact(Number(text)) ? "whole" : null;
  if (plainPoint.test(text)) return /^-?0\d/.test(text) ? null : "point";
  if (text.length > 60 || !likely.test(text) || code.test(text)) return null;
  const point = readNumber(text, "point");
  const comma = readNumber(text, "comma");
  if (point === null && comma === null) return null;
  const style = styleOf(point, comma);
  return style === "whole" && !isExact(point ?? 0) ? null : style;
}

/** The style of a number by what it reads as in each. */
export const styleOf = (point: number | null, comma: number | null): NumberShape =>
  point === comma ? "whole" : comma === null ? "point" : point === null ? "comma" : "either";

const isExact = (value: number) => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

const sign = String.raw`[^\d\s.,'()+-][^\d\s,'()+-]{0,7}`;
const beside = new RegExp(
  String.raw`^([+-]?) ?(${sign})? ?([+-]?)(\d[\d.,' ]*|[.,]\d+)(?<=\d)(?:[.,]-{1,2})?(-?) ?(${sign})?$`,
);

/** The figures of an amount, whether they are negative, and the currency beside them: undefined where there is none. */
interface Amount {
  readonly figures: string;
  readonly negative: boolean;
  readonly currency: string | null | undefined;
}

function amountOf(text: string): Amount | null {
  if (text.length > 60 || !/\d/.test(text)) return null;
  const amount = plain(text);
  const inner = /^([^()]*)\(([^()]+)\)([^()]*)$/.exec(amount);
  const match = beside.exec(inner ? `${inner[1]}${inner[2]}${inner[3]}`.trim() : amount);
  if (!match) return null;
  const [, outer = "", before, within = "", figures = "", trailing = "", after] = match;
  const marks = `${outer}${within}${trailing}`;
  if (marks.length > (inner ? 0 : 1)) return null;
  const currencies = [after, before].filter((side) => side !== undefined).map(currencyOf);
  if (currencies.includes(undefined)) return null;
  return {
    figures: figures.trim(),
    negative: inner !== null || marks === "-",
    currency: currencies.length ? (currencies.find((one) => one) ?? null) : undefined,
  };
}

function amountIn({ figures, negative }: Amount, decimals: Decimals): number | null {
  const value = unsigned(figures, decimals);
  return value === null ? null : negative && value !== 0 ? -value : value;
}

/**
 * Reads an amount of money with a currency's sign or code on either side, or with none. The currency is null
 * where none is said, or one that several countries share (`kr`). Null where it is no amount.
 */
export function readMoney(
  text: string,
  decimals: Decimals,
): { value: number; currency: string | null } | null {
  const amount = amountOf(text);
  const value = amount ? amountIn(amount, decimals) : text.includes("%") ? null : readNumber(text, decimals);
  return value === null ? null : { value, currency: amount?.currency ?? null };
}

/** One number, and a few other letters before or behind it. */
const lone = /^\D{0,8}\d[\d.,'\u2019\s]*\D{0,8}$/;

/** The style and currency of a number with a currency beside it; null where there is none. */
export function moneyShape(text: string): { style: NumberShape; currency: string | null } | null {
  if (!lone.test(text)) return null;
  const amount = amountOf(text);
  if (amount?.currency === undefined) return null;
  const style = numberShape(amount.figures);
  return style && { style, currency: amount.currency };
}

/** Whether a currency stands beside the number. */
export const hasCurrency = (text: string): boolean => moneyShape(text) !== null;
