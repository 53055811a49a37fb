import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One run, four rooms: pure rules in Node, the extension with its APIs faked, the Worker in workerd, and all of it in Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          testTimeout: 30_000,
          include: [
            "shared/**/*.test.ts",
            "worker/{dashboard,local,sample,tracker}/**/*.test.ts",
            "test/*.test.ts",
          ],
        },
      },
      {
        plugins: [WxtVitest()],
        test: { name: "extension", testTimeout: 30_000, include: ["extension/**/*.test.{ts,tsx}"] },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: here("./wrangler.toml") },
            miniflare: {
              bindings: { LOCAL: "1", MIGRATIONS: await readD1Migrations(here("./worker/db/migrations")) },
            },
          })),
        ],
        test: {
          name: "worker",
          // Other tests share the machine: a slow one is none that fails.
          testTimeout: 30_000,
          include: [
            "worker/{db,imports,intake,routes,middleware,reports,jobs,tracking}/**/*.test.ts",
            "worker/*.test.ts",
          ],
          setupFiles: ["./test/migrate.ts"],
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["./test/e2e/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
