import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ProvidedContext } from "vitest";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "../../worker/local/chromium.ts";
import { migrate, root } from "../../worker/local/dev.ts";
import { loadLocalSample, openLocalEmpty } from "../../worker/local/sample.ts";
import { settle } from "./database.ts";
import { freePort } from "./port.ts";

const run = promisify(execFile);
const bin = (name: string) => join(root, "node_modules/.bin", name);

/** Builds what is tested, once, and fills the databases to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), "leadlight-e2e-"));
  const templates = { sample: join(folder, "sample"), empty: join(folder, "empty") };
  const builds = join(folder, "dist");
  const [chromium] = await Promise.all([
    chromiumPath(),
    run(bin("vite"), ["build"], { cwd: root }),
    run(bin("wxt"), ["build", "--mode", "loopback"], {
      cwd: root,
      env: { ...process.env, PORT: `${port}`, OUT_DIR: builds },
    }),
    fill(templates),
  ]);
  project.provide("chromium", chromium);
  project.provide("templates", templates);
  project.provide("extension", join(builds, "chrome-mv3-local"));
  project.provide("port", port);
  return () => rm(folder, { recursive: true, force: true });
}

async function fill({ sample, empty }: ProvidedContext["templates"]): Promise<void> {
  await migrate(empty);
  await settle(empty);
  await cp(empty, sample, { recursive: true });
  await loadLocalSample(sample);
  await settle(sample);
  await openLocalEmpty(empty);
  await settle(empty);
}
