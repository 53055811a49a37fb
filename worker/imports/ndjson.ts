import type { Cursor, FileText } from "./text.ts";

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

function flatten(line: string): Map<string, string> | null {
  let value: unknown;
  const cells = new Map<string, string>();
  try {
    value = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    addTo(cells, "", value, 1);
  } catch {
    // No JSON, or nested so deeply that it cannot be written again.
    return null;
  }
  return cells;
}

function addTo(cells: Map<string, string>, prefix: string, object: object, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (typeof value === "object" && value !== null && !Array.isArray(value) && depth < DEEPEST)
      addTo(cells, `${name}.`, value, depth + 1);
    else cells.set(columnName(name), cellOf(value));
  }
}

const columnName = (name: string): string => name.trim().slice(0, 200).trim() || "No name";

const cellOf = (value: unknown): string =>
  value === null
    ? ""
    : typeof value === "string"
      ? value
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
