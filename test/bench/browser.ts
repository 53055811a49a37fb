import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath } from "../../worker/local/chromium.ts";
import { launchChromium } from "../chromium.ts";
import { MAILBOX, type Mail, mailboxPage } from "./mailbox.ts";

declare global {
  interface Window {
    /** In a mailbox: when its mail was there. */
    leadAt: number;
    /** In a mailbox: the lengths of tasks over 50 ms. */
    longTasks: number[];
    /** In the panel: whose insight was painted when, UTC ms with fractions. */
    painted: { name: string; at: number }[];
    /** In the panel: how many messages came. */
    heard: number;
  }
}

/** Real Chromium with the extension. */
export async function openBrowser(folder: string, extension: string): Promise<BrowserContext> {
  const context = await launchChromium({
    executablePath: await chromiumPath(),
    profile: join(folder, "profile"),
    extension,
    viewport: { width: 1366, height: 860 },
  });
  await context.addInitScript(watch);
  return context;
}

/** Runs at the start of every page and frame. */
function watch(): void {
  if (window.location.protocol !== "chrome-extension:") {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
    return;
  }
  window.painted = [];
  window.heard = 0;
  const { chrome } = globalThis as unknown as {
    chrome?: { runtime?: { onMessage?: { addListener(heard: () => void): void } } };
  };
  chrome?.runtime?.onMessage?.addListener(() => {
    window.heard += 1;
  });
  let shown = "";
  new MutationObserver(() => {
    const isInsight = document.querySelector("main .score-line .value") !== null;
    const name = isInsight ? (document.querySelector("h1")?.textContent ?? "") : "";
    if (name === shown) return;
    shown = name;
    if (name === "") return;
    // A frame's callback runs before it is painted, a message sent there arrives after.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.painted.push({ name, at: performance.timeOrigin + performance.now() });
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** A mailbox in a new tab, open on a mail or on none. */
export async function openMailbox(context: BrowserContext, mail: Mail | null): Promise<Page> {
  const page = await context.newPage();
  await page.route(`${new URL(MAILBOX).origin}/**`, (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: mailboxPage(mail) })
      : route.abort(),
  );
  await page.goto(MAILBOX);
  return page;
}

/** When the panel in a page last painted somebody's insight; waits for it. */
export async function paintedAt(page: Page, name: string, after: number): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const panel = page.frames().find((frame) => frame.url().startsWith("chrome-extension:"));
    const all = (await panel?.evaluate(() => window.painted).catch(() => undefined)) ?? [];
    const painted = all.find((each) => each.name === name && each.at > after);
    if (painted) return painted.at;
    // Asked rarely, so that asking does not slow what is measured.
    await page.waitForTimeout(100);
  }
  throw new Error(`The panel did not show ${name}`);
}
