import { createServer, type Server } from "node:http";
import type { Page, Worker } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "./port.ts";
import { openStage, panelIn, type Stage } from "./stage.ts";

/** A small CRM of nobody's, on a host of its own. */
const pageOf: Record<string, string> = {
  "/contact/ada": `<main><h1>Ada Lovelace</h1><a href="mailto:ada@analytical.example">ada@analytical.example</a></main>`,
  "/contact/sam": `<main><h1>Sam Stale</h1><a href="mailto:sam@stale.example">sam@stale.example</a></main>`,
  "/empty": `<main><h1>Nothing here</h1><p>Nobody</p></main>`,
  "/preview": `<main><h1>Mails</h1><iframe id="mail" src="/empty" width="600" height="400"></iframe></main>`,
};
const html = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>${body}</body></html>`;

let stage: Stage;
let server: Server;
let crm: string;
const pattern = "http://127.0.0.1/*";

beforeAll(async () => {
  const port = await freePort();
  server = createServer(({ url }, answer) => {
    const body = pageOf[url ?? ""];
    answer.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8" }).end(html(body ?? ""));
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  crm = `http://127.0.0.1:${port}`;
  stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
  server?.close();
});

async function background(): Promise<Worker> {
  const [worker] = stage.context.serviceWorkers();
  return worker ?? stage.context.waitForEvent("serviceworker");
}

/** A page of the extension, from which to ask the background as popup and options do. */
async function ownPage(path = "options.html"): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`${(await background()).url().replace(/background\.js$/, "")}${path}`);
  return page;
}

interface Sent {
  type: string;
  data?: unknown;
}
async function ask(from: Page, type: string, data?: unknown): Promise<unknown> {
  const answer = await from.evaluate(
    ({ type, data }: Sent) =>
      (
        globalThis as unknown as { chrome: { runtime: { sendMessage(sent: unknown): Promise<unknown> } } }
      ).chrome.runtime.sendMessage({ id: Math.random() * 1e6, type, data, timestamp: Date.now() }),
    { type, data },
  );
  return (answer as { res?: unknown } | undefined)?.res;
}

/** The browser's id of the tab with this address. */
async function tabOf(from: Page, url: string): Promise<number> {
  const id = await from.evaluate(async (wanted: string) => {
    const { chrome } = globalThis as unknown as {
      chrome: { tabs: { query(asked: object): Promise<{ id: number; url?: string }[]> } };
    };
    return (await chrome.tabs.query({})).find(({ url }) => url === wanted)?.id;
  }, url);
  if (id === undefined) throw new Error(`No tab with ${url}`);
  return id;
}

async function open(path: string): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`${crm}${path}`);
  return page;
}
const standsIn = (page: Page) => page.locator("leadlight-panel").count();
const shows = async (page: Page, name: string) =>
  (await panelIn(page)).getByRole("heading", { name, level: 1 }).waitFor();

describe("beside any page", () => {
  it("nothing stands before somebody asks", async () => {
    const page = await open("/contact/ada");
    await page.waitForTimeout(500);
    expect(await standsIn(page)).toBe(0);
    await page.close();
  });

  it("on a click it reads the page, once, and shows the lead", async () => {
    const own = await ownPage();
    const page = await open("/contact/ada");
    const tabId = await tabOf(own, `${crm}/contact/ada`);
    expect(await ask(own, "pageAccess", tabId)).toEqual({
      kind: "possible",
      host: "http://127.0.0.1",
      pattern,
      preset: false,
    });
    expect(await ask(own, "standHere", { tabId })).toBe(true);
    await shows(page, "Ada Lovelace");
    expect(await ask(own, "standHere", { tabId })).toBe(true);
    expect(await standsIn(page)).toBe(1);
    expect(page.frames().filter((frame) => frame.url().includes("/panel.html"))).toHaveLength(1);
    await page.goto(`${crm}/contact/sam`);
    await page.waitForTimeout(500);
    expect(await standsIn(page)).toBe(0);
    await page.close();
    await own.close();
  });

  it("the shortcut opens it, folds it, and unfolds it", async () => {
    const own = await ownPage();
    const page = await open("/contact/ada");
    const tabId = await tabOf(own, `${crm}/contact/ada`);
    const press = async () =>
      (await background()).evaluate((id: number) => {
        const { chrome } = globalThis as unknown as {
          chrome: { commands: { onCommand: { dispatch(command: string, tab: object): void } } };
        };
        chrome.commands.onCommand.dispatch("toggle-panel", { id });
      }, tabId);
    const state = (wanted: string) =>
      page.waitForFunction(
        (state) => document.querySelector("leadlight-panel")?.getAttribute("data-state") === state,
        wanted,
      );
    await press();
    await shows(page, "Ada Lovelace");
    await state("open");
    await press();
    await state("folded");
    await press();
    await state("open");
    await page.close();
    await own.close();
  });

  it("an address that is selected is looked up, where nobody is read", async () => {
    const own = await ownPage();
    const page = await open("/empty");
    const tabId = await tabOf(own, `${crm}/empty`);
    await (await background()).evaluate((id: number) => {
      const { chrome } = globalThis as unknown as {
        chrome: { contextMenus: { onClicked: { dispatch(info: object, tab: object): void } } };
      };
      chrome.contextMenus.onClicked.dispatch(
        { menuItemId: "both", selectionText: "to Ada <ada@analytical.example>" },
        { id },
      );
    }, tabId);
    await shows(page, "Ada Lovelace");
    await page.close();
    await own.close();
  });
});

describe("always beside a host", () => {
  it("stands beside pages that are open and those that come, after a restart too, until nobody wants it", async () => {
    let own = await ownPage();
    const before = await open("/contact/ada");
    expect(await ask(own, "alwaysBeside", { pattern: "https://not-allowed.example/*" })).toBe(false);
    expect(await ask(own, "alwaysBeside", { pattern })).toBe(true);
    await shows(before, "Ada Lovelace");
    expect(await ask(own, "hosts")).toEqual([
      { pattern, host: "http://127.0.0.1", name: null, allowed: true },
    ]);
    expect(await ask(own, "pageAccess", await tabOf(own, `${crm}/contact/ada`))).toMatchObject({
      kind: "always",
    });

    await stage.restartBrowser();
    own = await ownPage();
    const page = await open("/contact/sam");
    await shows(page, "Sam Stale");
    // Going back and forth in the same tab, whoever is shown is the one of the page.
    await page.goto(`${crm}/contact/ada`);
    await shows(page, "Ada Lovelace");
    await page.goto(`${crm}/empty`);
    await page.waitForTimeout(500);
    expect(await page.locator('leadlight-panel[data-state="open"]').count()).toBe(0);
    await page.goBack();
    await shows(page, "Ada Lovelace");

    await ask(own, "neverBeside", { pattern });
    await page.waitForFunction(() => document.querySelector("leadlight-panel") === null);
    await page.reload();
    await page.waitForTimeout(500);
    expect(await standsIn(page)).toBe(0);
    expect(await ask(own, "hosts")).toEqual([]);
    for (const each of [own, page]) await each.close();
  });

  it("reads frames of the page's own origin, as they change", async () => {
    const own = await ownPage();
    await ask(own, "alwaysBeside", { pattern });
    const page = await open("/preview");
    const frame = page.frame({ url: `${crm}/empty` });
    await frame?.goto(`${crm}/contact/ada`);
    await shows(page, "Ada Lovelace");
    await page.frame({ url: `${crm}/contact/ada` })?.goto(`${crm}/contact/sam`);
    await shows(page, "Sam Stale");
    expect(page.frames().filter((each) => each.url().includes("/panel.html"))).toHaveLength(1);
    await ask(own, "neverBeside", { pattern });
    for (const each of [own, page]) await each.close();
  });
});

describe("at the browser's side", () => {
  it("follows the tab in front, and the page's own panel gives way meanwhile", async () => {
    const own = await ownPage();
    await ask(own, "alwaysBeside", { pattern });
    const ada = await open("/contact/ada");
    await shows(ada, "Ada Lovelace");
    const sam = await open("/contact/sam");
    await shows(sam, "Sam Stale");
    const state = (page: Page, wanted: string) =>
      page.waitForFunction(
        (state) => document.querySelector("leadlight-panel")?.getAttribute("data-state") === state,
        wanted,
      );

    const aside = await ownPage(`sidepanel.html?tab=${await tabOf(own, `${crm}/contact/ada`)}`);
    const says = (name: string) => aside.getByRole("heading", { name, level: 1 }).waitFor();
    await says("Ada Lovelace");
    await aside.getByText("Of the page in front: 127.0.0.1").waitFor();
    await state(ada, "away");
    await state(sam, "open");

    await sam.bringToFront();
    await says("Sam Stale");
    await state(sam, "away");
    await sam.goto(`${crm}/contact/ada`);
    await says("Ada Lovelace");
    await state(sam, "away");
    await sam.goto("about:blank");
    await aside.getByText("Leadlight does not read this page.").waitFor();
    await aside.getByRole("button", { name: "Read this page" }).click();
    await aside.getByText("The browser does not let Leadlight read this page yet.").waitFor();
    await aside.getByLabel("Address to look up").fill("sam@stale.example");
    await aside.getByLabel("Address to look up").press("Enter");
    await says("Sam Stale");

    await aside.close();
    await ada.bringToFront();
    await state(ada, "open");
    await ask(own, "neverBeside", { pattern });
    for (const each of [own, ada, sam]) await each.close();
  });

  it("opens there on a click in the panel, which goes and comes back", async () => {
    const own = await ownPage();
    const page = await open("/contact/ada");
    const tabId = await tabOf(own, `${crm}/contact/ada`);
    await ask(own, "standHere", { tabId });
    await shows(page, "Ada Lovelace");
    await (await panelIn(page)).getByRole("button", { name: "Show at the browser's side" }).click();
    const state = (wanted: string) =>
      page.waitForFunction(
        (state) => document.querySelector("leadlight-panel")?.getAttribute("data-state") === state,
        wanted,
      );
    await state("away");
    interface Side {
      runtime: { getContexts(filter: object): Promise<object[]> };
      tabs: { get(id: number): Promise<{ windowId: number }> };
      sidePanel: { close(at: object): Promise<void> };
    }
    const closed = await (await background()).evaluate(async (tabId: number) => {
      const { chrome } = globalThis as unknown as { chrome: Side };
      const sides = await chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] });
      await chrome.sidePanel.close({ windowId: (await chrome.tabs.get(tabId)).windowId });
      return sides.length;
    }, tabId);
    expect(closed).toBe(1);
    await state("open");
    for (const each of [own, page]) await each.close();
  });

  it("reads a page on a click where the browser lets it", async () => {
    const own = await ownPage();
    const page = await open("/contact/ada");
    const aside = await ownPage(`sidepanel.html?tab=${await tabOf(own, `${crm}/contact/ada`)}`);
    await aside.getByRole("button", { name: "Read this page" }).click();
    await aside.getByRole("heading", { name: "Ada Lovelace", level: 1 }).waitFor();
    for (const each of [aside, own, page]) await each.close();
  });
});
