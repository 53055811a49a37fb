import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { ImportKind, ImportMapping, importKinds } from "../../../shared/contract/imports.ts";

/** What somebody wrote behind `npm run import --`. */
export interface Command {
  does: "import" | "resume" | "undo";
  /** The file to bring in; empty where an import is gone on with or undone. */
  file: string;
  kind: ImportKind;
  name: string;
  /** The import to go on with, or to undo. */
  id: string;
  /** Origin of the Worker, without a slash at its end. */
  url: string;
  token: string;
  /** `<column>=<target>`, not cut yet: which `=` parts them is known with the file's columns. */
  maps: readonly string[];
  /** `<question>=<answer>`, likewise. */
  answers: readonly string[];
  /** What a mapping file says. */
  given: ImportMapping;
  dryRun: boolean;
  /** Where refused rows are saved to. */
  refused: string | null;
}

/** Something about how it was called; its message says what to do. */
export class UsageError extends Error {}

export const usage = `Brings leads, touches or deals out of a CSV or NDJSON file into Leadlight.

  npm run import -- --file Leads.csv [options]

  --file <path>            the file; up to 50 MB and 200,000 rows
  --kind <kind>            leads (as long as nothing else is said), touches or deals
  --name <name>            what the import is called; the file's name otherwise
  --map "<column>=<to>"    what a column becomes, for instance "Lead Number=key:lead_number", "Converted=outcome",
                           "City=attribute:City", "Notes=ignore"; again for each column
  --map <mapping.json>     the same from a file: { "mapping": {}, "answers": {}, "afterContact": {} }
  --answer "<id>=<answer>" an answer to a question, for instance "timeZone=Europe/Berlin", "dates:Created=dmy",
                           "empty=Select, n/a", "outcome:Result=Yes:won, No:lost"; again for each question
  --dry-run                shows what would become of the file, and leaves nothing behind
  --refused <out.csv>      saves the rows that cannot go in, with the reason in a column
  --resume <id>            goes on with an import that was stopped, or watches one that runs
  --undo <id>              takes back what an import wrote
  --url <address>          where Leadlight runs; http://localhost:8787 otherwise (PORT is heeded)
  --token <token>          who you are (or LEADLIGHT_TOKEN); not needed on this machine's own Leadlight

It ends with 0 when all is done, 1 when something failed or was stopped, 2 when something is still to be said.`;

const local = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Read the arguments; questions and columns are looked at when the file is there.
 * @returns null where somebody asked how it is called
 * @throws UsageError
 */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv): Command | null {
  const values = parse(args);
  if (values.help) return null;
  const [resume, undo] = [values.resume?.trim(), values.undo?.trim()];
  const asked = [values.file, resume, undo].filter((value) => value !== undefined);
  if (asked.length !== 1 || asked[0] === "")
    throw new UsageError("Say which file: --file Leads.csv (or an import to go on with: --resume <id>)");
  const kind = ImportKind.safeParse(values.kind ?? "leads");
  if (!kind.success) throw new UsageError(`--kind is one of ${importKinds.join(", ")}, not "${values.kind}"`);
  const url = urlOf(values.url ?? `http://localhost:${env.PORT || 8787}`);
  const token =
    values.token || env.LEADLIGHT_TOKEN || (local.includes(url.hostname) ? "local-marketing" : "");
  if (!token) throw new UsageError("Say who you are: --token <token>, or LEADLIGHT_TOKEN in the environment");
  const maps = values.map ?? [];
  const isFile = (map: string) => /\.json$/i.test(map) && !map.includes("=");
  const odd = [...maps.filter((map) => !isFile(map)), ...(values.answer ?? [])].find(
    (each) => !each.includes("="),
  );
  if (odd !== undefined)
    throw new UsageError(
      `"${odd}" has no "=": write --map "<column>=<target>" and --answer "<question>=<answer>"`,
    );
  return {
    does: undo !== undefined ? "undo" : resume !== undefined ? "resume" : "import",
    file: values.file ?? "",
    kind: kind.data,
    name: (values.name?.trim() || basename(values.file ?? "")).slice(0, 200),
    id: undo ?? resume ?? "",
    url: url.origin,
    token,
    maps: maps.filter((map) => !isFile(map)),
    answers: values.answer ?? [],
    given: maps.filter(isFile).map(readMapping).reduce(together, {}),
    dryRun: values["dry-run"] ?? false,
    refused: values.refused ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        file: { type: "string" },
        kind: { type: "string" },
        name: { type: "string" },
        map: { type: "string", multiple: true },
        answer: { type: "string", multiple: true },
        url: { type: "string" },
        token: { type: "string" },
        refused: { type: "string" },
        resume: { type: "string" },
        undo: { type: "string" },
        "dry-run": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    // "Unknown option '--fil'. To specify a positional argument …": its first sentence is for people.
    const said = error instanceof Error ? error.message.split(/(?<=\.) /)[0] : `${error}`;
    throw new UsageError(`${said}\n--help shows all there is.`);
  }
}

function urlOf(text: string): URL {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  if (!url?.hostname)
    throw new UsageError(`--url must be an address like https://leadlight.example, not "${text}"`);
  return url;
}

/** @throws UsageError where the file is not there or holds something else */
function readMapping(path: string): ImportMapping {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UsageError(`There is no file ${path}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not valid JSON`);
  }
  const read = z.strictObject(ImportMapping.shape).safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join(".");
  throw new UsageError(
    `${path}${where ? ` at ${where}` : ""}: ${issue?.message ?? "not a mapping"}. It holds { "mapping": {}, "answers": {}, "afterContact": {} }.`,
  );
}

const together = (one: ImportMapping, other: ImportMapping): ImportMapping => ({
  mapping: { ...one.mapping, ...other.mapping },
  answers: { ...one.answers, ...other.answers },
  afterContact: { ...one.afterContact, ...other.afterContact },
});

/**
 * Cut `<name>=<rest>` where `<name>` is one of `names`, the longest that fits: names may hold a `=` themselves.
 * @returns the name as it was written where none fits, cut at the last `=` (`known` false)
 */
export function cut(text: string, names: readonly string[]): { name: string; rest: string; known: boolean } {
  const fit = names
    .filter((name) => text.startsWith(`${name}=`))
    .reduce<string | null>((best, name) => (best === null || name.length > best.length ? name : best), null);
  const at = fit === null ? text.lastIndexOf("=") : fit.length;
  return { name: text.slice(0, at), rest: text.slice(at + 1), known: fit !== null };
}
