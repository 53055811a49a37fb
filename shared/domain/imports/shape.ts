import { readYesNo } from "./booleans.ts";
import { dateShape } from "./dates.ts";
import { isEmptyMarker } from "./empties.ts";
import { moneyShape, numberShape } from "./numbers.ts";
import type { ColumnProfile } from "./profile.ts";

export type Shape = keyof ColumnProfile["shapes"];

/** What one cell looks like. */
export interface CellShape {
  readonly shapes: readonly Shape[];
  /** It usually stands for "unknown"; then it has no shape. */
  readonly empty: boolean;
  /** The currency beside its number. */
  readonly currency: string | null;
}

const nothing: CellShape = { shapes: [], empty: false, currency: null };
const marked: CellShape = { shapes: [], empty: true, currency: null };

const email = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/;
const url = /^(?:https?:\/\/|www\.)[^\s/.]+\.?[^\s]*$/i;

/** Looks at a trimmed cell that is not blank. */
export function shapeOf(text: string): CellShape {
  if (text.length > 2000) return nothing;
  if (isEmptyMarker(text)) return marked;
  if (text.includes("@") && email.test(text)) return { ...nothing, shapes: ["email"] };
  if (url.test(text)) return { ...nothing, shapes: ["url"] };
  const shapes: Shape[] = [];
  if (readYesNo(text) !== null) shapes.push("yesNo");
  if (text.length > 80 || !/\d/.test(text)) return shapes.length ? { ...nothing, shapes } : nothing;
  const number = numberShape(text);
  const money = number ? null : moneyShape(text);
  if (number) shapes.push(numberShapes[number]);
  if (money) shapes.push("money", numberShapes[money.style]);
  const date = dateShape(text);
  if (date) {
    shapes.push(dateShapes[date.shape]);
    if (date.time) shapes.push("withTime");
    if (date.offset) shapes.push("withOffset");
  }
  return shapes.length ? { shapes, empty: false, currency: money?.currency ?? null } : nothing;
}

const numberShapes = {
  whole: "whole",
  point: "decimalPoint",
  comma: "decimalComma",
  either: "decimalEither",
} as const;

const dateShapes = {
  yearFirst: "dateYearFirst",
  dayFirst: "dateDayFirst",
  monthFirst: "dateMonthFirst",
  either: "dateEither",
  words: "dateWords",
  unix: "dateUnix",
} as const;
