import { cut, oneLine } from "../imports/cells.ts";
import { remembered } from "../remembered.ts";
import type { Json, JsonObject } from "./message.ts";

/** A name as it is compared: `email_subject`, `emailSubject` and `Email subject` are one. */
export const plainName = remembered(
  (name): string =>
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "") || name.trim().toLowerCase(),
);

/** Names as they are compared, parted by spaces. */
export const names = (list: string): readonly string[] => list.split(/\s+/).filter(Boolean);

export const isObject = (value: Json | undefined): value is JsonObject =>
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

  /** What the first of some names (as `plainName` gives them) says that says anything. */
  #first<Said>(list: readonly string[], says: (value: Json) => Said | null): Said | null {
    for (const name of list) {
      const value = this.#values.get(name);
      const said = value === undefined ? null : says(value);
      if (said !== null) return said;
    }
    return null;
  }

  /** A line of text, at most `max` letters; null where none of the names holds one. */
  text(list: readonly string[], max = 300): string | null {
    return this.#first(list, (value) => lineOf(value, max));
  }

  /** Null where none of the names holds yes or no. */
  truth(list: readonly string[]): boolean | null {
    return this.#first(list, truthOf);
  }

  /** Whether any of the names says yes. */
  isTrue(list: readonly string[]): boolean {
    return list.some((name) => this.truth([name]) === true);
  }

  /** Whether a name is there to say that there is nothing. */
  isNull(name: string): boolean {
    return this.#values.get(name) === null;
  }

  /** UTC ms of an ISO date, or of seconds or milliseconds since 1970. */
  time(list: readonly string[]): number | null {
    return this.#first(list, timeOf);
  }

  within(name: string): Fields {
    return new Fields(this.#values.get(name));
  }
}

/** As a line of at most `max` letters; null where it is empty, or neither a text nor a number. */
export function lineOf(value: Json, max: number): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  return typeof value === "string" ? cut(oneLine(value), max) || null : null;
}

function truthOf(value: Json): boolean | null {
  // What an object is as a text, its own `toString` would say.
  const said = typeof value === "object" ? "" : String(value).toLowerCase();
  if (said === "true" || said === "1" || said === "yes") return true;
  return said === "false" || said === "0" || said === "no" ? false : null;
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
