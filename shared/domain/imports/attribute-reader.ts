import { readYesNo } from "./booleans.ts";
import { cut, manyLines, oneLine } from "./cells.ts";
import { countryCode } from "./countries.ts";
import { readDate } from "./dates.ts";
import { hasCurrency, numberShape, readMoney, readNumber } from "./numbers.ts";
import { type Cell, latest, type Zone } from "./reader.ts";
import { asWritten, type ColumnReading, isScored, type Reading } from "./reading.ts";
import type { Said, Scalar } from "./said.ts";

/** Reads a custom attribute: as its column's type where it can, else as text. */
export function attributeReader(name: string, column: ColumnReading, reading: Reading, zone: Zone): Cell {
  const scored = isScored(reading.kind, name) ? scoredReader(name, reading) : null;
  const value = scored ?? valueReader(column, reading, zone);
  const otherwise = scored ? asWritten(name) : name;
  return (cell, said) => {
    const read = value(cell);
    if (read !== null) said.attributes[name] = read;
    else keepText(otherwise, cell, said);
  };
}

function keepText(name: string, cell: string, said: Said): void {
  const text = manyLines(cell);
  if (text === "") return;
  if (text.length > 500) said.odd.add("cut");
  said.attributes[name] = cut(text, 500);
}

type Value = (cell: string) => Scalar | null;

/** A lead's attributes that a score reads as what they are called, and as nothing else. */
const scoredReader = (name: string, { decimals }: Reading): Value =>
  name === "country"
    ? latest((cell) => countryCode(oneLine(cell)))
    : (cell) => headcount(oneLine(cell), decimals);

/** What a cell is worth where it is more than text; null keeps it as text. */
function valueReader({ type, order }: ColumnReading, { decimals }: Reading, zone: Zone): Value {
  if (type === "boolean") return (cell) => readYesNo(oneLine(cell));
  if (type === "number") return (cell) => numberIn(oneLine(cell), decimals);
  if (type === "date") return latest((cell) => isoDate(oneLine(cell), order, zone));
  return () => null;
}

function numberIn(text: string, decimals: Reading["decimals"]): number | null {
  if (numberShape(text) !== null) return readNumber(text, decimals);
  return hasCurrency(text) ? (readMoney(text, decimals)?.value ?? null) : null;
}

/** Whole people: a range (`11-50`) is none, and stays what it says. */
function headcount(text: string, decimals: Reading["decimals"]): number | null {
  const value = numberShape(text) === null ? null : readNumber(text, decimals);
  return value !== null && Number.isInteger(value) && value > 0 && value < 10_000_000 ? value : null;
}

/** ISO 8601: the day where no time is said, else the instant in UTC. */
function isoDate(text: string, order: "dmy" | "mdy", zone: Zone): string | null {
  const civil = readDate(text, order);
  if (!civil) return null;
  const { year, month, day, hasTime } = civil;
  if (hasTime) {
    const at = zone(civil);
    return Number.isFinite(at) ? new Date(at).toISOString() : null;
  }
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
