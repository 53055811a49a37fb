import type { Statement } from "../db/run.ts";

/** Statements about a list as JSON; none where there is nothing on it. */
export function about<Item>(
  list: readonly Item[],
  statements: (json: string) => Statement | readonly Statement[],
): readonly Statement[] {
  return list.length > 0 ? [statements(JSON.stringify(list))].flat() : [];
}
