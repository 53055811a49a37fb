import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { promisify } from "node:util";
import puppeteer, { type Browser } from "puppeteer-core";

const run = promisify(execFile);
const places = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"];

async function findFirefox(): Promise<string | null> {
  for (const place of places) {
    const isThere = await access(place ?? "", constants.X_OK).then(
      () => true,
      () => false,
    );
    if (place && isThere) return place;
  }
  return null;
}

/** Where a Firefox is, after installing Debian's where there is none and one may. `FIREFOX_PATH` goes first. */
export async function firefoxPath(): Promise<string> {
  const found = await findFirefox();
  if (found) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "firefox-esr"], { env });
  const installed = await findFirefox();
  if (!installed) throw new Error("There is no Firefox; set FIREFOX_PATH to one");
  return installed;
}

/** Real, headless Firefox with an unpacked extension. */
export async function launchFirefox(extension: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: await firefoxPath(),
    headless: true,
    defaultViewport: { width: 1280, height: 860 },
  });
  await browser.installExtension(extension);
  return browser;
}
