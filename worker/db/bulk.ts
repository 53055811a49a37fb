import { getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { jsonLists } from "./lists.ts";
import { query, type Statement } from "./run.ts";

/**
 * Statements that insert many rows of any table, each row as a list in one JSON parameter. Rows that are there
 * already stay as they are, and triggers run as for any insert. What a row does not name gets the column's default.
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
    return columns.map(([key, column]) => values.get(key) ?? column.default ?? null);
  });
  return jsonLists(lists).map((list) => insert({ rows: list }));
}
