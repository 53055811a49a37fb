import { stat } from "node:fs/promises";
import {
  ImportFileInput,
  type ImportMapping,
  type ImportProposal,
  importLimits,
} from "../../shared/contract/imports.ts";
import { openOf, readAnswer, withAnswer } from "./import/answers.ts";
import { Api } from "./import/api.ts";
import { type Command, cut, readArguments, UsageError, usage } from "./import/arguments.ts";
import { complain, Interrupted, linesOf, say } from "./import/console.ts";
import { count, Progress } from "./import/progress.ts";
import { askPerson, atTerminal } from "./import/terminal.ts";
import { undo, watch } from "./import/watch.ts";
import { assumedLines, columnLines, plain, previewLines, questionLines } from "./import/words.ts";

/** `npm run import`: a file of leads, touches or deals into a running Leadlight, as on the dashboard's page. */

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

try {
  const command = readArguments(process.argv.slice(2), process.env);
  if (command) process.exitCode = await run(command);
  else say(usage);
} catch (error) {
  complain(linesOf(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
