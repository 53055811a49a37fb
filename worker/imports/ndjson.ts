import type { Chunks } from "../db/imports.ts";
import { nameable } from "./table.ts";
import { type Cursor, FileText } from "./text.ts";

/** In letters. */
const LONGEST = 200_000;
/** How deep objects in objects become columns of their own; what is deeper stays JSON. */
const DEEPEST = 8;

/** A line of NDJSON. */
export interface JsonLine {
  /** Its values by the names of their columns (`company.name`); null where the line is no object. */
  cells: Map<string, string> | null;
  line: string;
  next: Cursor;
}

/** The next line that is not blank; null at the end of the file. */
export async function jsonLine(text: FileText): Promise<JsonLine | null> {
  for (;;) {
    const found = await text.line(LONGEST);
    if (found === null) return null;
    const { line, whole } = found;
    if (line.trim() === "") continue;
    return { cells: whole ? flatten(line) : null, line, next: text.cursor(text.at) };
  }
}

/** The columns of all the lines, in the order in which they first come; null where there are more than `most`. */
export async function ndjsonColumns(
  chunks: Chunks,
  encoding: string,
  most: number,
): Promise<string[] | null> {
  const text = new FileText(chunks, encoding, { chunk: 0, letter: 0 });
  const columns = new Set<string>();
  for (;;) {
    const line = await jsonLine(text);
    if (line === null) return [...columns];
    for (const name of line.cells?.keys() ?? []) columns.add(name);
    if (columns.size > most) return null;
  }
}

function flatten(line: string): Map<string, string> | null {
  let value: unknown;
  const cells = new Map<string, string>();
  try {
    value = parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    addTo(cells, "", value, 1);
  } catch {
    // No JSON, or nested so deeply that it cannot be written again.
    return null;
  }
  return cells;
}

/** Numbers that a computer would round, ids most of all, stay as they are written. */
const parse = (line: string): unknown =>
  /\d{16}|\d[eE][+-]?\d/.test(line)
    ? JSON.parse(line, (_key, value: unknown, context?: { source?: string }) =>
        typeof value === "number" ? (context?.source ?? value) : value,
      )
    : JSON.parse(line);

function addTo(cells: Map<string, string>, prefix: string, object: object, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (typeof value === "object" && value !== null && !Array.isArray(value) && depth < DEEPEST)
      addTo(cells, `${name}.`, value, depth + 1);
    else cells.set(columnName(name), cellOf(value));
  }
}

function columnName(name: string): string {
  const text = name.replace(/\s+/g, " ").trim().toWellFormed().slice(0, 200).trim();
  return nameable(text) || "No name";
}

const cellOf = (value: unknown): string =>
  value === null
    ? ""
    : typeof value === "string"
      ? value
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
