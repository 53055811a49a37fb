import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type Import,
  ImportFileInput,
  type ImportMapping,
  type ImportProposal,
  importLimits,
} from "../../shared/contract/imports.ts";
import { openOf, readAnswer, withAnswer } from "./import/answers.ts";
import { Api, Refusal, Unreachable } from "./import/api.ts";
import { type Command, cut, readArguments, UsageError, usage } from "./import/arguments.ts";
import { count, Progress } from "./import/progress.ts";
import { askPerson, atTerminal } from "./import/terminal.ts";
import {
  assumedLines,
  columnLines,
  plain,
  previewLines,
  questionLines,
  refusalLines,
  resultLines,
} from "./import/words.ts";

/** `npm run import`: a file of leads, touches or deals into a running Leadlight, as on the dashboard's page. */

const say = (lines: readonly string[] | string): void => console.log([lines].flat().join("\n"));
const complain = (lines: readonly string[] | string): void => console.error([lines].flat().join("\n"));
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** How long the Worker may be gone while an import is watched; it goes on by itself. */
const PATIENCE = 60_000;
const again = (flags: string) => `npm run import -- ${flags}`;

/** Ended by Ctrl+C before anything ran. */
class Interrupted extends Error {}

async function run(command: Command): Promise<number> {
  const api = new Api(command);
  if (command.does === "undo") return undo(api, command.id);
  if (command.does === "import") return bringIn(api, command);
  const { id, state, fileKept } = await api.status(command.id);
  if (state === "mapping") {
    const decided = await decide(api, command, await api.mapping(id));
    if (typeof decided === "number") return decided;
    await api.start(id, decided);
  } else if ((state === "stopped" || state === "failed") && fileKept) await api.start(id, {});
  return watch(api, id, command.refused);
}

async function bringIn(api: Api, command: Command): Promise<number> {
  const proposal = await send(api, command);
  let started = false;
  try {
    const decided = await decide(api, command, proposal);
    if (typeof decided === "number") return decided;
    await api.start(proposal.id, decided);
    started = true;
  } finally {
    // What was sent and not started is of no use to anybody.
    if (!started) await api.remove(proposal.id).catch(() => {});
  }
  return watch(api, proposal.id, command.refused);
}

async function send(api: Api, { file: path, kind, name }: Command): Promise<ImportProposal> {
  const bytes = await sizeOf(path);
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort(new Interrupted("Nothing was brought in."));
  process.once("SIGINT", onInterrupt);
  const progress = new Progress(process.stderr);
  const onSent = (sent: number) =>
    bytes > 1_000_000 &&
    progress.show({
      label: "Sending",
      done: Math.ceil(sent / 1000),
      total: Math.ceil(bytes / 1000),
      unit: "kB",
    });
  try {
    return await api.upload({ path, bytes, kind, name, signal: interrupt.signal, onSent });
  } finally {
    progress.end();
    process.off("SIGINT", onInterrupt);
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`There is no file ${path}`);
  if (found.size > importLimits.bytes)
    throw new UsageError(
      `${path} has ${count(Math.ceil(found.size / 1e6))} MB, and at most ${importLimits.bytes / 1e6} MB can come in at once. Cut it into several files: the same lead in two of them stays one lead.`,
    );
  return found.size;
}

/**
 * Correct the proposal by what was said, ask what is open and show what would be.
 * @returns what to start with, or how this ends without a start
 */
async function decide(api: Api, command: Command, uploaded: ImportProposal): Promise<ImportMapping | number> {
  const { id } = uploaded;
  let proposal = await readOtherwise(api, command, uploaded);
  const corrected: ImportMapping = { ...command.given, mapping: mappingOf(command, proposal) };
  if (Object.keys({ ...corrected.mapping, ...corrected.answers, ...corrected.afterContact }).length > 0)
    proposal = await api.preview(id, corrected);
  const { answers, unasked } = answersOf(command, proposal);
  corrected.answers = { ...corrected.answers, ...answers };
  if (Object.keys(answers).length > 0) proposal = await api.preview(id, corrected);

  say([`${plain(proposal.name)}, ${proposal.kind}:`, ...columnLines(proposal, corrected)]);
  for (const name of unasked) complain(`Nobody asked: ${plain(name)}`);
  const open = openOf(proposal.ask, corrected.answers);
  if (open.length > 0) {
    if (!process.stdin.isTTY) {
      complain([
        "",
        "Still to be answered:",
        "",
        ...open.flatMap((ask) => [...questionLines(ask), ""]),
        "Nothing was brought in. Call it again with these answers.",
      ]);
      return 2;
    }
    await atTerminal(async (line) => {
      for (const next of open) {
        const answer = await askPerson(next, line, (text) => complain(text));
        answers[next.id] = withAnswer(corrected.answers?.[next.id], answer);
      }
    });
    corrected.answers = { ...corrected.answers, ...answers };
    proposal = await api.preview(id, corrected);
  }
  const assumed = proposal.ask.filter((ask) => corrected.answers?.[ask.id] === undefined);
  const taken = assumedLines(assumed);
  if (taken.length > 0) say(["Taken for granted; say otherwise by:", ...taken]);
  if (proposal.preview) say(["", ...previewLines(proposal.preview), ""]);
  if (command.dryRun) {
    say("Nothing was written.");
    return 0;
  }
  return corrected;
}

/** How the file is read is told to the upload itself; the rest of the answers belong to the start. */
async function readOtherwise(api: Api, command: Command, proposal: ImportProposal): Promise<ImportProposal> {
  const said: Record<string, unknown> = { ...command.given.answers };
  for (const answer of command.answers) {
    const { name, rest } = cut(answer, fileAnswers);
    said[name] = rest;
  }
  const { encoding, delimiter, header } = said;
  const input = ImportFileInput.safeParse({
    ...(encoding !== undefined && { encoding }),
    ...(delimiter !== undefined && { delimiter: letterOf(`${delimiter}`) }),
    ...(header !== undefined && { header: /^(true|yes|1)$/i.test(`${header}`) }),
  });
  if (!input.success)
    throw new UsageError(
      'The delimiter is one letter: --answer "delimiter=;" (or tab, comma, semicolon, pipe)',
    );
  return Object.keys(input.data).length > 0 ? api.readOtherwise(proposal.id, input.data) : proposal;
}

const fileAnswers = ["encoding", "delimiter", "header"];
const letters: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["\\t", "\t"],
  ["comma", ","],
  ["semicolon", ";"],
  ["pipe", "|"],
]);
const letterOf = (text: string): string => letters.get(text.toLowerCase()) ?? text;

function mappingOf(command: Command, { columns }: ImportProposal): Record<string, string> {
  const names = columns.map(({ column }) => column);
  const mapping: Record<string, string> = { ...command.given.mapping };
  for (const map of command.maps) {
    const { name, rest, known } = cut(map, names);
    if (!known)
      throw new UsageError(
        `The file has no column "${plain(name)}". Its columns: ${names.slice(0, 60).map(plain).join(", ")}${names.length > 60 ? ", …" : ""}`,
      );
    mapping[name] = rest.trim();
  }
  return mapping;
}

/** The answers that were written to questions that are asked, and the names of those that nobody asked. */
function answersOf(command: Command, { ask }: ImportProposal) {
  const asked = new Map(ask.map((each) => [each.id, each]));
  const answers: NonNullable<ImportMapping["answers"]> = {};
  const unasked: string[] = [];
  for (const answer of command.answers) {
    const { name, rest } = cut(answer, [...asked.keys(), ...fileAnswers]);
    const question = asked.get(name);
    if (question) answers[name] = withAnswer(answers[name], readAnswer(question, rest));
    else if (!fileAnswers.includes(name)) unasked.push(name);
  }
  return { answers, unasked };
}

/** Show how a running import goes on until it has ended; Ctrl+C stops it. */
async function watch(api: Api, id: string, refused: string | null): Promise<number> {
  const progress = new Progress(process.stderr);
  let pressedAt: number | null = null;
  const onInterrupt = () => {
    // One Ctrl+C may arrive twice: from the terminal, and handed on by npm.
    if (pressedAt !== null && performance.now() - pressedAt < 300) return;
    progress.end();
    if (pressedAt !== null) {
      complain(`It still runs in Leadlight. Watch it: ${again(`--resume ${id}`)}`);
      process.exit(1);
    }
    pressedAt = performance.now();
    complain("Stopping it …");
    api.stop(id).catch((error) => complain(linesOf(error)));
  };
  process.on("SIGINT", onInterrupt);
  try {
    const now = await follow(api, id, progress);
    progress.end();
    if (now.state === "done") {
      say([...resultLines(now), `Import ${id}. Take it back: ${again(`--undo ${id}`)}`]);
      await tellRefused(api, now, refused);
      return 0;
    }
    if (now.state === "failed") complain(`It failed: ${plain(now.error ?? "nobody knows why")}`);
    complain([
      `${count(now.done)} of ${count(now.rows)} rows are in.`,
      `  Go on:        ${again(`--resume ${id}`)}`,
      `  Take it back: ${again(`--undo ${id}`)}`,
    ]);
    return 1;
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

const labels = { writing: "Writing", ranking: "Ranking accounts", undoing: "Taking back" } as const;

async function follow(api: Api, id: string, progress: Progress): Promise<Import> {
  let goneSince: number | null = null;
  for (;;) {
    try {
      const now = await api.status(id);
      goneSince = null;
      if (now.state !== "running") return now;
      progress.show({ label: labels[now.phase ?? "writing"], done: now.done, total: now.rows, unit: "rows" });
    } catch (error) {
      const isPassing =
        error instanceof Unreachable || (error instanceof Refusal && error.code === "unavailable");
      goneSince ??= performance.now();
      if (!isPassing || performance.now() - goneSince > PATIENCE) {
        progress.end();
        complain(`Whether it goes on is not known here. Watch it: ${again(`--resume ${id}`)}`);
        throw error;
      }
    }
    await pause(500);
  }
}

async function tellRefused(api: Api, now: Import, path: string | null): Promise<void> {
  if (now.refused === 0) return;
  if (path === null) {
    say(`  The refused rows, with the reason of each: ${again(`--resume ${now.id} --refused refused.csv`)}`);
    return;
  }
  const body = await api.refused(now.id);
  if (!body) return;
  await pipeline(Readable.from(body), createWriteStream(path));
  say(`  The refused rows are in ${path}. Mend them there and bring that file in.`);
}

async function undo(api: Api, id: string): Promise<number> {
  await api.rollback(id);
  const progress = new Progress(process.stderr);
  const now = await follow(api, id, progress);
  progress.end();
  if (now.state === "mapping") {
    say(`Taken back. Its file is still there: ${again(`--resume ${id}`)} starts it again.`);
    return 0;
  }
  complain(now.error ? plain(now.error) : `It is ${now.state}.`);
  return 1;
}

/** What went wrong, for a person. */
function linesOf(error: unknown): string[] {
  if (error instanceof Refusal) return refusalLines(error);
  if (error instanceof UsageError || error instanceof Unreachable || error instanceof Interrupted)
    return [error.message];
  throw error;
}

try {
  const command = readArguments(process.argv.slice(2), process.env);
  if (command) process.exitCode = await run(command);
  else say(usage);
} catch (error) {
  complain(linesOf(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
