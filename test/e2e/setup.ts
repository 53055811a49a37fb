import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "../../worker/local/chromium.ts";
import { migrate, root } from "../../worker/local/dev.ts";
import { loadLocalSample } from "../../worker/local/sample.ts";

/** Not the port of `npm start`: both can run at once. */
const port = 18_787;
const run = promisify(execFile);
const bin = (name: string) => join(root, "node_modules/.bin", name);

/** Builds what is tested, once, and fills a database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "leadlight-e2e-"));
  const template = join(folder, "state");
  const builds = join(folder, "dist");
  const [chromium] = await Promise.all([
    chromiumPath(),
    run(bin("vite"), ["build"], { cwd: root }),
    run(bin("wxt"), ["build", "--mode", "loopback"], {
      cwd: root,
      env: { ...process.env, PORT: `${port}`, OUT_DIR: builds },
    }),
    migrate(template).then(() => loadLocalSample(template)),
  ]);
  project.provide("chromium", chromium);
  project.provide("template", template);
  project.provide("extension", join(builds, "chrome-mv3-local"));
  project.provide("port", port);
  return () => rm(folder, { recursive: true, force: true });
}
