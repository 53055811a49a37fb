import Papa from "papaparse";
import type { Oddity } from "../../shared/domain/imports/row.ts";
import type { Cursor, FileText } from "./text.ts";
import { UnreadableFile } from "./unreadable.ts";

/** A record as it stands in the file. */
export interface CsvRecord {
  cells: string[];
  problem: string | null;
  /** The problem is that it has no end in sight. */
  isLong: boolean;
  odd: Oddity[];
  next: Cursor;
}

/** In letters. A longer record is none: somewhere before a quote was opened and never closed. */
const LONGEST = 200_000;
/** How much is parsed at once, in letters; a longer record makes it grow. */
const WINDOW = 65_536;
/** The same behind a line that was lost, since the next may be lost, too. */
const AFTER_LOSS = 1_024;
/** How far is looked for the end of a cell that is too long, in letters. */
const LOOK_AHEAD = 2_000_000;
/** Of a line that cannot be read, this much is shown. */
const SHOWN = 1_000;
/** So many quotes that are never closed are no slips: the file is written otherwise. Each costs a look ahead, too. */
const MOST_OPEN_QUOTES = 100;

const openQuote = "A quote is opened here and never closed";
const tooLong = `This row is longer than ${LONGEST.toLocaleString("en")} letters`;
const looseQuote = "A quote stands in the middle of a cell, so that it cannot be told where the cell ends";

/** The records of a text, window by window. Line breaks are `\n` or `\r\n`. */
export class CsvRecords {
  readonly #text: FileText;
  readonly #delimiter: string;
  readonly #columns: number | null;
  #window = WINDOW;
  #openQuotes = 0;

  /** @param columns how many cells a record has: missing ones are added, others cut off; null where nobody knows yet */
  constructor(text: FileText, delimiter: string, columns: number | null) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#columns = columns;
  }

  /** The next records, at least one unless the file is at its end: then none. Blank lines are none either. */
  async next(): Promise<CsvRecord[]> {
    const text = this.#text;
    for (;;) {
      await text.have(this.#window);
      if (text.at >= text.text.length) return [];
      const isLast = text.ended && text.text.length - text.at <= this.#window;
      const window = text.text.slice(text.at, text.at + this.#window);
      const { records, read, isStuck } = this.#parse(window, isLast);
      if (read > 0) {
        text.at += read;
        this.#window = Math.min(this.#window * 2, WINDOW);
      } else if (!isLast && !isStuck && this.#window < LONGEST && !isClosed(firstLine(window))) {
        this.#window = Math.min(this.#window * 2, LONGEST);
      } else {
        records.push(await this.#lostLine(!isLast && !isStuck));
        this.#window = AFTER_LOSS;
      }
      if (records.length > 0) return records;
    }
  }

  /** The records that are complete in a window, up to the first that must be read as a line of its own. */
  #parse(window: string, isLast: boolean): { records: CsvRecord[]; read: number; isStuck: boolean } {
    const records: CsvRecord[] = [];
    let read = 0;
    let isStuck = false;
    const parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: "\n",
      // It would split the whole window before the first record.
      fastMode: false,
      step: ({ data, errors, meta }) => {
        const [cells = []]: string[][] = data;
        const raw = window.slice(read, meta.cursor);
        const faults = errors.map(({ code }) => code);
        if (faults.includes("MissingQuotes") || this.#swallows(cells, raw, faults.length > 0)) {
          isStuck = true;
          parser.abort();
          return;
        }
        const at = this.#text.at + read;
        read = meta.cursor;
        if (hasReturns(raw)) records.push(...this.#linesOf(raw, at));
        else {
          const record = this.#record(cells, raw, faults.length > 0, this.#text.cursor(at + raw.length));
          if (record) records.push(record);
        }
      },
    });
    parser.parse(window, 0, !isLast);
    return { records, read, isStuck };
  }

  /** Whether a cell holds whole lines of the table, because a quote at its beginning was never meant as one. */
  #swallows(cells: readonly string[], raw: string, isLoose: boolean): boolean {
    const line = firstLine(raw);
    if (line === null || line.length + 1 >= raw.length) return false;
    if (isLoose && isClosed(line)) return true;
    const columns = this.#columns;
    if (columns === null || cells.length === columns || (cells.length > columns && !isLoose)) return false;
    return line.split(this.#delimiter).length >= columns;
  }

  /** Records that end in a return alone, among others that do not. */
  #linesOf(raw: string, at: number): CsvRecord[] {
    let end = at;
    return raw.split(/(?<=\r)(?!\n)/).flatMap((line) => {
      end += line.length;
      const cells = line.replace(/[\r\n]+$/, "").split(this.#delimiter);
      return this.#record(cells, line, false, this.#text.cursor(end)) ?? [];
    });
  }

  #record(cells: string[], raw: string, isLoose: boolean, next: Cursor): CsvRecord | null {
    const last = cells.at(-1);
    if (last?.endsWith("\r") && /\r\n?$/.test(raw)) cells[cells.length - 1] = last.slice(0, -1);
    if (cells.every(isBlank)) return null;
    for (const [place, cell] of cells.entries()) if (isGuarded(cell)) cells[place] = cell.slice(1);
    const odd: Oddity[] = [];
    if (raw.includes("\uFFFD")) odd.push("broken_letters");
    const columns = this.#columns ?? cells.length;
    const isOff = cells.length !== columns;
    if (cells.length < columns) odd.push("fewer_cells");
    while (cells.length < columns) cells.push("");
    if (cells.length > columns && !cells.splice(columns).every(isBlank)) odd.push("more_cells");
    if (isLoose && !isOff) odd.push("loose_quote");
    return { cells, problem: isLoose && isOff ? looseQuote : null, isLong: false, odd, next };
  }

  /** Only a line is lost to a quote that is never closed: reading goes on at the next. */
  async #lostLine(mayBeLong: boolean): Promise<CsvRecord> {
    const text = this.#text;
    const end = mayBeLong ? await this.#endOfLongCell() : null;
    if (end !== null) {
      const beginning = text.text.slice(text.at, text.at + SHOWN);
      text.at += end;
      return this.#lost(beginning, tooLong);
    }
    const found = await text.line(LONGEST);
    const { line, whole } = found ?? { line: "", whole: true };
    if (!whole) return this.#lost(line, tooLong);
    if (isClosed(line)) {
      const cells = line.split(this.#delimiter).map(unquoted);
      if (cells.length === (this.#columns ?? cells.length)) {
        const record = this.#record(cells, line, true, text.cursor(text.at));
        if (record) return record;
      }
      return this.#lost(line, looseQuote);
    }
    this.#openQuotes += 1;
    if (this.#openQuotes > MOST_OPEN_QUOTES)
      throw new UnreadableFile(
        `More than ${MOST_OPEN_QUOTES} rows open a quote that is never closed. Save the file again from a spreadsheet, as CSV, so that quotes inside of cells are doubled.`,
      );
    return this.#lost(line, openQuote);
  }

  #lost(line: string, problem: string): CsvRecord {
    const cells = line.slice(0, SHOWN).split(this.#delimiter);
    if (this.#columns !== null) {
      cells.splice(this.#columns);
      while (cells.length < this.#columns) cells.push("");
    }
    const next = this.#text.cursor(this.#text.at);
    return { cells, problem, isLong: problem === tooLong, odd: [], next };
  }

  /** Where the row ends of whose first line a quote is closed only far below; null where it never is. */
  async #endOfLongCell(): Promise<number | null> {
    const text = this.#text;
    await text.have(LOOK_AHEAD);
    const ahead = text.text.slice(text.at, text.at + LOOK_AHEAD);
    const lineEnd = ahead.indexOf("\n");
    if (lineEnd < 0 || isClosed(firstLine(ahead))) return null;
    let quote = ahead.indexOf('"', lineEnd);
    while (quote >= 0 && ahead[quote + 1] === '"') quote = ahead.indexOf('"', quote + 2);
    // One that could as well open a cell does not close this one.
    if (quote < 0 || ahead[quote - 1] === this.#delimiter) return null;
    if (![this.#delimiter, "\n", "\r"].includes(ahead[quote + 1] ?? "")) return null;
    const end = ahead.indexOf("\n", quote);
    return end < 0 ? null : end + 1;
  }
}

/** Begun with an apostrophe so that no spreadsheet works it out, as files of refused rows have it. */
const isGuarded = (cell: string): boolean => cell.startsWith("'") && /^'[=+\-@\t\r]/.test(cell);

const isBlank = (cell: string): boolean => cell.trim() === "";

/** The line that a text begins with; null where it does not end in it. */
function firstLine(text: string): string | null {
  const end = text.indexOf("\n");
  return end < 0 ? null : text.slice(0, end);
}

/** Whether as many quotes are closed on a line as are opened: then no cell goes on on the next. */
const isClosed = (line: string | null): boolean => line !== null && line.split('"').length % 2 === 1;

const unquoted = (cell: string): string =>
  /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** Whether lines of it end in a return alone. In quotes it belongs to the cell. */
function hasReturns(raw: string): boolean {
  const at = raw.indexOf("\r");
  return at >= 0 && at < raw.length - 1 && raw[at + 1] !== "\n" && !raw.includes('"');
}
