import { createInterface } from "node:readline/promises";
import type { ImportAnswer, ImportAsk } from "../../../shared/contract/imports.ts";
import { oneOf, readAnswer } from "./answers.ts";
import { UsageError } from "./arguments.ts";
import { plain, questionLines } from "./words.ts";

/** Asks a person one line. */
export type AskLine = (prompt: string) => Promise<string>;

/** Put a question at a terminal until the answer is one that it takes. */
export async function askPerson(
  ask: ImportAsk,
  line: AskLine,
  say: (text: string) => void,
): Promise<ImportAnswer> {
  say(`\n${questionLines(ask).slice(0, -1).join("\n")}`);
  if (ask.answer !== "each") return until(async () => readAnswer(ask, await line("> ")), say);
  const words: Record<string, string> = {};
  for (const { value } of ask.values)
    words[value] = await until(async () => oneOf(ask, (await line(`"${plain(value)}" is > `)).trim()), say);
  return words;
}

async function until<Value>(read: () => Promise<Value>, say: (text: string) => void): Promise<Value> {
  for (;;)
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(plain(error.message));
    }
}

/** Questions at the terminal that this runs in; Ctrl+C, or the end of the input, rejects. */
export async function atTerminal<Value>(use: (line: AskLine) => Promise<Value>): Promise<Value> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<never>((_, fail) =>
    terminal.once("close", () => fail(new UsageError("Nothing was answered, so nothing was brought in"))),
  );
  try {
    return await Promise.race([use((prompt) => terminal.question(prompt)), closed]);
  } finally {
    closed.catch(() => {});
    terminal.close();
  }
}
