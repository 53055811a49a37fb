import { expect, test } from "vitest";
import * as zod from "zod";

test("the validator in the Worker's bundle has all that it has elsewhere, but for its languages", async () => {
  const path = "../worker/bundle/zod.js";
  const bundled: Record<string, unknown> = await import(path);
  expect(Object.keys(bundled).sort()).toEqual(
    Object.keys(zod)
      .filter((name) => name !== "locales" && name !== "core")
      .sort(),
  );
  expect(bundled.object).toBe(zod.object);
});
