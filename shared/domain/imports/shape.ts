import { readYesNo } from "./booleans.ts";
import { dateShape } from "./dates.ts";
import { isEmptyMarker } from "./empties.ts";
import { hasCurrency, numberShape, readMoney, styleOf } from "./numbers.ts";
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
const numeric = /^[\d.,'’\s()%+\-−eE]+$/;

/** Looks at a trimmed cell that is not blank. */
export function shapeOf(text: string): CellShape {
  if (text.length > 2000) return nothing;
  if (isEmptyMarker(text)) return marked;
  if (text.includes("@") && email.test(text)) return { ...nothing, shapes: ["email"] };
  if (url.test(text)) return { ...nothing, shapes: ["url"] };
  const shapes: Shape[] = [];
  if (readYesNo(text) !== null) shapes.push("yesNo");
  if (text.length > 80 || !/\d/.test(text)) return shapes.length ? { ...nothing, shapes } : nothing;
  let currency: string | null = null;
  const number = numeric.test(text) ? numberShape(text) : null;
  if (number) shapes.push(numberShapes[number]);
  else if (text.length <= 40 && hasCurrency(text)) {
    const point = readMoney(text, "point");
    const comma = readMoney(text, "comma");
    if (point || comma) {
      shapes.push("money", numberShapes[styleOf(point?.value ?? null, comma?.value ?? null)]);
      currency = (point ?? comma)?.currency ?? null;
    }
  }
  const date = dateShape(text);
  if (date) {
    shapes.push(dateShapes[date.shape]);
    if (date.time) shapes.push("withTime");
    if (date.offset) shapes.push("withOffset");
  }
  return shapes.length ? { shapes, empty: false, currency } : nothing;
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
