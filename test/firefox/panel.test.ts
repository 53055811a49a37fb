import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Insight } from "../../shared/contract/index.ts";
import { type LocalWorker, migrate, root, startWorker } from "../../worker/local/dev.ts";
import { loadLocalSample } from "../../worker/local/sample.ts";
import { freePort } from "../e2e/port.ts";
import { launchFirefox } from "./firefox.ts";

/**
 * The panel beside the sample mailbox in Firefox. Its frame is closed to the test as it is to the page: what a person
 * does there is done by mouse and key, and what became of it is asked of the Worker.
 */

const run = promisify(execFile);
const bin = (name: string) => join(root, "node_modules/.bin", name);
let folder: string;
let worker: LocalWorker;
let browser: Browser;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlight-firefox-"));
  const port = await freePort();
  url = `http://localhost:${port}`;
  const env = { ...process.env, PORT: `${port}`, OUT_DIR: join(folder, "dist"), VITEST: "" };
  const state = join(folder, "state");
  await Promise.all([
    run(bin("vite"), ["build"], { cwd: root, env }),
    run(bin("wxt"), ["build", "--mode", "loopback", "--browser", "firefox"], { cwd: root, env }),
    migrate(state).then(() => loadLocalSample(state)),
  ]);
  worker = await startWorker({ port, state });
  browser = await launchFirefox(join(folder, "dist/firefox-mv3-local"));
});
afterAll(async () => {
  await browser?.close();
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function mailbox(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${url}/sample/mail`);
  await page.waitForSelector("a");
  return page;
}
const openMail = (page: Page, from: string) => page.locator(`a ::-p-text(${from})`).click();

const insight = async (email: string) => {
  const answer = await fetch(`${url}/v1/insight?email=${email}`, {
    headers: { authorization: "Bearer local-rep" },
  });
  return Insight.parse(await answer.json());
};
/** The question is pinned to the panel's lower edge. */
const yes = { x: 1280 - 240, y: 860 - 24 };

/** For a person to look at, where `PICTURES` is set. */
async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  await mkdir(join(root, "docs/pictures"), { recursive: true });
  await page.screenshot({ path: join(root, `docs/pictures/firefox-${name}.png`) });
}

it("stands beside an open mail, and takes a verdict", async () => {
  const page = await mailbox();
  expect((await insight("ada@analytical.example")).feedback.mine).toBeNull();
  await openMail(page, "Ada Lovelace");
  await page.waitForSelector("leadlight-panel[data-state=open]");
  await vi.waitFor(
    async () => {
      await page.mouse.click(yes.x, yes.y);
      expect((await insight("ada@analytical.example")).feedback.mine?.verdict).toBe("good");
    },
    { timeout: 20_000, interval: 1_000 },
  );
  await picture(page, "panel");
  await page.close();
});

it("follows to the next mail, and folds by its own button", async () => {
  const page = await mailbox();
  await openMail(page, "Ada Lovelace");
  await page.waitForSelector("leadlight-panel[data-state=open]");
  await openMail(page, "Grace Hopper");
  await vi.waitFor(
    async () => {
      await page.mouse.click(yes.x, yes.y);
      expect((await insight("grace.hopper@harbour-systems.example")).feedback.mine?.verdict).toBe("good");
    },
    { timeout: 20_000, interval: 1_000 },
  );
  // The last of the head's buttons.
  await page.mouse.click(1280 - 24, 70);
  await page.waitForSelector("leadlight-panel[data-state=folded]");
  await page.close();
});

it("puts chips beside the senders who are leads", async () => {
  const page = await mailbox();
  await page.waitForFunction(() => document.querySelectorAll("leadlight-chip").length >= 5);
  await picture(page, "chips");
  await page.close();
});
