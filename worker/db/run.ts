import type { D1Database } from "@cloudflare/workers-types";
import { fillPlaceholders, type Placeholder, type SQL, sql } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

/**
 * The only way to the database. Statements are built with drizzle, compiled once, guarded against D1's
 * limits (not all of which are enforced locally), run as one batch = one transaction = one trip, and summed.
 */

/** A value that D1 can bind. Lists travel as one JSON string through `json_each`. */
export type Bindable = string | number | null;

/** One statement ready to run; `Row` is what each of its rows looks like. */
export interface Statement<Row = unknown> {
  readonly text: string;
  readonly params: readonly Bindable[];
  /** Never set: carries the row's type. */
  readonly row?: Row;
}

/** What a request cost the database so far. `duration` in milliseconds, as D1 reports it. */
export interface Cost {
  trips: number;
  read: number;
  written: number;
  duration: number;
}

type Rows<Statements extends readonly Statement[]> = {
  -readonly [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? Row[] : never;
};

export const limits = {
  params: 100,
  statementBytes: 100_000,
  rowBytes: 2_000_000,
  /** D1's limit on the free plan. */
  queries: 50,
  /** The same on the paid one: files and jobs may need it. */
  jobQueries: 1_000,
} as const;

/** A limit of D1 that a statement would pass: a fault of ours, never of the input. */
export class LimitError extends Error {}

/** Others have been writing of the same for as long as this could wait: nothing is written, and it may be sent again. */
export class BusyError extends Error {}

const dialect = new SQLiteSyncDialect();

const isBindable = (value: unknown): value is Bindable =>
  value === null || typeof value === "string" || typeof value === "number";

/**
 * A statement with named parameters, compiled at its first use.
 * @example const leadById = query<{ id: string }, Lead>((p) => sql`select … where ${leads.id} = ${p("id")}`)
 */
export function query<Params extends object, Row>(
  build: (param: (name: keyof Params & string) => Placeholder) => SQL,
): (params: Params) => Statement<Row> {
  let compiled: { sql: string; params: unknown[] } | undefined;
  return (params) => {
    compiled ??= dialect.sqlToQuery(build((name) => sql.placeholder(name)));
    const values = fillPlaceholders(compiled.params, Object.fromEntries(Object.entries(params)));
    if (!values.every(isBindable))
      throw new TypeError(`A parameter of this statement cannot be bound: ${compiled.sql}`);
    return { text: compiled.sql, params: values };
  };
}

function guard(statement: Statement): void {
  if (statement.params.length > limits.params) throw new LimitError(`${statement.params.length} parameters`);
  if (statement.text.length > limits.statementBytes) throw new LimitError("The statement is too long");
  for (const value of statement.params)
    if (typeof value === "string" && value.length > limits.rowBytes)
      throw new LimitError("A parameter is too long");
}

export class Database {
  readonly cost: Cost;
  #d1: D1Database;
  #maxQueries: number;
  #queries = 0;

  /** @param maxQueries of one invocation; jobs on the paid plan may have 1,000 */
  constructor(
    d1: D1Database,
    maxQueries: number = limits.queries,
    cost: Cost = { trips: 0, read: 0, written: 0, duration: 0 },
  ) {
    this.#d1 = d1;
    this.#maxQueries = maxQueries;
    this.cost = cost;
  }

  /** The same for work on a whole file; what it costs is summed here, too. */
  forJob(): Database {
    return new Database(this.#d1, limits.jobQueries, this.cost);
  }

  /** How many statements this invocation may still run. */
  get left(): number {
    return this.#maxQueries - this.#queries;
  }

  /** All or none of the statements, in order; gives the rows of each. */
  async batch<const Statements extends readonly Statement[]>(
    statements: Statements,
  ): Promise<Rows<Statements>> {
    for (const statement of statements) guard(statement);
    this.#queries += statements.length;
    if (this.#queries > this.#maxQueries) throw new LimitError(`${this.#queries} queries in one invocation`);
    const results = await this.#d1.batch(
      statements.map(({ text, params }) => this.#d1.prepare(text).bind(...params)),
    );
    this.cost.trips += 1;
    for (const { meta } of results) {
      this.cost.read += meta.rows_read;
      this.cost.written += meta.rows_written;
      this.cost.duration += meta.duration;
    }
    return results.map((result) => result.results) as Rows<Statements>;
  }

  /** The rows of one statement. */
  async all<Row>(statement: Statement<Row>): Promise<Row[]> {
    const [rows] = await this.batch([statement]);
    return rows ?? [];
  }
}
