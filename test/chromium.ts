import { type BrowserContext, chromium } from "playwright-core";

/** Real, headless Chromium with an unpacked extension, on a profile of its own, and quiet on the network. */
export const launchChromium = (options: {
  executablePath: string;
  profile: string;
  extension: string;
  viewport: { width: number; height: number };
  colorScheme?: "light" | "dark";
}): Promise<BrowserContext> =>
  chromium.launchPersistentContext(options.profile, {
    executablePath: options.executablePath,
    headless: true,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      `--load-extension=${options.extension}`,
      `--disable-extensions-except=${options.extension}`,
    ],
    ignoreDefaultArgs: ["--disable-extensions"],
    viewport: options.viewport,
    colorScheme: options.colorScheme ?? "light",
    serviceWorkers: "allow",
  });
