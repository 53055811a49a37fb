import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { filesIn, filesOfPage, gzipped } from "../builds.ts";
import { atMost, type Figure, shown } from "../table.ts";

/** Bytes on the wire, in kB of 1,000. */
const kB = (files: Iterable<string>): number => gzipped(files) / 1000;

/** What is delivered, each built into a folder. */
export interface Builds {
  dashboard: string;
  worker: string;
  extension: string;
}

export async function sizeFigures(
  { dashboard, worker, extension }: Builds,
  context: BrowserContext,
  url: URL,
): Promise<Figure[]> {
  const panel = kB(filesOfPage(extension, "panel.html"));
  const script = (name: string) => kB([join(extension, `content-scripts/${name}.js`)]);
  const background = kB([join(extension, "background.js")]);
  return [
    atMost("content script with all sites, gzip", script("content"), 30, " kB"),
    atMost("script for any other page, gzip", script("any"), 30, " kB"),
    atMost("Worker, gzip", kB(filesIn(worker, ".js")), 400, " kB"),
    atMost("tracker, gzip", gzipped([join(dashboard, "t.js")]), 1024, " bytes"),
    atMost("dashboard's first view, gzip", kB(await firstView(context, dashboard, url)), 100, " kB"),
    { figure: "panel's page with its scripts and styles, gzip", measured: `${shown(panel)} kB` },
    { figure: "extension's background, gzip", measured: `${shown(background)} kB` },
  ];
}

/** Every file of the dashboard that Chromium asks for until the report stands there, signed in. */
async function firstView(context: BrowserContext, dashboard: string, url: URL): Promise<string[]> {
  const page = await context.newPage();
  const asked: string[] = [];
  await context.addCookies([{ name: "leadlight_session", value: "local-marketing", url: url.origin }]);
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === "/" || /\.\w+$/.test(pathname))
      asked.push(join(dashboard, pathname === "/" ? "index.html" : pathname));
  });
  await page.goto(url.href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.close();
  return asked;
}
