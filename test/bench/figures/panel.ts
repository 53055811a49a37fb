import type { BrowserContext, Page } from "playwright-core";
import { openMailbox, paintedAt } from "../browser.ts";
import { type Mail, messageOf, neverRest, openMail } from "../mailbox.ts";
import { ownWork } from "../profile.ts";
import { atMost, type Figure, percentile, shown } from "../table.ts";

const COUNT = 30;
const FRAME = 1000 / 60;

/** Times of the panel beside a mail. Every mail is from another lead, whom the extension does not know yet. */
export async function panelFigures(context: BrowserContext, mails: readonly Mail[]): Promise<Figure[]> {
  const [arriving, standing, following] = [0, 1, 2].map((part) =>
    mails.slice(part * COUNT, (part + 1) * COUNT),
  );
  if (!arriving || !standing || following?.length !== COUNT) throw new Error("There are too few mails");
  const longTasks: number[] = [];
  const close = async (page: Page) => {
    longTasks.push(...(await page.evaluate(() => window.longTasks)));
    await page.close();
  };

  const withPage: number[] = [];
  for (const mail of arriving) {
    const page = await openMailbox(context, mail);
    const leadAt = await page.evaluate(() => window.leadAt);
    withPage.push((await paintedAt(page, mail.name, leadAt)) - leadAt);
    await close(page);
  }

  const first: number[] = [];
  for (const mail of standing) {
    const page = await openMailbox(context, null);
    await page.waitForTimeout(300);
    first.push(await timeToPaint(page, mail, 1));
    await close(page);
  }

  const page = await openMailbox(context, null);
  const opener = mails[0];
  if (opener) await timeToPaint(page, opener, 1);
  const later: number[] = [];
  for (const [index, mail] of following.entries()) later.push(await timeToPaint(page, mail, index + 2));
  const again: number[] = [];
  for (const [index, mail] of following.entries()) again.push(await timeToPaint(page, mail, index + 100));
  const idle = await idleFigures(context, page);
  await close(page);

  const p95 = (values: readonly number[]) => percentile(values, 95);
  const spread = (values: readonly number[]) => ` (median ${shown(percentile(values, 50))})`;
  const milliseconds = (figure: string, values: readonly number[], most: number): Figure => {
    const line = atMost(figure, p95(values), most, " ms");
    return { ...line, measured: line.measured + spread(values) };
  };
  return [
    milliseconds("panel: first in a tab, mail opened in a page that stands, p95 of 30", first, 250),
    milliseconds("panel: first in a tab, page that loads with the mail, p95 of 30", withPage, 250),
    milliseconds("panel: each later lead in the tab, p95 of 30", later, 100),
    {
      figure: "panel: a lead seen before, p95 of 30",
      measured: `${shown(p95(again) / FRAME)} frames, ${shown(p95(again))} ms${spread(again)}`,
      budget: "≤ 2 frames",
      holds: p95(again) <= 2 * FRAME,
    },
    atMost("pages with the panel: tasks over 50 ms", longTasks.length, 0),
    ...idle,
  ];
}

/** How long each takes after another lead was shown in the same tab, in ms. */
export async function laterLeads(
  context: BrowserContext,
  [opener, ...mails]: readonly Mail[],
): Promise<number[]> {
  const page = await openMailbox(context, null);
  if (opener) await timeToPaint(page, opener, 1);
  const times: number[] = [];
  for (const [index, mail] of mails.entries()) times.push(await timeToPaint(page, mail, index + 2));
  await page.close();
  return times;
}

/** From a mail being on the page to its lead's insight on the screen. */
async function timeToPaint(page: Page, mail: Mail, index: number): Promise<number> {
  const at = await page.evaluate(openMail, { html: messageOf(mail, index), index });
  const painted = await paintedAt(page, mail.name, at);
  await page.waitForTimeout(50);
  return painted - at;
}

/** Beside a page that never rests: how busy the extension is, and whether it talks. */
async function idleFigures(context: BrowserContext, page: Page): Promise<Figure[]> {
  const panel = page.frames().find((frame) => frame.url().startsWith("chrome-extension:"));
  if (!panel) throw new Error("There is no panel in this page");
  await page.evaluate(neverRest);
  // What was just opened is watched closely for a while.
  await page.waitForTimeout(7000);
  let requests = 0;
  const count = () => {
    requests += 1;
  };
  context.on("request", count);
  const before = await panel.evaluate(() => window.heard);
  const work = await ownWork(page, () => page.waitForTimeout(10_000));
  const messages = (await panel.evaluate(() => window.heard)) - before;
  context.off("request", count);
  return [
    atMost(
      "a page that changes 60 times a second: share of its time that is the extension's",
      100 * work.share,
      1,
      " %",
    ),
    atMost("the same page: messages and requests in 10 s", messages + requests, 0),
  ];
}
