import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildTracker, trackerName } from "./build.ts";

const KILOBYTE = 1024;

/** What `gzip` makes of it, the file's name in it included; null where there is no such program. */
function gnuSize(script: string): number | null {
  const folder = mkdtempSync(join(tmpdir(), "leadlight-tracker-"));
  const file = join(folder, "t.js");
  writeFileSync(file, script);
  const { status, stdout } = spawnSync("gzip", ["-9", "-c", file]);
  rmSync(folder, { recursive: true });
  return status === 0 ? stdout.length : null;
}

test("the tracker is at most one kilobyte as it is sent, whoever packs it", async () => {
  const script = await buildTracker();
  for (const level of [6, 9]) expect(gzipSync(script, { level }).length).toBeLessThanOrEqual(KILOBYTE);
  expect(gnuSize(script) ?? 0).toBeLessThanOrEqual(KILOBYTE);
});

test("it leaves nothing behind in the page but its one name", async () => {
  const script = await buildTracker();
  expect(script.startsWith("{")).toBe(true);
  expect(script.endsWith("}")).toBe(true);
  expect(script).not.toMatch(/\bvar\b|\bfunction\b|cookie/);
  expect(trackerName(script)).toMatch(/^t-[0-9a-f]{8}\.js$/);
});
