import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { buildTracker, trackerName } from "./worker/tracker/build.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const worker = `http://localhost:${process.env.PORT ?? 8787}`;

/** The tracker beside the dashboard: under the name that snippets have, and under one that changes with what is in it. */
const tracker: Plugin = {
  name: "tracker",
  apply: "build",
  async generateBundle() {
    const source = await buildTracker();
    for (const fileName of ["t.js", trackerName(source)]) this.emitFile({ type: "asset", fileName, source });
  },
};

/** The dashboard: static files that the Worker serves at `/`, and the readable API at `/docs`. */
export default defineConfig({
  root: here("./worker/dashboard"),
  base: "/",
  plugins: [tracker],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: here("./dist/dashboard"),
    emptyOutDir: true,
    target: "es2022",
    // Only the API documentation is larger, and nobody loads it unasked.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: [here("./worker/dashboard/index.html"), here("./worker/dashboard/docs/index.html")],
    },
  },
  server: { proxy: { "/v1": worker, "/healthz": worker, "/openapi.json": worker } },
});
