import { expect, test } from "vitest";
import * as zod from "zod";

/** Languages, and what nobody calls in the Worker: schemas out of JSON, code out of schemas. */
const left = [
  "locales",
  "core",
  "fromJSONSchema",
  "compile",
  "withParser",
  "INVALID",
  "ZodCompileAsyncError",
  "ZodCompileUnsupportedError",
];

test("the validator in the Worker's bundle has all that it has elsewhere, but for what is left out", async () => {
  const path = "../worker/bundle/zod.js";
  const bundled: Record<string, unknown> = await import(path);
  expect(Object.keys(bundled).sort()).toEqual(
    Object.keys(zod)
      .filter((name) => !left.includes(name))
      .sort(),
  );
  expect(bundled.object).toBe(zod.object);
});
