import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { root } from "./dev.ts";

const run = promisify(execFile);
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium"];

/** A Chromium that loads extensions (branded Chrome no longer does), or null where none is installed. */
export function findChromium(): string | null {
  const { CHROMIUM } = process.env;
  return [CHROMIUM, ...installed, chromium.executablePath()].find((path) => path && existsSync(path)) ?? null;
}

/** Chromium's path; installs it where it is missing: Debian's package as root, Playwright's own elsewhere. */
export async function chromiumPath(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "chromium"], { env, maxBuffer: 50_000_000 });
  } else {
    const cli = join(root, "node_modules/playwright-core/cli.js");
    await run(process.execPath, [cli, "install", "--with-deps", "chromium"]).catch(() =>
      run(process.execPath, [cli, "install", "chromium"]),
    );
  }
  const path = findChromium();
  if (!path) throw new Error("Chromium could not be installed. Install it, or name its path in CHROMIUM.");
  return path;
}
