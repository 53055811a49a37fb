import puppeteer, { type Browser } from "puppeteer-core";
import { installPackages, isThere } from "../debian.ts";

const places = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"];

async function findFirefox(): Promise<string | null> {
  for (const place of places) if (place && (await isThere(place))) return place;
  return null;
}

/** Where a Firefox is, after installing Debian's where there is none and one may. `FIREFOX_PATH` goes first. */
export async function firefoxPath(): Promise<string> {
  const found = await findFirefox();
  if (found) return found;
  await installPackages(["firefox-esr"]);
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
