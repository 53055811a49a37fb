import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gmailPage } from "./gmail.ts";
import { goTo, openStage, panelIn, type Stage } from "./stage.ts";

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const sam = { email: "sam@stale.example", name: "Sam Stale" };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ viewport: { width: 1600, height: 900 } });
});
afterAll(() => stage?.close());

const shows = async (page: Page, name: string) =>
  (await panelIn(page)).getByRole("heading", { name, level: 1 }).waitFor();

async function adaOpen(): Promise<Page> {
  const page = await stage.gmail(ada);
  await shows(page, "Ada Lovelace");
  return page;
}

/** Where the panel's box is, and whether a click there would reach it. */
const panelBox = (page: Page) =>
  page.evaluate(() => {
    const host = document.querySelector("leadlight-panel");
    if (!host) return null;
    const { left, right, width, top, height } = host.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    return { left, right, width, isOnTop: at === host };
  });
const untilPanel = (page: Page, isOnTop: boolean) =>
  page.waitForFunction((wanted) => {
    const host = document.querySelector("leadlight-panel");
    const box = host?.getBoundingClientRect();
    if (!host || !box) return false;
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return (box.width > 0 && at === host) === wanted;
  }, isOnTop);

describe("what has the page for itself", () => {
  it("a dialog: the panel is out of its way, and nothing moves", async () => {
    const page = await adaOpen();
    const column = () =>
      page.evaluate(() => document.querySelector("[role=main]")?.getBoundingClientRect().width);
    const before = await column();
    await page.evaluate(() => {
      const dialog = document.createElement("div");
      dialog.setAttribute("role", "dialog");
      dialog.setAttribute("aria-modal", "true");
      dialog.id = "dialog";
      // Below the panel's layer: nothing but good manners lets it be seen.
      dialog.style.cssText = "position: fixed; inset: 0; z-index: 1; background: rgb(0 0 0 / 50%)";
      dialog.textContent = "Discard this draft?";
      document.body.append(dialog);
    });
    await untilPanel(page, false);
    expect(await column()).toBe(before);
    await page.evaluate(() => document.getElementById("dialog")?.remove());
    await untilPanel(page, true);
    await page.close();
  });

  it("a modal <dialog>", async () => {
    const page = await adaOpen();
    await page.evaluate(() => {
      const dialog = document.createElement("dialog");
      dialog.textContent = "Discard this draft?";
      document.body.append(dialog);
      dialog.showModal();
    });
    await untilPanel(page, false);
    await page.evaluate(() => document.querySelector("dialog")?.close());
    await untilPanel(page, true);
    await page.close();
  });

  it("paper", async () => {
    const page = await adaOpen();
    await page.emulateMedia({ media: "print" });
    expect(await panelBox(page)).toMatchObject({ width: 0 });
    const main = await page.evaluate(() => {
      const column = document.querySelector(".bkK");
      return column && getComputedStyle(column).marginRight;
    });
    expect(main).toBe("0px");
    await page.close();
  });

  it("a presentation on the full screen", async () => {
    const page = await adaOpen();
    await page.evaluate(() => {
      const button = document.createElement("button");
      button.id = "present";
      button.textContent = "Present";
      button.style.cssText = "position: fixed; left: 0; top: 0; z-index: 9";
      button.onclick = () => document.documentElement.requestFullscreen();
      document.body.append(button);
    });
    await page.click("#present");
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.waitForFunction(() => document.querySelector("leadlight-panel")?.clientWidth === 0);
    await page.evaluate(() => document.exitFullscreen());
    await untilPanel(page, true);
    await page.close();
  });
});

/** Puts a side bar at the right, as other extensions do; runs in the page. */
const sideBar = ({
  width,
  right,
  how,
}: {
  width: number;
  right: number;
  how: "frame" | "closed" | "squeezes";
}) => {
  const css = `position: fixed; top: 0; right: ${right}px; width: ${width}px; height: 100vh; border: 0; z-index: 99999; background: #cde`;
  if (how === "closed") {
    const host = document.createElement("other-extension");
    const inside = document.createElement("div");
    inside.style.cssText = css;
    host.attachShadow({ mode: "closed" }).append(inside);
    document.documentElement.append(host);
    return;
  }
  const frame = document.createElement("iframe");
  frame.style.cssText = css;
  document.body.append(frame);
  if (how === "squeezes") document.body.style.marginRight = `${width}px`;
};

describe("other extensions at the right edge", () => {
  it.each([
    ["a frame over the page", [{ width: 280, right: 0, how: "frame" as const }], 280],
    ["one in a closed box of no size", [{ width: 300, right: 0, how: "closed" as const }], 300],
    [
      "two of them",
      [
        { width: 260, right: 0, how: "frame" as const },
        { width: 240, right: 260, how: "closed" as const },
      ],
      500,
    ],
    ["one for which the page has made room", [{ width: 280, right: 0, how: "squeezes" as const }], 280],
  ])("%s: ours stands left of it, and covers nothing", async (_, bars, taken) => {
    const page = await adaOpen();
    for (const bar of bars) await page.evaluate(sideBar, bar);
    const left = (wanted: number) =>
      page.waitForFunction((wanted) => {
        const box = document.querySelector("leadlight-panel")?.getBoundingClientRect();
        return box !== undefined && Math.abs(innerWidth - box.right - wanted) <= 1;
      }, wanted);
    // Gmail's own rail, 56 pixels wide, is squeezed with the page, and is where it was otherwise.
    await left(bars[0]?.how === "squeezes" ? taken + 56 : taken);
    const covered = await page.evaluate(() => {
      const panel = document.querySelector("leadlight-panel")?.getBoundingClientRect();
      const main = document.querySelector("[role=main]")?.getBoundingClientRect();
      return panel && main ? main.right - panel.left : null;
    });
    expect(covered).toBeLessThanOrEqual(1);
    // It stays where it is: nothing goes to and fro.
    await page.waitForTimeout(2500);
    await left(bars[0]?.how === "squeezes" ? taken + 56 : taken);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("other-extension, body > iframe")) one.remove();
      document.body.style.marginRight = "";
    });
    await left(56);
    await page.close();
  });
});

describe("several at once", () => {
  it("two accounts and three tabs: each panel speaks of its own page", async () => {
    const accounts = ["rosa.reyes@leadlight-sample.example", "rosa@elsewhere.example"];
    const openAs = async (account: number, mail: typeof ada) => {
      const html = gmailPage(mail).replaceAll(accounts[0] ?? "", accounts[account] ?? "");
      const page = await stage.gmail(mail, html);
      await page.goto(`https://mail.google.com/mail/u/${account}/#inbox/same-thread`);
      return page;
    };
    const pages = [await openAs(0, ada), await openAs(1, sam), await openAs(1, ada)] as const;
    await shows(pages[0], ada.name);
    await shows(pages[1], sam.name);
    await shows(pages[2], ada.name);
    await Promise.all([goTo(pages[0], sam, 1), goTo(pages[1], ada, 1)]);
    await shows(pages[0], sam.name);
    await shows(pages[1], ada.name);
    await pages[2].waitForTimeout(300);
    await shows(pages[2], ada.name);
    for (const page of pages) await page.close();
  });
});

describe("a page that keeps still", () => {
  it("is left alone: nothing of ours changes in it", async () => {
    const page = await adaOpen();
    await page.waitForTimeout(2500);
    const changes = await page.evaluate(async () => {
      let count = 0;
      const observer = new MutationObserver((records) => {
        count += records.length;
      });
      observer.observe(document, { attributes: true, childList: true, subtree: true, characterData: true });
      await new Promise((done) => setTimeout(done, 4000));
      observer.disconnect();
      return count;
    });
    expect(changes).toBe(0);
    await page.close();
  });
});

describe("in a narrow window", () => {
  it("stands folded at the edge, left of others", async () => {
    const page = await stage.gmail(ada);
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.evaluate(sideBar, { width: 240, right: 0, how: "frame" as const });
    await page.waitForFunction(() => {
      const host = document.querySelector("leadlight-panel");
      const box = host?.getBoundingClientRect();
      return (
        host?.getAttribute("data-state") === "folded" && box && Math.abs(innerWidth - box.right - 240) <= 1
      );
    });
    expect(await panelBox(page)).toMatchObject({ width: 28, isOnTop: true });
    await page.close();
  });
});

/** Loads the extension anew, as an update does. */
async function reload(context: BrowserContext): Promise<void> {
  const [worker] = context.serviceWorkers();
  const again = context.waitForEvent("serviceworker");
  await worker
    ?.evaluate(() => {
      (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload();
    })
    .catch(() => undefined);
  await again;
}

describe("the extension updated under open pages", () => {
  it("old frames leave quietly; where the browser lets it, the new script takes over", async () => {
    const mail = await adaOpen();
    const errors: string[] = [];
    const sample = await stage.context.newPage();
    for (const page of [mail, sample]) {
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    }
    await sample.goto(`${stage.url}/sample/mail`);
    await sample.getByText("Ada Lovelace").first().click();
    await shows(sample, "Ada Lovelace");

    await sample.evaluate(() => document.querySelector("leadlight-panel")?.setAttribute("data-old", ""));
    await reload(stage.context);
    await mail.waitForFunction(() => document.querySelector("leadlight-panel") === null);
    await sample.waitForSelector("leadlight-panel:not([data-old])", { state: "attached" });
    expect(await sample.locator("leadlight-panel[data-old]").count()).toBe(0);
    await shows(sample, "Ada Lovelace");
    await mail.waitForTimeout(2000);
    expect(await mail.locator("leadlight-panel").count()).toBe(0);
    expect(await sample.locator("leadlight-panel").count()).toBe(1);
    expect(errors).toEqual([]);

    await mail.reload();
    await shows(mail, "Ada Lovelace");
    for (const page of [mail, sample]) await page.close();
  });

  it("removed: nothing of it is left on any page", async () => {
    const mail = await adaOpen();
    const errors: string[] = [];
    mail.on("pageerror", (error) => errors.push(String(error)));
    const [worker] = stage.context.serviceWorkers();
    await worker
      ?.evaluate(() => {
        (
          globalThis as unknown as { chrome: { management: { uninstallSelf(): void } } }
        ).chrome.management.uninstallSelf();
      })
      .catch(() => undefined);
    await mail.waitForFunction(() => document.querySelector("leadlight-panel") === null);
    await goTo(mail, sam, 1);
    await mail.waitForTimeout(1500);
    expect(await mail.locator("leadlight-panel").count()).toBe(0);
    expect(
      await mail.evaluate(
        () => getComputedStyle(document.querySelector(".bkK") ?? document.body).marginRight,
      ),
    ).toBe("0px");
    expect(errors).toEqual([]);
    await mail.close();
  });
});
