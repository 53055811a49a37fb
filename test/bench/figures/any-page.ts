import type { BrowserContext, Page } from "playwright-core";
import { ownWork } from "../profile.ts";
import { atMost, type Figure, shown } from "../table.ts";

/** Nobody listens there: the page is made here. */
const PAGE = "http://127.0.0.1:9/leads";
const PATTERN = "http://127.0.0.1/*";
const ROWS = 1_500;
/** In each of its rows. */
const ELEMENTS = 14;

/** A list of a CRM that nobody here knows, all of it in the document, that changes 20 times a second. */
export async function anyPageFigures(context: BrowserContext): Promise<Figure[]> {
  await context.route(PAGE, (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: listOf(ROWS) }),
  );
  const own = await ownPage(context);
  await ask(own, "alwaysBeside", { pattern: PATTERN });
  const page = await context.newPage();
  const work = await ownWork(page, async () => {
    await page.goto(PAGE);
    await page.evaluate(() => {
      const rows = document.querySelectorAll("tr");
      setInterval(() => {
        const row = rows[Math.floor(Math.random() * rows.length)];
        row?.querySelector("a")?.setAttribute("title", `${Date.now()}`);
      }, 50);
    });
    await page.waitForTimeout(20_000);
  });
  await page.close();
  await ask(own, "neverBeside", { pattern: PATTERN });
  await own.close();
  await context.unroute(PAGE);
  const what = `any page, ${shown(ROWS * ELEMENTS)} elements that change 20 times a second`;
  return [
    atMost(`${what}: our longest task`, work.longest, 50, " ms"),
    { figure: `${what}: of a core`, measured: `${shown(work.share * 100)} %` },
  ];
}

const listOf = (rows: number): string => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const id = `64f0aa${String(index).padStart(11, "0")}`;
    return `<tr><td><input type="checkbox"></td><td><a href="#Lead/view/${id}">Person ${index}</a></td>
      <td><a href="mailto:person${index}@company${index % 90}.example">person${index}@…</a></td>
      <td><div><span>New</span><span>Web</span></div></td><td><b>Note</b><i>today</i></td></tr>`;
  });
  return `<!doctype html><html lang="en"><title>Leads</title><main><h1>Leads</h1><table>${lines.join("")}</table></main></html>`;
};

async function ownPage(context: BrowserContext): Promise<Page> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const page = await context.newPage();
  await page.goto(new URL("/options.html", worker.url()).href);
  return page;
}

/** Asks the background as the extension's own pages do. */
const ask = (from: Page, type: string, data: unknown): Promise<unknown> =>
  from.evaluate(
    (sent: { type: string; data: unknown }) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
      };
      return chrome.runtime.sendMessage({ ...sent, id: Math.random() * 1e6, timestamp: Date.now() });
    },
    { type, data },
  );
