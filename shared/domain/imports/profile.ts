export { Profiler } from "./profiler.ts";

/** What a column of a file holds, found by looking at every row. Small and JSON: it is kept with the import. */
export interface ColumnProfile {
  /** Unique in the file: a second "Email" is "Email (2)", a header left blank "Column 5". */
  readonly column: string;
  /** Rows in which it is not blank. Empty markers ("Select", "n/a") count as filled here. */
  readonly filled: number;
  /** The first few different values, cut to 100 letters. */
  readonly examples: readonly string[];
  /** Whether no two rows hold the same value, blanks and empty markers aside, and any holds one. */
  readonly unique: boolean;
  /** Every value, trimmed, with how many rows hold it, most frequent first; null where there are more than 50 of them, or one of more than 200 letters. */
  readonly values: readonly { readonly value: string; readonly count: number }[] | null;
  /** Values that usually stand for "unknown" and were seen here: `Select`, `n/a`, `NULL`, `-`; with their counts. */
  readonly empties: readonly { readonly value: string; readonly count: number }[];
  /** How many of the filled, not empty-marked, cells have which shape. A cell may have several. */
  readonly shapes: {
    readonly email: number;
    readonly url: number;
    /** Numbers that read the same in both styles (`1234`, `1 234`, `12 %`) and lose nothing by being one (`007` would). */
    readonly whole: number;
    /** Numbers that only `1,234.5` can mean; that only `1.234,5` can mean; and `1,234` or `1.234`, which both can. */
    readonly decimalPoint: number;
    readonly decimalComma: number;
    readonly decimalEither: number;
    /** Dates written year first; day first beyond doubt (13/04); month first beyond doubt (04/13); either (03/04). */
    readonly dateYearFirst: number;
    readonly dateDayFirst: number;
    readonly dateMonthFirst: number;
    readonly dateEither: number;
    /** Dates with a month in letters, and Unix seconds or milliseconds of this century. */
    readonly dateWords: number;
    readonly dateUnix: number;
    /** Of the dates: those with a time of day, and those that say their offset from UTC. */
    readonly withTime: number;
    readonly withOffset: number;
    /** yes/no, true/false, 1/0, in the languages that spreadsheets come in. */
    readonly yesNo: number;
    /** Currency signs or codes beside a number, `€ 1.200`, `1200 USD`; each counts among the numbers above too. */
    readonly money: number;
  };
  /** The currency most seen beside its numbers. */
  readonly currency: string | null;
  /** Letters of the longest value. */
  readonly longest: number;
  /** How often this column alone ranks a won row above a lost one, 0.5 to 1 (AUC of the outcome's mean by value); null where that cannot be told. */
  readonly tells: number | null;
}
