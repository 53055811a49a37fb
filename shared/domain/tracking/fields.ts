import { cut, oneLine } from "../imports/cells.ts";
import type { Json, JsonObject } from "./message.ts";

/** A name as it is compared: `email_subject`, `emailSubject` and `Email subject` are one. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "") || name.trim().toLowerCase();

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Seconds of any time after 1973 are fewer than this, milliseconds more. */
const SECONDS = 100_000_000_000;

/** What stands in an object from outside, whichever way its names are written. Of two that are alike, the first. */
export class Fields {
  readonly #values = new Map<string, Json>();

  constructor(object: Json | undefined) {
    if (!isObject(object)) return;
    for (const [name, value] of Object.entries(object)) {
      const plain = plainName(name);
      if (!this.#values.has(plain)) this.#values.set(plain, value);
    }
  }

  /** The first of some names (as `plainName` gives them) that says anything. */
  #first(names: readonly string[], says: (value: Json) => boolean): Json | undefined {
    for (const name of names) {
      const value = this.#values.get(name);
      if (value !== undefined && says(value)) return value;
    }
    return undefined;
  }

  /** A line of text, at most `max` letters; null where none of the names holds one. */
  text(names: readonly string[], max = 300): string | null {
    const value = this.#first(names, (value) => lineOf(value, max) !== null);
    return value === undefined ? null : lineOf(value, max);
  }

  isTrue(names: readonly string[]): boolean {
    return (
      this.#first(names, (value) => value === true || value === 1 || value === "true" || value === "1") !==
      undefined
    );
  }

  isFalse(names: readonly string[]): boolean {
    return (
      this.#first(names, (value) => value === false || value === 0 || value === "false" || value === "0") !==
      undefined
    );
  }

  /** UTC ms of an ISO date, or of seconds or milliseconds since 1970. */
  time(names: readonly string[]): number | null {
    const value = this.#first(names, (value) => timeOf(value) !== null);
    return value === undefined ? null : timeOf(value);
  }

  within(name: string): Fields {
    return new Fields(this.#values.get(name));
  }
}

function lineOf(value: Json, max: number): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  return typeof value === "string" ? cut(oneLine(value), max) || null : null;
}

function timeOf(value: Json): number | null {
  const at =
    typeof value === "number"
      ? Math.round(value < SECONDS ? value * 1000 : value)
      : typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value)
        ? Date.parse(value)
        : Number.NaN;
  return at > 0 && at <= 7_258_118_400_000 ? at : null;
}
