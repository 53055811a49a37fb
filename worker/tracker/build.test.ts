import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildTracker, trackerName } from "./build.ts";

/** By how much what others pack (GNU gzip, the edge) is larger than what Node packs of the same. */
const OTHERS = 8;

test("the tracker is at most one kilobyte as it is sent", async () => {
  const script = await buildTracker();
  expect(gzipSync(script, { level: 9 }).length + OTHERS).toBeLessThanOrEqual(1024);
});

test("it leaves nothing behind in the page but its one name", async () => {
  const script = await buildTracker();
  expect(script.startsWith("{")).toBe(true);
  expect(script.endsWith("}")).toBe(true);
  expect(script).not.toMatch(/\bvar\b|\bfunction\b|cookie/);
  expect(trackerName(script)).toMatch(/^t-[0-9a-f]{8}\.js$/);
});
