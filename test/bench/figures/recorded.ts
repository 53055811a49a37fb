import { existsSync, readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { paintedAt } from "../browser.ts";
import type { Mail } from "../mailbox.ts";
import { atMost, type Figure, percentile, shown } from "../table.ts";

/** The panel beside recorded pages of real products, where they are beside this repository. */

const pages = new URL("../../../../shared/pages/", import.meta.url);
const FRAME = 1000 / 60;
/** Loads of a page, each with another lead in it; then as many changes of it in place. */
const COUNT = 8;
/** How many leads one page takes. */
export const LEADS_OF_A_PAGE = 2 * COUNT;

interface Recorded {
  file: string;
  url: string;
  account_owner: string | null;
  expected: { lead: string | null; participants: string[] };
}

/** Those of sites that are built in and show a lead. */
export function recordedPages(): Recorded[] {
  const list = new URL("expected.json", pages);
  if (!existsSync(list)) return [];
  const all: Recorded[] = JSON.parse(readFileSync(list, "utf8"));
  return all.filter(
    ({ file, expected }) => /^(gmail|outlook|hubspot)\/.*\.html$/.test(file) && expected.lead !== null,
  );
}

/** The page with somebody else for its lead, and for whoever else is outside: nobody is to be picked. */
function withLead({ file, account_owner, expected }: Recorded, { email }: Mail): string {
  let html = readFileSync(new URL(file, pages), "utf8");
  for (const one of expected.participants) if (one !== account_owner) html = html.replaceAll(one, email);
  return html;
}

/** @param mails `LEADS_OF_A_PAGE` for each page, of leads that the extension does not know yet */
export async function recordedFigures(context: BrowserContext, mails: readonly Mail[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const [any] = recordedPages();
  // The first page of a browser starts more than a panel.
  if (any) {
    const page = await openAt(context, any.url, readFileSync(new URL(any.file, pages), "utf8"));
    await page.waitForTimeout(2000);
    await page.close();
  }
  for (const [index, recorded] of recordedPages().entries()) {
    const own = mails.slice(index * LEADS_OF_A_PAGE, (index + 1) * LEADS_OF_A_PAGE);
    figures.push(...(await pageFigures(context, recorded, own.slice(0, COUNT), own.slice(COUNT))));
  }
  return figures;
}

async function pageFigures(
  context: BrowserContext,
  recorded: Recorded,
  arriving: readonly Mail[],
  following: readonly Mail[],
): Promise<Figure[]> {
  const first: number[] = [];
  let page: Page | undefined;
  for (const mail of arriving) {
    await page?.close();
    page = await openAt(context, recorded.url, withLead(recorded, mail));
    const at = await page.evaluate(() => {
      const [load] = performance.getEntriesByType("navigation");
      return performance.timeOrigin + (load instanceof PerformanceNavigationTiming ? load.domInteractive : 0);
    });
    first.push((await paintedAt(page, mail.name, at)) - at);
  }
  const later: number[] = [];
  const again: number[] = [];
  // A record's page changes with its address, which no recording tells of.
  if (page && !recorded.file.startsWith("hubspot/")) {
    let was = arriving.at(-1)?.email ?? "";
    for (const times of [later, again])
      for (const mail of following) {
        times.push(await timeToPaint(page, was, mail));
        was = mail.email;
      }
  }
  await page?.close();

  const p95 = (values: readonly number[]) => percentile(values, 95);
  const of = `recorded ${recorded.file.replace(/\.html$/, "")}`;
  const spread = (values: readonly number[]) => ` (median ${shown(percentile(values, 50))})`;
  const milliseconds = (what: string, values: readonly number[], most: number): Figure => {
    const line = atMost(`${of}: ${what}`, p95(values), most, " ms");
    return { ...line, measured: line.measured + spread(values) };
  };
  const figures = [milliseconds(`first in a tab, p95 of ${COUNT}`, first, 250)];
  if (later.length > 0)
    figures.push(milliseconds(`each later lead, p95 of ${COUNT}`, later, 100), {
      figure: `${of}: seen before, p95 of ${COUNT}`,
      measured: `${shown(p95(again) / FRAME)} frames${spread(again)}`,
      budget: "≤ 2 frames",
      holds: p95(again) <= 2 * FRAME,
    });
  return figures;
}

async function openAt(context: BrowserContext, url: string, html: string): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${new URL(url).origin}/**`, (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
  await page.goto(url);
  return page;
}

/** From the lead standing in the page in place of another to the insight on the screen. */
async function timeToPaint(page: Page, was: string, mail: Mail): Promise<number> {
  const at = await page.evaluate(
    ([from, to]) => {
      const start = performance.timeOrigin + performance.now();
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode())
        if (node instanceof Element) {
          for (const { name, value } of [...node.attributes])
            if (value.includes(from)) node.setAttribute(name, value.replaceAll(from, to));
        } else if (node.nodeValue?.includes(from)) node.nodeValue = node.nodeValue.replaceAll(from, to);
      return start;
    },
    [was, mail.email] as const,
  );
  const painted = await paintedAt(page, mail.name, at);
  await page.waitForTimeout(50);
  return painted - at;
}
