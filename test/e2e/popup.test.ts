import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page, Worker } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { axe, openStage, panelIn, type Stage } from "./stage.ts";

/** The toolbar's popup, as a page of its own beside a tab: the real one cannot be clicked headless. */

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const long = `Wolfeschlegelstein${"hausenbergerdorff".repeat(4)}`;

let stage: Stage;
let elsewhere: string;
let stop: () => void;
const pages: Page[] = [];

const track = (email: string, event: string) =>
  fetch(`${stage.url}/v1/track`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("local-server:")}`, "content-type": "application/json" },
    body: JSON.stringify({ event, userId: email, context: { traits: { email } } }),
  });
const addLeads = (leads: unknown[]) =>
  fetch(`${stage.url}/v1/leads`, {
    method: "POST",
    headers: { authorization: "Bearer local-admin", "content-type": "application/json" },
    body: JSON.stringify(leads),
  });
const search = async (q: string): Promise<{ items: { name: string }[] }> => {
  const answer = await fetch(`${stage.url}/v1/leads/search?q=${encodeURIComponent(q)}`, {
    headers: { authorization: "Bearer local-rep" },
  });
  return answer.json();
};

interface Chrome {
  chrome: {
    tabs: { query(asked: object): Promise<{ id?: number }[]> };
    runtime: { getContexts(filter: object): Promise<unknown[]> };
  };
}
async function background(): Promise<Worker> {
  const [worker] = stage.context.serviceWorkers();
  return worker ?? stage.context.waitForEvent("serviceworker");
}
async function extension(path: string): Promise<Page> {
  const page = await stage.context.newPage();
  pages.push(page);
  await page.setViewportSize({ width: 360, height: 600 });
  await page.goto(`${(await background()).url().replace(/background\.js$/, "")}${path}`);
  return page;
}
/** The browser's id of a page: the addresses of most are hidden from us. */
async function tabOf(page: Page): Promise<number> {
  await page.bringToFront();
  const tabs = await (await background()).evaluate(() =>
    (globalThis as unknown as Chrome).chrome.tabs.query({ active: true }),
  );
  const [only, ...others] = tabs;
  if (only?.id === undefined || others.length > 0) throw new Error("Not one tab in front");
  return only.id;
}
const openPopup = (beside: number | null): Promise<Page> => extension(`popup.html?tab=${beside ?? ""}`);
const section = (page: Page, name: string) => page.getByRole("region", { name });
async function check(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const spills = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(spills, what).toBe(0);
    expect(await axe(page), what).toEqual([]);
    if (process.env.SHOTS)
      await page.screenshot({
        path: `${process.env.SHOTS}/popup-${what}-${colorScheme}.png`,
        fullPage: true,
      });
  }
}

beforeAll(async () => {
  stage = await openStage();
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<title>A CRM of nobody's</title><main><h1>Ada Lovelace</h1>
      <a href="mailto:ada@analytical.example">ada@analytical.example</a></main>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  elsewhere = `http://127.0.0.1:${port}`;
  stop = () => server.close();
});
afterAll(async () => {
  stop();
  await stage.close();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close().catch(() => undefined);
});

describe("beside a mail", () => {
  let mail: Page;
  let tab: number;
  beforeAll(async () => {
    mail = await stage.gmail(ada);
    await (await panelIn(mail)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    tab = await tabOf(mail);
  });
  afterAll(() => mail.close());

  it("says that the page is read, and shows whom it is about", async () => {
    const popup = await openPopup(tab);
    const page = section(popup, "This page");
    await page.getByText("Reading Gmail: fine").waitFor();
    await page.getByRole("button", { name: /Ada Lovelace.*score \d+/ }).waitFor();
    await check(popup, "gmail");
  });

  it("lists my best leads, best first and none of others', and opens one in the panel", async () => {
    const popup = await openPopup(tab);
    const best = section(popup, "My best leads now");
    await best.getByRole("button", { name: "5 more" }).click();
    const leads = best.locator("button.lead");
    expect(await leads.count()).toBe(10);
    const scores = (await leads.allTextContents()).map((text) => Number(/score (\d+)/.exec(text)?.[1]));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect((await best.textContent()) ?? "").not.toMatch(/Owner:|Customer|Opted out/);
    const third = leads.nth(2);
    const name = (await third.locator("strong").first().textContent()) ?? "";
    await third.click();
    const panel = await panelIn(mail);
    await panel.getByRole("heading", { level: 1, name }).waitFor();
  });

  it("finds by name, company and address with the keyboard alone, and opens what Enter is on", async () => {
    const popup = await openPopup(tab);
    const field = popup.getByRole("combobox", { name: "Find a lead" });
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    for (const text of ["lovel", "analyti", "ada@analy", "ada lov"]) {
      await field.fill(text);
      await popup.getByRole("option", { name: /Ada Lovelace/ }).waitFor();
    }
    await field.fill("an");
    await popup.getByRole("option").nth(2).waitFor();
    await popup.keyboard.press("ArrowDown");
    await popup.keyboard.press("ArrowDown");
    await popup.keyboard.press("ArrowUp");
    const chosen = popup.getByRole("option", { selected: true });
    expect(await chosen.getAttribute("id")).toBe("found-1");
    expect(await field.getAttribute("aria-activedescendant")).toBe("found-1");
    await check(popup, "search");
    const name = (await chosen.locator("strong").first().textContent()) ?? "";
    await popup.keyboard.press("Enter");
    await (await panelIn(mail)).getByRole("heading", { level: 1, name }).waitFor();
    await popup.keyboard.press("Escape");
    await section(popup, "My best leads now").waitFor();
    await field.fill("zzqqx");
    await popup.getByText("No lead has a name, a company or an address that begins like this.").waitFor();
    await check(popup, "nobody-found");
  });

  it("holds 20 long names", async () => {
    await addLeads(
      Array.from({ length: 25 }, (_, n) => ({
        email: `long${n}@${"sub".repeat(15)}.example`,
        name: `${long} ${n}`,
        title: "Vice President of ".repeat(8),
        company: `${"Donaudampfschifffahrts".repeat(5)} ${n}`,
      })),
    );
    await expect.poll(async () => (await search("wolfe")).items.length, { timeout: 15_000 }).toBe(20);
    const popup = await openPopup(tab);
    await popup.getByRole("combobox").fill("wolfe");
    await expect.poll(() => popup.getByRole("option").count()).toBe(20);
    await check(popup, "long");
  });

  it("says who woke up since yesterday", async () => {
    expect((await track("sam@stale.example", "Pricing Viewed")).status).toBe(200);
    // How he stands is worked out a moment after the answer.
    await expect
      .poll(
        async () => {
          const popup = await openPopup(tab);
          const woken = section(popup, "Woke up since yesterday");
          await woken.getByText("Loading…").waitFor({ state: "detached" });
          const text = (await woken.textContent()) ?? "";
          await popup.close();
          return text;
        },
        { timeout: 15_000 },
      )
      .toMatch(/Sam Stale/);
    const popup = await openPopup(tab);
    await section(popup, "Woke up since yesterday").getByText(/^back/).first().waitFor();
    await check(popup, "woken");
  });

  it("switches the bands in lists off and on", async () => {
    const popup = await openPopup(tab);
    const chips = popup.getByRole("checkbox", { name: "Bands beside names in lists" });
    expect(await chips.isChecked()).toBe(true);
    await chips.uncheck();
    const again = await openPopup(tab);
    await expect
      .poll(() => again.getByRole("checkbox", { name: "Bands beside names in lists" }).isChecked())
      .toBe(false);
    await again.getByRole("checkbox").check();
  });

  it("offline, shows what is kept, as of when, and what waits", async () => {
    const first = await openPopup(tab);
    await section(first, "My best leads now").locator("button.lead").first().waitFor();
    const names = await section(first, "My best leads now").locator("strong.clip").allTextContents();
    await stage.stopWorker();
    const panel = await panelIn(mail);
    // A tab behind others takes no pointer.
    await panel
      .getByRole("button", { name: /Yes, good lead/ })
      .evaluate((button: HTMLElement) => button.click());
    await panel.getByText(/Waiting to send/).waitFor();
    const popup = await openPopup(tab);
    const best = section(popup, "My best leads now");
    await popup.getByText(/^Offline\. As of/).waitFor({ timeout: 20_000 });
    expect(await best.locator("strong.clip").allTextContents()).toEqual(names);
    await section(popup, "Waiting to be sent").getByText("Verdict").waitFor();
    await check(popup, "offline");
    await popup.getByRole("combobox").fill("ada");
    await popup.getByRole("status").getByText("Offline. Leadlight does not answer.").first().waitFor();
    await popup.keyboard.press("Escape");
    await stage.startWorker();
    // It may go out by itself before.
    await popup
      .getByRole("button", { name: "Try now" })
      .click({ timeout: 3_000 })
      .catch(() => undefined);
    await section(popup, "Waiting to be sent").waitFor({ state: "detached", timeout: 20_000 });
  });
});

describe("beside a page without a site", () => {
  it("offers to read it, or to stand beside it always", async () => {
    const page = await stage.context.newPage();
    pages.push(page);
    await page.goto(elsewhere);
    const tab = await tabOf(page);
    const popup = await openPopup(tab);
    const here = section(popup, "This page");
    await here.getByRole("button", { name: "Always beside http://127.0.0.1" }).waitFor();
    await check(popup, "elsewhere");
    await here.getByRole("button", { name: "Read this page" }).click();
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    const again = await openPopup(tab);
    await section(again, "This page")
      .getByRole("button", { name: /Ada Lovelace/ })
      .waitFor();
    await section(again, "This page").getByRole("button", { name: "Always beside http://127.0.0.1" }).click();
    await section(again, "This page").getByRole("button", { name: "No longer" }).click();
    await section(again, "This page")
      .getByRole("button", { name: "Always beside http://127.0.0.1" })
      .waitFor();
  });

  it("opens a lead at the browser's side where no script of ours stands", async () => {
    const page = await stage.context.newPage();
    pages.push(page);
    await page.goto(`${elsewhere}/again`);
    const popup = await openPopup(await tabOf(page));
    await section(popup, "This page").getByRole("button", { name: "Read this page" }).waitFor();
    await section(popup, "My best leads now").locator("button.lead").first().click();
    const side = () =>
      background().then((worker) =>
        worker.evaluate(async () => {
          const { chrome } = globalThis as unknown as Chrome;
          return (await chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] })).length;
        }),
      );
    await expect.poll(side).toBe(1);
    expect(await popup.getByRole("alert").count()).toBe(0);
    expect(await page.locator("leadlight-panel").count()).toBe(0);
  });

  it("says where nothing can be read", async () => {
    const popup = await openPopup(null);
    await section(popup, "This page").getByText("Leadlight cannot read this page.").waitFor();
  });
});

describe("with nobody signed in", () => {
  it("says so, and leads to the settings", async () => {
    const options = await extension("options.html");
    await options.getByRole("button", { name: "Disconnect" }).click();
    await options.getByLabel("Access token").waitFor();
    const popup = await openPopup(null);
    await popup.getByRole("heading", { name: "Not connected to Leadlight" }).waitFor();
    expect(await popup.getByRole("combobox").count()).toBe(0);
    await check(popup, "not-connected");
    await popup.getByRole("button", { name: "Connect" }).click();
  });
});

describe("in an empty workspace", () => {
  let sample: Stage;
  beforeAll(async () => {
    sample = stage;
    await stage.stopWorker();
    stage = await openStage({ workspace: "empty" });
  });
  afterAll(async () => {
    await stage.close();
    stage = sample;
  });

  it("says that nobody is there yet, and finds the first lead a moment after it came", async () => {
    const popup = await openPopup(null);
    await section(popup, "My best leads now")
      .getByText("No open leads are yours, or without an owner, yet.")
      .waitFor();
    await section(popup, "Woke up since yesterday").getByText("Nobody woke up since yesterday.").waitFor();
    await check(popup, "empty");
    await addLeads([{ email: "first@prospect.example", name: "Fiona First" }]);
    await expect.poll(async () => (await search("fio")).items.length, { timeout: 15_000 }).toBe(1);
    const again = await openPopup(null);
    await section(again, "My best leads now")
      .getByRole("button", { name: /Fiona First/ })
      .waitFor();
  });
});
