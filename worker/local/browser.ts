import { type ChildProcess, spawn } from "node:child_process";
import { findChromium } from "./chromium.ts";

/** Whether somebody sits in front of this machine and wants to see a browser. */
const hasDisplay = (): boolean =>
  process.env.NO_BROWSER !== "1" &&
  process.env.CI === undefined &&
  (process.platform === "darwin" ||
    process.platform === "win32" ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY));

/**
 * Open Chromium with an unpacked extension on a page, where there is a display and a Chromium that loads one from
 * the command line. Nothing is installed for it.
 * @returns null where a person must load the extension by hand
 */
export async function openBrowser(options: {
  extension: string;
  profile: string;
  url: string;
}): Promise<ChildProcess | null> {
  const path = hasDisplay() ? await findChromium() : null;
  if (!path) return null;
  const child = spawn(
    path,
    [
      `--user-data-dir=${options.profile}`,
      `--load-extension=${options.extension}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-sync",
      "--window-size=1360,900",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      options.url,
    ],
    { stdio: "ignore" },
  );
  // A display that nobody can draw on is noticed within moments.
  const failed = new Promise<null>((done) => {
    child.once("error", () => done(null));
    child.once("exit", (code) => code !== 0 && done(null));
  });
  const stands = new Promise<ChildProcess>((done) => setTimeout(() => done(child), 1_500));
  return Promise.race([failed, stands]);
}
