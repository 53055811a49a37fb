import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { query, type Statement } from "./run.ts";

/** Well under D1's two million bytes, letters of more than one byte included. */
const CHUNK = 600_000;

/**
 * Statements that insert many rows of any table, each row as a list in one JSON parameter. Rows that are there
 * already stay as they are, and triggers run as for any insert. What no row names gets the column's default.
 */
export function insertRows<Table extends SQLiteTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Statement<never>[] {
  const named = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => named.has(key));
  if (columns.length === 0) return [];
  const insert = query<{ rows: string }, never>(
    (p) => sql`
      insert into ${table} (${sql.join(
        columns.map(([, column]) => sql.identifier(column.name)),
        sql`, `,
      )})
      select ${sql.join(
        columns.map((_, index) => sql.raw(`r.value ->> ${index}`)),
        sql`, `,
      )}
      from json_each(${p("rows")}) as r where true
      on conflict do nothing`,
  );
  const lists = rows.map((row) => {
    const values = new Map(Object.entries(row));
    return JSON.stringify(columns.map(([key]) => values.get(key) ?? null));
  });
  return chunks(lists).map((chunk) => insert({ rows: `[${chunk.join(",")}]` }));
}

/** The texts in their order, in groups that are each at most CHUNK long together. */
function chunks(texts: readonly string[]): string[][] {
  const groups: string[][] = [];
  let length = CHUNK;
  for (const text of texts) {
    length += text.length + 1;
    if (length > CHUNK) {
      groups.push([]);
      length = text.length;
    }
    groups.at(-1)?.push(text);
  }
  return groups;
}
