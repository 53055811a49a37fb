import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./dev.ts";

/** A Chromium that loads unpacked extensions from the command line; branded Chrome does not any more. */

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where a Chromium is on this machine, or null. `CHROMIUM_PATH` goes before all others. */
export async function findChromium(): Promise<string | null> {
  for (const place of [...places, chromium.executablePath()])
    if (place && (await canRun(place))) return place;
  return null;
}

/** Where a Chromium is, after installing one where there is none: Debian's package as root, else Playwright's own. */
export async function chromiumPath(): Promise<string> {
  const found = await findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && (await isDebian())) {
    console.log("Installing Chromium: apt-get install chromium");
    await run("apt-get", ["update", "-qq"]);
    await run(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
      {
        DEBIAN_FRONTEND: "noninteractive",
      },
    );
  } else {
    console.log("Installing Chromium: playwright-core install chromium");
    const cli = join(root, "node_modules/playwright-core/cli.js");
    const withLibraries = isRoot && process.platform === "linux" ? ["--with-deps"] : [];
    await run(process.execPath, [cli, "install", "--no-shell", ...withLibraries, "chromium"]);
  }
  const installed = await findChromium();
  if (!installed) throw new Error("Chromium is installed and cannot be found; set CHROMIUM_PATH to it");
  return installed;
}

const canRun = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Debian itself: of its children some have a package of this name that installs nothing. */
async function isDebian(): Promise<boolean> {
  const about = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^ID="?debian"?$/m.test(about);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(command, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...env },
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error(`${command} ${args.join(" ")} failed`)),
    );
  });
}

// As a script: make sure that there is one, and say where.
if (import.meta.main) console.log(await chromiumPath());
