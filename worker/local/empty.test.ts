import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsIn } from "../../test/e2e/database.ts";
import { migrate } from "./dev.ts";
import { loadLocalSample, openLocalEmpty } from "./sample.ts";

const state = mkdtempSync(join(tmpdir(), "leadlight-empty-"));
beforeAll(() => migrate(state), 60_000);
afterAll(() => rmSync(state, { recursive: true, force: true }));

test("an empty workspace has somebody of each role, their local tokens, and nothing else", async () => {
  expect(await openLocalEmpty(state)).toBe("opened");
  expect(
    rowsIn(
      state,
      "select p.role, t.name, t.local from people p join tokens t on t.person_id = p.id order by p.role",
    ).map((row) => ({ ...row })),
  ).toEqual([
    { role: "admin", name: "local-admin", local: 1 },
    { role: "marketing", name: "local-marketing", local: 1 },
    { role: "rep", name: "local-rep", local: 1 },
  ]);
  for (const table of ["leads", "deals", "touches", "personas", "scorecards", "content", "own_domains"])
    expect(rowsIn(state, `select * from ${table}`), table).toEqual([]);
});

test("it is opened once, and the sample does not come on top of it", async () => {
  expect(await openLocalEmpty(state)).toBe("kept");
  expect(await loadLocalSample(state)).toBe("other");
  expect(rowsIn(state, "select * from people")).toHaveLength(3);
});
