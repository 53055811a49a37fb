import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort } from "../e2e/port.ts";
import { openStage, panelIn, type Stage } from "../e2e/stage.ts";
import { PASSWORD, startDovecot } from "./dovecot.ts";
import { mails, REP } from "./mails.ts";
import { installPeers, type Running } from "./packages.ts";
import { startRoundcube } from "./roundcube.ts";

/** Debian's Roundcube and Dovecot with mails of ours, and the extension beside them, as a rep has it: always beside this site. */

const pattern = "http://127.0.0.1/*";
const running: Running[] = [];
let folder: string;
let imap: number;
let stage: Stage;
const pictures = process.env.PICTURES_TO;
vi.setConfig({ expect: { poll: { timeout: 20_000 } } });

beforeAll(async () => {
  await installPeers();
  folder = await mkdtemp(join(tmpdir(), "leadlight-peers-"));
  imap = await freePort();
  running.push(await startDovecot(folder, imap, mails));
  stage = await openStage({ viewport: { width: 1600, height: 860 } });
  const own = await ownPage();
  expect(await ask(own, "alwaysBeside", { pattern })).toBe(true);
  await own.close();
});
afterAll(async () => {
  await stage?.close();
  await Promise.all(running.map((one) => one.stop()));
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function ownPage(): Promise<Page> {
  const worker = stage.context.serviceWorkers()[0] ?? (await stage.context.waitForEvent("serviceworker"));
  const page = await stage.context.newPage();
  await page.goto(new URL("/options.html", worker.url()).href);
  return page;
}

/** Asks the background as the extension's own pages do. */
async function ask(from: Page, type: string, data: unknown): Promise<unknown> {
  const answer = await from.evaluate(
    (sent: { type: string; data: unknown }) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(message: object): Promise<{ res?: unknown } | undefined> } };
      };
      return chrome.runtime.sendMessage({ ...sent, id: Math.random() * 1e6, timestamp: Date.now() });
    },
    { type, data },
  );
  return answer?.res;
}

/** A mailbox of its own in this language, signed in, its list shown. */
async function openMailbox(language: string): Promise<{ page: Page; origin: string }> {
  const web = await freePort();
  running.push(await startRoundcube(join(folder, language), { web, imap }, language));
  const origin = `http://127.0.0.1:${web}`;
  const page = await stage.context.newPage();
  await page.goto(`${origin}/`);
  await page.fill("input[name=_user]", REP);
  await page.fill("input[name=_pass]", PASSWORD);
  await page.press("input[name=_pass]", "Enter");
  await page
    .locator("#messagelist tr.message")
    .first()
    .waitFor()
    .catch((error: unknown) => {
      throw new Error(`No list: ${running.map((one) => one.said()).join("\n")}`, { cause: error });
    });
  return { page, origin };
}

const line = (page: Page, subject: string) => page.locator("#messagelist tr.message", { hasText: subject });
const stateOf = (page: Page) =>
  page.evaluate(() => document.querySelector("leadlight-panel")?.getAttribute("data-state") ?? "none");
const shows = async (page: Page, name: string): Promise<Frame> => {
  const panel = await panelIn(page);
  await panel.getByRole("heading", { name, level: 1 }).waitFor();
  await expect.poll(() => stateOf(page)).toBe("open");
  return panel;
};
const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

describe.each(["en_US", "de_DE"])("beside Roundcube in %s", (language) => {
  let page: Page;
  let origin: string;
  beforeAll(async () => {
    ({ page, origin } = await openMailbox(language));
  });
  afterAll(() => page?.close());

  it("a list: nobody is meant; chips beside known leads alone", async () => {
    await expect.poll(() => page.locator("leadlight-chip").count()).toBe(2);
    expect(await stateOf(page)).not.toBe("open");
    for (const subject of ["Forged links", "Plain question"])
      expect(await line(page, subject).locator("leadlight-chip").count()).toBe(1);
    await picture(page, `roundcube-list-${language}`);
  });

  it("the preview frame: whoever wrote the mail that is clicked", async () => {
    await line(page, "Plain question").click();
    await shows(page, "Sam Stale");
    await picture(page, `roundcube-preview-${language}`);
    await line(page, "Forged links").click();
    await shows(page, "Ada Lovelace");
  });

  it("a form's notification: the one in Reply-To, not the robot that sent it", async () => {
    await line(page, "Plain question").click();
    await shows(page, "Sam Stale");
    await line(page, "New form entry").click();
    await shows(page, "Ada Lovelace");
  });

  it("our own answer, the newest: the one it went to", async () => {
    await line(page, "our own answer").click();
    await shows(page, "Charles Babbage");
  });

  it("a list's mail: its writer, who is no lead, and nobody of the list", async () => {
    await line(page, "To everybody on the list").click();
    const panel = await panelIn(page);
    await panel.getByText("mary@outside.example").first().waitFor();
    expect(await panel.getByText("talk@lists.outside.example").count()).toBe(0);
  });

  it("forged people in a mail's text are nobody", async () => {
    await line(page, "Forged links").click();
    const panel = await shows(page, "Ada Lovelace");
    for (const nobody of ["eve@evil.example", "Eve", "Sam Stale"])
      expect(await panel.getByText(nobody, { exact: true }).count()).toBe(0);
  });

  it("an open mail, in a tab of its own; and back to the list", async () => {
    await line(page, "New form entry").dblclick();
    await page.waitForURL(/_action=show/);
    await shows(page, "Ada Lovelace");
    await picture(page, `roundcube-open-${language}`);
    await page.goto(`${origin}/?_task=mail&_mbox=INBOX`);
    await page.locator("#messagelist tr.message").first().waitFor();
    await expect.poll(() => stateOf(page)).not.toBe("open");
  });

  it("nobody's address but leads' leaves the browser, and theirs hashed", () => {
    const sent = stage.requests.filter((request) => request.includes(stage.url)).join("\n");
    const hash = (address: string) => createHash("sha256").update(address).digest("hex");
    expect(sent).toContain(hash("ada@analytical.example"));
    for (const address of ["mary@outside.example", "noreply@forms.example", "eve@evil.example", REP]) {
      expect(sent).not.toContain(hash(address));
      expect(sent).not.toContain(address);
    }
  });
});
