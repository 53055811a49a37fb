import { defineConfig } from "vitest/config";

/** Programs that nobody here wrote, from Debian's packages; apart from `npm test`, for it installs them. */
export default defineConfig({
  test: {
    name: "peers",
    include: ["test/peers/**/*.test.ts"],
    globalSetup: ["./test/e2e/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
