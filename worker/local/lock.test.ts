import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LockedError, lock } from "./lock.ts";

const folder = () => mkdtempSync(join(tmpdir(), "leadlight-lock-"));

/** Another process that holds a folder until it is killed. */
async function holder(path: string) {
  const code = `
    const { lock } = await import(${JSON.stringify(join(import.meta.dirname, "lock.ts"))});
    lock(${JSON.stringify(path)}, "the other one");
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--no-warnings", "--input-type=module", "-e", code]);
  await once(child.stdout, "data");
  return child;
}

test("a second one is refused and told who holds it", async () => {
  const path = folder();
  const other = await holder(path);
  expect(() => lock(path, "me")).toThrow(LockedError);
  expect(() => lock(path, "me")).toThrow("the other one");
  other.kill("SIGKILL");
  await once(other, "exit");
}, 20_000);

test("one that was killed leaves no lock behind", async () => {
  const path = folder();
  const other = await holder(path);
  other.kill("SIGKILL");
  await once(other, "exit");
  const giveBack = lock(path, "me");
  giveBack();
  lock(path, "me again")();
}, 20_000);
