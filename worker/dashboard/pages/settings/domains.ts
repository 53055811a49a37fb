import { SettingsInput } from "../../../../shared/contract/me.ts";

export interface WrongLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** One domain a line; empty lines are nothing. Either all of them, or the lines that are not domains. */
export function readDomains(text: string): { domains: string[] } | { wrong: WrongLine[] } {
  const lines = text
    .split("\n")
    .map((line, n) => ({ line: n + 1, text: line.trim() }))
    .filter(({ text }) => text !== "");
  const read = SettingsInput.shape.ownDomains.unwrap().safeParse(lines.map(({ text }) => text));
  if (read.success) return { domains: [...new Set(read.data)] };
  const at = new Set(read.error.issues.map((issue) => issue.path[0]));
  return { wrong: lines.filter((_, n) => at.has(n)) };
}
