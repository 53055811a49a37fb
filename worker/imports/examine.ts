import { type ImportAsk, importLimits } from "../../shared/contract/imports.ts";
import { type ColumnProfile, Profiler } from "../../shared/domain/imports/profile.ts";
import type { Chunks } from "../db/imports.ts";
import { askDelimiter, askEncoding, askHeader } from "./asks.ts";
import { guesses } from "./encoding.ts";
import { ndjsonColumns } from "./ndjson.ts";
import { type FileShape, firstRecord, records, separatorLine } from "./records.ts";
import { isNdjson } from "./sniff.ts";
import { columnNames, firstRows, guessDelimiters, guessHeader, isDoubtful } from "./table.ts";
import { FileText } from "./text.ts";
import { UnreadableFile } from "./unreadable.ts";
import type { Received } from "./upload.ts";

/** How a file is read, with the questions that are left about it. */
export interface Shaped {
  shape: FileShape;
  asks: ImportAsk[];
}

/** What is looked at to tell how a file is read, in letters. */
const BEGINNING = 100_000;

/** How an upload is to be read. */
export async function shapeOf(chunks: Chunks, received: Received): Promise<Shaped> {
  const { encoding, ask } = encodingOf(received);
  const text = new FileText(chunks, encoding, { chunk: 0, letter: 0 });
  await text.have(BEGINNING);
  const beginning = text.text.slice(0, BEGINNING);
  const isWhole = text.ended && text.text.length <= BEGINNING;
  const asks = ask ? [ask] : [];
  if (isNdjson(beginning))
    return { shape: { format: "ndjson", encoding, delimiter: null, header: false }, asks };

  const said = separatorLine.exec(beginning);
  const table = said ? beginning.slice(said[0].length) : beginning;
  const found = said?.[1] ? [] : guessDelimiters(table, isWhole);
  const delimiter = said?.[1] ?? found[0]?.delimiter ?? ",";
  if (isDoubtful(found)) asks.push(askDelimiter(found));
  const rows = firstRows(table, delimiter, isWhole);
  const { header, sure } = guessHeader(rows);
  if (!sure && rows[0]) asks.push(askHeader(rows[0], header));
  return { shape: { format: "csv", encoding, delimiter, header }, asks };
}

/** How much better the likeliest encoding must be than another that says something else. */
const CLEARLY = 15;

function encodingOf({ mark, width, isUtf8, sample }: Received): { encoding: string; ask: ImportAsk | null } {
  if (mark !== null) return { encoding: mark, ask: null };
  if (width !== "bytes") return { encoding: width, ask: null };
  if (isUtf8) return { encoding: "utf-8", ask: null };
  const [best, ...others] = guesses(sample);
  if (!best) return { encoding: "windows-1252", ask: null };
  const rivals = others.filter(({ text }) => text !== best.text);
  const isClear = rivals.every(({ score }) => score < best.score - CLEARLY);
  return { encoding: best.encoding, ask: isClear ? null : askEncoding([best, ...rivals]) };
}

const saveAgain = "Open the file in your spreadsheet program, save it as CSV (UTF-8), and bring that.";

/** What a file holds, read in one way. */
export interface Examined {
  rows: number;
  profiles: ColumnProfile[];
  lookAlikes: { count: number; rows: readonly number[] };
}

/**
 * Look at every row of a file.
 * @throws UnreadableFile where there is no row that can be read, or there are too many of rows or columns
 */
export async function examine(chunks: Chunks, shape: FileShape): Promise<Examined> {
  const columns = await columnsOf(chunks, shape);
  const profiler = new Profiler(columns);
  /** They say nothing of what their columns hold. */
  const unreadable: number[] = [];
  let rows = 0;
  let why: string | null = null;
  for await (const { cells, problem } of records(chunks, shape, columns, { chunk: 0, letter: 0 })) {
    rows += 1;
    if (rows > importLimits.rows)
      throw new UnreadableFile(
        `This file has more than ${importLimits.rows.toLocaleString("en")} rows. Cut it in two, each with the header.`,
      );
    if (problem === null) profiler.add(cells);
    else unreadable.push(rows);
    why ??= problem;
  }
  if (rows === 0)
    throw new UnreadableFile(
      columns.length === 0
        ? "This file is empty: it holds nothing but blank lines."
        : "This file has a header, but no rows under it. Export it again with all that you want in it.",
    );
  if (unreadable.length === rows)
    throw new UnreadableFile(`No row of this file can be read. ${why}. ${saveAgain}`);
  const { count, rows: alike } = profiler.lookAlikes();
  const place = (row: number) => unreadable.reduce((at, skipped) => (skipped <= at ? at + 1 : at), row);
  return { rows, profiles: fitted(profiler.profiles()), lookAlikes: { count, rows: alike.map(place) } };
}

async function columnsOf(chunks: Chunks, shape: FileShape): Promise<string[]> {
  const tooMany = () =>
    new UnreadableFile(
      `This file has more than ${importLimits.columns} columns. Export only those that you need.`,
    );
  if (shape.format === "ndjson") {
    const columns = await ndjsonColumns(chunks, shape.encoding, importLimits.columns);
    if (columns === null) throw tooMany();
    if (columns.length === 0)
      throw new UnreadableFile("No line of this file is a JSON object with something in it.");
    return columns;
  }
  const first = await firstRecord(chunks, shape.encoding, shape.delimiter ?? ",");
  if (first === null) return [];
  if (first.problem !== null)
    throw new UnreadableFile(
      first.isLong
        ? `The first line is endless: this is no table, or one of far more than ${importLimits.columns} columns.`
        : `The first line cannot be read. ${first.problem}. ${saveAgain}`,
    );
  if (first.cells.length > importLimits.columns) throw tooMany();
  return columnNames(shape.header ? first.cells : first.cells.map(() => ""));
}

/** In letters: a row of the database takes more, but not endlessly. */
const MOST = 500_000;

/** Profiles that can be kept: where there are very many columns, with fewer of their values. */
function fitted(profiles: ColumnProfile[]): ColumnProfile[] {
  for (const room of [50, 30, 20, 10, 5, 2]) {
    const cut = profiles.map((profile) =>
      room === 50
        ? profile
        : {
            ...profile,
            values: profile.values && profile.values.length <= room ? profile.values : null,
            examples: profile.examples.slice(0, 3).map((example) => example.slice(0, room * 2)),
          },
    );
    if (JSON.stringify(cut).length <= MOST) return cut;
  }
  return profiles.map((profile) => ({ ...profile, values: null, examples: [] }));
}
