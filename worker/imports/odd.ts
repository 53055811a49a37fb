import type { ImportRemark } from "../../shared/contract/imports.ts";
import { type Oddity, oddities } from "../../shared/domain/imports/row.ts";

/** How many rows are odd in one way, and the first of them. */
export interface OddRows {
  count: number;
  rows: number[];
}
export type Odd = Record<string, OddRows>;

/** As many rows are named. */
const NAMED = 20;

/** With what is odd about later rows. */
export function addOdd(odd: Odd, more: Readonly<Record<string, readonly number[]>>): Odd {
  const sum: Odd = { ...odd };
  for (const [name, rows] of Object.entries(more)) {
    const before = sum[name] ?? { count: 0, rows: [] };
    sum[name] = { count: before.count + rows.length, rows: [...before.rows, ...rows].slice(0, NAMED) };
  }
  return sum;
}

/** Without what was odd about the last rows. The first ones are named still, as far as they are left. */
export function withoutOdd(odd: Odd, last: Readonly<Record<string, readonly number[]>>): Odd {
  const rest: Odd = {};
  for (const [name, { count, rows }] of Object.entries(odd)) {
    const gone = new Set(last[name] ?? []);
    if (count > gone.size)
      rest[name] = { count: count - gone.size, rows: rows.filter((row) => !gone.has(row)) };
  }
  return rest;
}

const isOddity = (name: string): name is Oddity => Object.hasOwn(oddities, name);

/** In words, in the order in which they are told. `lookAlikes` is what the examination of the whole file found. */
export function oddRemarks(odd: Odd, lookAlikes: { count?: number; rows?: number[] }): ImportRemark[] {
  const all: Odd = { ...odd };
  if (lookAlikes.count) all.look_alike = { count: lookAlikes.count, rows: lookAlikes.rows ?? [] };
  return Object.keys(oddities)
    .filter(isOddity)
    .flatMap((name) => {
      const found = all[name];
      return found ? [{ message: oddities[name], count: found.count, rows: found.rows.slice(0, NAMED) }] : [];
    });
}
