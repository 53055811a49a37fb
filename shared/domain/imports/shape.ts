import { readYesNo } from "./booleans.ts";
import { dateShape } from "./dates.ts";
import { isEmptyMarker } from "./empties.ts";
import { moneyShape, numberShape } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";

export type Shape = keyof ColumnProfile["shapes"];

/** Every shape, in the order of its bit. */
export const shapes = [
  "email",
  "url",
  "whole",
  "decimalPoint",
  "decimalComma",
  "decimalEither",
  "dateYearFirst",
  "dateDayFirst",
  "dateMonthFirst",
  "dateEither",
  "dateWords",
  "dateUnix",
  "withTime",
  "withOffset",
  "yesNo",
  "money",
] as const satisfies readonly Shape[];

const bit = (shape: Shape): number => 1 << shapes.indexOf(shape);

export const commaBit = bit("decimalComma");
export const numberBits = bit("whole") | bit("decimalPoint") | commaBit | bit("decimalEither");
export const moneyBit = bit("money");
/** The cell usually stands for "unknown"; then it has no shape. */
export const emptyBit = 1 << shapes.length;

const numberShapes = {
  whole: bit("whole"),
  point: bit("decimalPoint"),
  comma: bit("decimalComma"),
  either: bit("decimalEither"),
};
const dateShapes = {
  yearFirst: bit("dateYearFirst"),
  dayFirst: bit("dateDayFirst"),
  monthFirst: bit("dateMonthFirst"),
  either: bit("dateEither"),
  words: bit("dateWords"),
  unix: bit("dateUnix"),
};
const [emailBit, urlBit, yesNoBit] = [bit("email"), bit("url"), bit("yesNo")];
const [timeBit, offsetBit] = [bit("withTime"), bit("withOffset")];

const email = /^[^\s@,;<>"]{1,64}@[^\s@,;<>".]+(?:\.[^\s@,;<>".]+)*\.[^\s@,;<>".]{2,}$/;
const url = /^(?:https?:\/\/|www\.)[^\s/.]\S*$/i;

/** The bits of what a trimmed cell that is not blank looks like. */
export function shapeOf(text: string): number {
  if (text.length > 2000) return 0;
  if (isEmptyMarker(text)) return emptyBit;
  if (text.includes("@") && email.test(text)) return emailBit;
  if (url.test(text)) return urlBit;
  let bits = readYesNo(text) === null ? 0 : yesNoBit;
  if (text.length > 80 || !/\d/.test(text)) return bits;
  const number = numberShape(text);
  if (number) bits |= numberShapes[number];
  else {
    const money = moneyShape(text);
    if (money) return bits | moneyBit | numberShapes[money.style];
  }
  const date = dateShape(text);
  if (date) bits |= dateShapes[date.shape] | (date.time ? timeBit : 0) | (date.offset ? offsetBit : 0);
  return bits;
}
