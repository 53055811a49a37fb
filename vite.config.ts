import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const worker = `http://localhost:${process.env.PORT ?? 8787}`;

/** The dashboard: static files that the Worker serves at `/`, and the readable API at `/docs`. */
export default defineConfig({
  root: here("./worker/dashboard"),
  base: "/",
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
