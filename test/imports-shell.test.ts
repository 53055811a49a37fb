import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { faultsOf } from "./nasty/whole.ts";
import { type Running, startRunning } from "./running.ts";

/** `npm run import` as somebody at a shell has it, on the real Worker. */

const script = join(import.meta.dirname, "../worker/local/import.ts");
const folder = mkdtempSync(join(tmpdir(), "leadlight-import-"));
const small = join(import.meta.dirname, "nasty/files/semicolon.csv");

// Other tests may keep the machine busy.
vi.setConfig({ testTimeout: 60_000 });

let running: Running;
beforeAll(async () => {
  running = await startRunning();
}, 120_000);
afterAll(() => running.close());

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** @param interrupt told all that was said on stderr so far, whether to press Ctrl+C now */
function shell(args: string[], interrupt: (err: string) => boolean = () => false): Promise<Ended> {
  const child = spawn(process.execPath, ["--no-warnings", script, "--url", running.url, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err, pressed] = ["", "", false];
  child.stdout.on("data", (chunk) => (out += chunk));
  child.stderr.on("data", (chunk) => {
    err += chunk;
    if (!pressed && interrupt(err)) {
      pressed = true;
      child.kill("SIGINT");
    }
  });
  return new Promise((done) => child.on("close", (code) => done({ code, out, err })));
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const count = async (table: string) => (await running.rows(`select count(*) as n from ${table}`))[0]?.n;

it("shows what would be, and leaves nothing behind", async () => {
  const { code, out, err } = await shell(["--file", small, "--dry-run"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain("Email");
  expect(out).toMatch(/2 rows: 2 new, 0 known/);
  expect(out).toContain("Nothing was written.");
  expect([await count("imports"), await count("leads")]).toEqual([0, 0]);
}, 30_000);

it("asks what only a person knows, with the way to say it, and ends with 2", async () => {
  const path = file("dates.csv", "Email,Created\nada@analytical.example,03/04/2024\n");
  const asked = await shell(["--file", path]);
  expect(asked.code).toBe(2);
  expect(asked.err).toContain('--answer "dates:Created=dmy"');
  expect([await count("imports"), await count("leads")]).toEqual([0, 0]);
  const told = await shell(["--file", path, "--answer", "dates:Created=mdy", "--answer", "timeZone=UTC"]);
  expect(told, told.err).toMatchObject({ code: 0 });
  expect(told.out).toMatch(/1 row: 1 created/);
  expect(await running.rows("select created_at as at from leads")).toEqual([{ at: Date.UTC(2024, 2, 4) }]);
}, 30_000);

it("maps as it is told, says what cannot go in, and saves it", async () => {
  const path = file("Leads.csv", 'Number,Result,City,"a=b"\nL1,1,London,x\nL2,0,Paris,y\n,1,Nowhere,z\n');
  const mapping = file("mapping.json", '{"mapping": {"a=b": "ignore"}, "afterContact": {"City": true}}');
  const refused = join(folder, "refused.csv");
  const { code, out, err } = await shell([
    ...["--file", path, "--map", "Number=key:lead_number", "--map", "Result=outcome", "--map", mapping],
    ...["--answer", "outcome:Result=1:won, 0:lost", "--name", "Spring leads", "--refused", refused],
  ]);
  expect(err).not.toContain("Still to be answered");
  expect(code, err).toBe(0);
  expect(out).toMatch(/Number +→ +key:lead_number +\(as you said\)/);
  expect(out).toMatch(/3 rows: 2 created, 0 updated, 0 unchanged, 1 refused/);
  expect(readFileSync(refused, "utf8")).toMatch(/Nowhere.*no address and no id/s);
  expect(await running.rows("select name, state from imports where name = 'Spring leads'")).toEqual([
    { name: "Spring leads", state: "done" },
  ]);
  expect(
    await running.rows(
      "select stage from leads where id in (select lead_id from lead_keys where kind = 'lead_number') order by 1",
    ),
  ).toEqual([{ stage: "customer" }, { stage: "recycled" }]);
}, 30_000);

it("tells in sentences what is wrong, and ends with 1 or 2", async () => {
  const folder = join(import.meta.dirname, "nasty/files");
  const excel = await shell(["--file", join(folder, "xlsx.csv")]);
  expect(excel.code).toBe(1);
  expect(excel.err).toMatch(/cannot be read as a table:\n {2}.*CSV/);
  const column = await shell(["--file", small, "--map", "Nme=name"]);
  expect(column).toMatchObject({
    code: 2,
    err: expect.stringContaining('no column "Nme". Its columns: Email'),
  });
  const target = await shell(["--file", small, "--map", "Name=nme"]);
  expect(target).toMatchObject({ code: 1, err: expect.stringContaining('Column "Name"') });
  const nobody = await shell(["--file", small, "--token", "nobody"]);
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining("LEADLIGHT_TOKEN") });
  const rep = await shell(["--file", small, "--token", "local-rep"]);
  expect(rep).toMatchObject({ code: 1, err: expect.stringContaining("marketing and admins") });
  const gone = await shell(["--resume", "0198c0de-0000-7000-8000-000000000000"]);
  expect(gone).toMatchObject({ code: 1, err: expect.stringContaining("no such import") });
  expect(await running.rows("select id from imports where state = 'mapping'")).toEqual([]);
}, 60_000);

it("is stopped by Ctrl+C, goes on, and is taken back", async () => {
  const rows = 20_000;
  const path = file(
    "Many.csv",
    `Email,Name\n${Array.from({ length: rows }, (_, n) => `many${n}@many.example,Lead ${n}`).join("\n")}\n`,
  );
  const stopped = await shell(["--file", path], (err) => err.includes("Writing: 10 %"));
  expect(stopped.code).toBe(1);
  const id = /--resume (\S+)/.exec(stopped.err)?.[1] ?? "";
  const [half] = await running.rows(`select done, state from imports where id = '${id}'`);
  expect(half?.state).toBe("stopped");
  expect(half?.done).toBeGreaterThan(0);
  expect(half?.done).toBeLessThan(rows);

  const gone = await shell(["--resume", id]);
  expect(gone, gone.err).toMatchObject({ code: 0 });
  expect(gone.out).toContain("20,000 rows: 20,000 created");
  expect(await running.rows("select count(*) as n from leads where email like 'many%'")).toEqual([
    { n: rows },
  ]);
  expect(await faultsOf(running)).toEqual([]);

  const back = await shell(["--undo", id]);
  expect(back, back.err).toMatchObject({ code: 0, out: expect.stringContaining("Taken back") });
  expect(await running.rows("select count(*) as n from leads where email like 'many%'")).toEqual([{ n: 0 }]);
}, 300_000);
