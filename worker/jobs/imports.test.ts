import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bring, csv, ended, post, stateOf, upload, wipe } from "../../test/imports.ts";
import { call, DAY, seedPeople } from "../../test/workspace.ts";
import { Database } from "../db/run.ts";
import worker from "../index.ts";
import { continueImports, forgetImports } from "./imports.ts";

beforeAll(seedPeople);
beforeEach(wipe);

const file = csv("Email,Name", ...Array.from({ length: 90 }, (_, row) => `p${row}@c.example,P ${row}`));
const count = async (table: string, where = "1") =>
  (await env.DB.prepare(`select count(*) as n from ${table} where ${where}`).first<{ n: number }>())?.n;

describe("every minute", () => {
  it("takes on what nobody works on, and nothing else", async () => {
    const one = await upload(file, "leads", "One");
    const other = await upload(file, "leads", "Other");
    await post(one.id, "start");
    await ended(one.id);
    await env.DB.prepare("update imports set state = 'running', phase = 'undoing' where id = ?")
      .bind(one.id)
      .run();
    await continueImports(new Database(env.DB, 1_000), Date.now(), 5_000);
    expect(await stateOf(one.id)).toMatchObject({ state: "mapping", done: 0 });
    expect(await stateOf(other.id)).toMatchObject({ state: "mapping" });
    expect(await count("leads")).toBe(0);
  });

  it("leaves one alone that somebody works on, or for which there is no time", async () => {
    const { id } = await bring(file);
    await env.DB.prepare("update imports set state = 'running', phase = 'undoing'").run();
    await continueImports(new Database(env.DB, 1_000), Date.now(), -1);
    await env.DB.prepare(`update imports set lease_until = ${Date.now() + 60_000}`).run();
    await continueImports(new Database(env.DB, 1_000), Date.now(), 5_000);
    expect(await stateOf(id)).toMatchObject({ state: "running", phase: "undoing", done: 90 });
  });

  it("is told apart from once a day by its pattern; without one both are done", async () => {
    for (const [cron, runs, forgets] of [
      ["* * * * *", true, false],
      ["17 3 * * *", false, true],
      [undefined, true, true],
    ] as const) {
      await wipe();
      const { id } = await bring(file);
      await env.DB.prepare("update imports set state = 'running', phase = 'undoing'").run();
      await env.DB.prepare("insert into import_chunks (import_id, number, bytes) values ('0', 0, '')").run();
      await worker.scheduled({ cron }, { DB: env.DB });
      const state = await env.DB.prepare("select state from imports where id = ?").bind(id).first("state");
      expect([state === "mapping", (await count("import_chunks", "import_id = '0'")) === 0]).toEqual([
        runs,
        forgets,
      ]);
    }
  });
});

describe("once a day", () => {
  it("the file goes after 30 days, and with it the way back; what was written and refused stays", async () => {
    const { id } = await bring(
      csv("Email", "a@b.example", "c@d.example", "e@f.example", "nonsense"),
      "leads",
      { mapping: { Email: "email" } },
    );
    const unstarted = await upload(file);
    const now = Date.now();
    await forgetImports(new Database(env.DB), now + 29 * DAY);
    expect(await count("import_chunks")).toBe(2);
    expect(await count("import_steps", "undo = '{}'")).toBe(0);
    await forgetImports(new Database(env.DB), now + 31 * DAY);
    expect(await count("import_chunks")).toBe(0);
    expect(await count("import_steps", "undo <> '{}'")).toBe(0);
    expect((await call("marketing", `/v1/imports/${unstarted.id}`)).status).toBe(404);
    expect(await stateOf(id)).toMatchObject({ state: "done", fileKept: false, created: 3, refused: 1 });
    expect(await (await call("marketing", `/v1/imports/${id}/refused`)).text()).toContain("nonsense");
    await env.DB.prepare("update imports set finished_at = finished_at - ?")
      .bind(31 * DAY)
      .run();
    expect(await stateOf(id)).toMatchObject({ undoUntil: null });
    expect((await call("marketing", `/v1/imports/${id}/rollback`, { method: "POST" })).status).toBe(409);
    expect(await count("leads")).toBe(3);
  });

  it("pieces of an upload that broke off go, those of one on its way stay", async () => {
    const at = (time: number) =>
      `${time
        .toString(16)
        .padStart(12, "0")
        .replace(/(.{8})/, "$1-")}-7000-8000-000000000000`;
    const now = Date.now();
    for (const id of [at(now - DAY), at(now - 60_000)])
      await env.DB.prepare("insert into import_chunks (import_id, number, bytes) values (?, 0, '')")
        .bind(id)
        .run();
    await forgetImports(new Database(env.DB), now);
    expect(await count("import_chunks")).toBe(1);
  });
});
