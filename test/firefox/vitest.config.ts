import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** `npm run test:firefox`: apart from the rest, because it needs a second browser. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: { include: ["test/firefox/*.test.ts"], testTimeout: 60_000, hookTimeout: 180_000 },
});
