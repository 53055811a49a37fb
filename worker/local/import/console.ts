import { Refusal, Unreachable } from "./api.ts";
import { UsageError } from "./arguments.ts";
import { refusalLines } from "./words.ts";

/** What the shell is told: on standard output what became of it, on standard error what did not. */

export const say = (lines: readonly string[] | string): void => console.log([lines].flat().join("\n"));
export const complain = (lines: readonly string[] | string): void => console.error([lines].flat().join("\n"));

/** Ended by Ctrl+C before anything ran. */
export class Interrupted extends Error {}

/** What went wrong, for a person. */
export function linesOf(error: unknown): string[] {
  if (error instanceof Refusal) return refusalLines(error);
  if (error instanceof UsageError || error instanceof Unreachable || error instanceof Interrupted)
    return [error.message];
  throw error;
}
