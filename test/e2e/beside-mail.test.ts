import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALENDAR_URL, calendarPage } from "./calendar.ts";
import { gmailPage, THREAD_URL } from "./gmail.ts";
import { type Look, OUTLOOK_URL, outlookPage } from "./outlook.ts";
import { openStage, panelIn, type Stage } from "./stage.ts";

/** Where the panel stands in mailboxes and calendars: beside everything that can be read. */

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const sam = { email: "sam@stale.example", name: "Sam Stale" };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ viewport: { width: 1280, height: 800 } });
});
afterAll(() => stage?.close());

async function open(url: string, html: string, width = 1280): Promise<Page> {
  const page = await stage.context.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.route(`${new URL(url).origin}/**`, (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
  await page.goto(url);
  return page;
}

/** Texts of the page that the panel's box covers, and the box. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector("leadlight-panel")?.getBoundingClientRect();
    if (!box || box.width === 0) return { width: 0, texts: [] };
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue?.trim() ?? "";
      const parent = node.parentElement;
      if (text === "" || !parent || parent.closest("style, script") || !parent.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects())
        if (right > box.left + 1 && left < box.right - 1 && bottom > box.top + 1 && top < box.bottom - 1)
          texts.push(text);
    }
    return { width: box.width, texts };
  });

const looks: Look[] = (["ltr", "rtl"] as const).flatMap((direction) =>
  (["flow", "fixed", "absolute", "wide"] as const).map((hangs) => ({ direction, hangs })),
);

describe.each([
  ["Outlook", OUTLOOK_URL, (look: Look) => outlookPage([ada, sam], look)],
  ["Google Calendar", CALENDAR_URL, (look: Look) => calendarPage([ada], look)],
] as const)("%s", (_, url, html) => {
  it.each(looks)("nothing that can be read is covered ($direction, $hangs)", async (look) => {
    const page = await open(url, html(look));
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace", level: 1 }).waitFor();
    expect(await covered(page)).toEqual({ width: 320, texts: [] });
    await page.setViewportSize({ width: 1600, height: 800 });
    await expect.poll(() => covered(page)).toEqual({ width: 320, texts: [] });
    await page.close();
  });

  it("in a narrow window it is folded", async () => {
    const page = await open(url, html({}), 1200);
    await page.locator('leadlight-panel[data-state="folded"]').waitFor({ state: "attached" });
    expect((await covered(page)).width).toBe(28);
    await page.close();
  });
});

describe("Gmail", () => {
  it("stands left of its rail, opened or not", async () => {
    const page = await open(THREAD_URL, gmailPage(ada));
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace", level: 1 }).waitFor();
    const right = () =>
      page.evaluate(
        () => innerWidth - (document.querySelector("leadlight-panel")?.getBoundingClientRect().right ?? 0),
      );
    expect(await right()).toBe(56);
    await page.addStyleTag({ content: ".bAw { width: 356px !important; flex: none; }" });
    await expect.poll(right, { timeout: 5_000 }).toBe(356);
    expect((await covered(page)).texts).toEqual([]);
    await page.close();
  });
});
