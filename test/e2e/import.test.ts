import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../worker/local/dev.ts";
import { rowsIn } from "./database.ts";
import {
  crmExport,
  educationLeads,
  hasRealData,
  leadsAndDeals,
  shortList,
  wideFile,
} from "./import-files.ts";
import { axe, openStage, type Stage } from "./stage.ts";

const folder = mkdtempSync(join(tmpdir(), "leadlight-files-"));
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ workspace: "empty" });
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const LONG = 240_000;
const shown = (count: number) => count.toLocaleString("en");

/** A page of somebody who has just signed in as marketing. */
async function signedIn(): Promise<Page> {
  const page = await stage.context.newPage();
  // From here on no chooser opens by itself, however fast it is asked for
  page.on("filechooser", () => {});
  await page.goto(stage.url);
  const button = page.getByRole("button", { name: "Sign in as marketing" });
  const heading = page.getByRole("heading", { level: 1 });
  await heading.waitFor();
  if (await button.isVisible()) {
    await button.click();
    await page.getByRole("heading", { name: "What sales says about our leads" }).waitFor();
  }
  return page;
}

/** Nothing for axe to say in light and dark, nothing wider than the screen at 390 px; and a picture, where wanted. */
async function looksRight(page: Page, screen: string, picture?: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axe(page), `${screen}, ${colorScheme}`).toEqual([]);
  }
  if (picture && process.env.PICTURES === "1")
    await page.screenshot({ path: join(root, "docs/pictures", `${picture}.png`) });
  const wide = page.viewportSize() ?? { width: 1280, height: 860 };
  await page.setViewportSize({ width: 390, height: 844 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${screen} at 390 px`).toBeLessThanOrEqual(0);
  await page.setViewportSize(wide);
}

/** Uploads a file on the page where imports start. */
async function choose(page: Page, kind: "Leads" | "Touches" | "Deals", path: string): Promise<void> {
  await page.goto(`${stage.url}/imports`);
  await page.getByRole("radio", { name: kind }).check();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles(path);
  await page.getByRole("heading", { name: "What will happen" }).waitFor();
}

const startButton = (page: Page) => page.getByRole("button", { name: /^Import [\d,]+/ });

/** Until the preview is of what was chosen last. */
async function counted(page: Page): Promise<string> {
  await page
    .getByText(/will be$/)
    .first()
    .waitFor({ timeout: LONG });
  await page.locator('[aria-disabled="false"]', { hasText: /^Import [\d,]+/ }).waitFor({ timeout: LONG });
  return page.locator(".preview .tally").innerText();
}

async function comeIn(page: Page, sentence: string): Promise<void> {
  await counted(page);
  await startButton(page).click();
  await page.getByRole("heading", { name: sentence }).waitFor({ timeout: LONG });
}

/** The totals by source or month as the page shows them: its name to leads and won. */
async function totals(page: Page, caption: "By source" | "By month"): Promise<Map<string, [string, string]>> {
  const table = page.getByRole("table", { name: caption });
  await table.waitFor();
  const all = page.getByRole("button", { name: /^Show all/ });
  while (await all.first().isVisible()) await all.first().click();
  const rows = await table
    .locator("tbody tr")
    .evaluateAll((trs) => trs.map((tr) => [...tr.children].map((cell) => cell.textContent ?? "")));
  return new Map(rows.map(([name = "", leads = "", won = ""]) => [name, [leads, won]]));
}

const leadsOf = (found: Map<string, [string, string]>) =>
  [...found].map(([name, [leads]]) => [name, leads]).toSorted();
const wanted = (counts: ReadonlyMap<string, number>, none = "No source") =>
  [...counts].map(([name, leads]) => [name || none, shown(leads)]).toSorted();

describe("a newcomer's way", () => {
  it(
    "leads from an empty workspace to leads that are in",
    async () => {
      const file = crmExport(join(folder, "crm-export.csv"), 9_240);
      const page = await signedIn();
      await page.getByText("There are no leads here yet").waitFor();
      await looksRight(page, "the report of an empty workspace");
      await page.getByRole("link", { name: "Import your leads" }).click();
      await page.getByRole("heading", { name: "New import" }).waitFor();
      await looksRight(page, "the start", "import-start");

      await choose(page, "Leads", file.path);
      await page.getByText("Needs your answer", { exact: true }).waitFor();
      await looksRight(page, "the questions", "import-questions");
      await page.getByRole("button", { name: "Show me" }).click();
      await page.getByRole("radio", { name: /^Day first/ }).check();
      const record = page.getByLabel("Record ID becomes", { exact: true });
      await record.focus();
      await record.selectOption({ label: "Id in another tool" });
      expect(await counted(page)).toBe("9,240 new · 0 known · 12 rows twice in this file · 6 refused");
      expect(rowsIn(stage.state, "select 1 from leads")).toEqual([]);
      await page.locator("section.preview").evaluate((section) => section.scrollIntoView());
      await looksRight(page, "the preview", "import-preview");

      await page.getByRole("button", { name: "Import 9,240 leads" }).click();
      await page.getByRole("heading", { name: "The leads are coming in" }).waitFor();
      await page.getByRole("progressbar").waitFor();
      await looksRight(page, "running");
      await page.getByRole("heading", { name: "9,240 leads are in." }).waitFor({ timeout: LONG });
      expect(leadsOf(await totals(page, "By source"))).toEqual(wanted(file.bySource));
      await looksRight(page, "done", "import-done");

      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: /^Download them/ }).click();
      expect((await download).suggestedFilename()).toMatch(/\.csv$/);

      await choose(page, "Leads", file.path);
      await page.getByText(/as you had them when a file with these columns came before/).waitFor();
      expect(await page.getByLabel("Which tool's id Record ID is").inputValue()).toBe("record_id");
      expect(await counted(page)).toBe("0 new · 9,240 known · 12 rows twice in this file · 6 refused");
      await page.getByText(/starting would change nothing/).waitFor();
      await looksRight(page, "the same file again");
      await page.getByRole("link", { name: "Feedback", exact: true }).click();
      await page.getByText("No verdicts in this time").waitFor();
      await page.close();
    },
    2 * LONG,
  );

  it(
    "works with the keyboard alone",
    async () => {
      const path = shortList(join(folder, "short.csv"), "First contact", 20);
      const page = await signedIn();
      await page.goto(`${stage.url}/imports`);
      await page.getByRole("heading", { name: "New import" }).waitFor();
      const focused = () =>
        page.evaluate(() => {
          const { activeElement: at, body } = document;
          return at === body
            ? ""
            : `${at?.getAttribute("aria-label") ?? ""} ${at?.textContent ?? ""} ${at?.closest("label")?.textContent ?? ""}`;
        });
      const tabTo = async (what: RegExp) => {
        for (let tries = 0; tries < 80; tries += 1) {
          await page.keyboard.press("Tab");
          if (what.test(await focused())) return;
        }
        throw new Error(`Tab never comes to ${what}`);
      };
      await tabTo(/Leads/);
      await tabTo(/Choose a file/);
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Enter");
      await (await chooser).setFiles(path);
      await page.getByText("Needs your answer", { exact: true }).waitFor();
      await tabTo(/Day first/);
      await page.keyboard.press("Space");
      await counted(page);
      await tabTo(/^ ?Import 20 leads/);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "20 leads are in." }).waitFor({ timeout: LONG });
      await tabTo(/Roll back/);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      expect(await focused()).toContain("Roll back");
      await page.close();
    },
    LONG,
  );
});

describe("a date that can be read in two ways", () => {
  it(
    "is asked, and read as answered",
    async () => {
      const path = shortList(join(folder, "dates.csv"), "Created", 9);
      const page = await signedIn();
      await choose(page, "Leads", path);
      await page.getByText("1 question needs your answer first.").waitFor();
      const start = page.getByRole("button", { name: "Import", exact: true });
      expect(await start.getAttribute("aria-disabled")).toBe("true");
      await page.getByRole("radio", { name: /^Month first/ }).check();
      await counted(page);
      await comeIn(page, "9 leads are in.");
      expect(
        rowsIn(
          stage.state,
          "select strftime('%Y-%m-%d', created_at / 1000, 'unixepoch') as day from leads where email = 'person1@created.example'",
        ).map((row) => row.day),
      ).toEqual(["2025-02-03"]);
      await page.close();
    },
    LONG,
  );
});

describe("leads, and the deals that some became", () => {
  it(
    "join by their key, with totals as in the tool that they came from",
    async () => {
      const pair = leadsAndDeals(folder);
      const page = await signedIn();
      await choose(page, "Leads", pair.leads.path);
      await comeIn(page, `${shown(pair.leads.count)} leads are in.`);
      expect(leadsOf(await totals(page, "By source"))).toEqual(wanted(pair.leads.bySource));
      const months = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
      expect(leadsOf(await totals(page, "By month"))).toEqual(
        wanted(new Map([...pair.byMonth].map(([month, n]) => [months.format(new Date(`${month}-01`)), n]))),
      );
      const address = page.url();

      await page.getByRole("link", { name: "Import deals" }).click();
      expect(await page.getByRole("radio", { name: "Deals" }).isChecked()).toBe(true);
      await choose(page, "Deals", pair.deals.path);
      await comeIn(page, `${shown(pair.deals.count)} deals are in.`);

      await page.goto(address);
      const won = [...(await totals(page, "By source"))].map(([name, [, won]]) => [name, won]).toSorted();
      expect(won.filter(([, count]) => count !== "0")).toEqual(wanted(pair.deals.wonBySource));
      await page.close();
    },
    2 * LONG,
  );
});

describe("an import that goes on by itself", () => {
  it(
    "outlives its page, stops, goes on, and is rolled back",
    async () => {
      const before = rowsIn(stage.state, "select count(*) as n from leads")[0]?.n;
      const file = crmExport(join(folder, "long.csv"), 12_000);
      const page = await signedIn();
      await choose(page, "Leads", file.path);
      const order = page.getByRole("radio", { name: /^Month first/ });
      if (await order.isVisible()) await order.check();
      await counted(page);
      await startButton(page).click();
      await page.getByRole("progressbar").waitFor();
      await page.close();

      const again = await signedIn();
      await again.goto(`${stage.url}/imports`);
      await again.getByRole("progressbar", { name: "long.csv" }).waitFor();
      await looksRight(again, "the list while one runs");
      await again.getByRole("link", { name: "long.csv" }).click();
      await again.getByRole("button", { name: "Stop" }).click();
      await again.getByRole("heading", { name: /^Stopped after [\d,]+ of/ }).waitFor();
      await looksRight(again, "stopped");
      await again.getByRole("button", { name: "Go on" }).click();
      await again.getByRole("progressbar").waitFor();
      await stage.context.setOffline(true);
      await again.getByText(/^Offline\. As of/).waitFor();
      await stage.context.setOffline(false);
      await again.getByRole("heading", { name: /are in\.$/ }).waitFor({ timeout: LONG });

      await again.getByRole("button", { name: /^Roll back/ }).click();
      await again.getByRole("group", { name: /^Roll back/ }).waitFor();
      await looksRight(again, "the question before a rollback");
      await again.getByRole("button", { name: "Roll it back" }).click();
      await again.getByRole("heading", { name: "What will happen" }).waitFor({ timeout: LONG });
      expect(rowsIn(stage.state, "select count(*) as n from leads")[0]?.n).toBe(before);
      await counted(again);
      await again.close();
    },
    3 * LONG,
  );
});

describe("what goes wrong", () => {
  it(
    "a file that is dropped, an upload that is cancelled, a workbook",
    async () => {
      const page = await signedIn();
      await page.goto(`${stage.url}/imports`);
      const button = page.getByRole("button", { name: "Choose a file" });
      await button.waitFor();
      const pick = async (file: { name: string; mimeType: string; buffer: Buffer }) => {
        const chooser = page.waitForEvent("filechooser");
        await button.click();
        await (await chooser).setFiles(file);
      };
      await page.route("**/v1/imports?*", async (route) => {
        await new Promise((done) => setTimeout(done, 3_000));
        await route.continue().catch(() => {});
      });
      await pick({ name: "slow.csv", mimeType: "text/csv", buffer: Buffer.from("Email\na@slow.example\n") });
      await page.getByRole("button", { name: "Cancel" }).click();
      await button.waitFor();
      expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
      await page.unroute("**/v1/imports?*");

      await pick({ name: "leads.xlsx", mimeType: "", buffer: Buffer.from("PK\u0003\u0004xl/workbook.xml") });
      await page.getByText("This file did not go in").waitFor();
      await looksRight(page, "a file that was refused");

      const data = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(["Email,Name\na@dropped.example,Ada\n"], "dropped.csv"));
        return transfer;
      });
      await page.dispatchEvent("main", "dragover", { dataTransfer: data });
      await page.getByText("Let go, and the file is looked at.").waitFor();
      await page.dispatchEvent("main", "drop", { dataTransfer: data });
      await page.getByRole("heading", { name: "dropped.csv" }).waitFor();
      await page.getByRole("heading", { name: "What will happen" }).waitFor();
      const email = page.getByLabel("Email becomes", { exact: true });
      await email.focus();
      await email.selectOption("ignore");
      await page
        .getByRole("alert")
        .getByText(/must be the email address or an id/)
        .waitFor();
      await looksRight(page, "a mapping with nothing to know a lead by");
      await page.reload();
      await page
        .getByRole("alert")
        .getByText(/must be the email address or an id/)
        .waitFor();
      await page.getByRole("button", { name: "Delete this file" }).click();
      await page.getByRole("button", { name: "Delete the file" }).click();
      await page.getByRole("heading", { name: "New import" }).waitFor();
      await page.getByRole("heading", { name: "So far" }).waitFor();
      for (const name of ["slow.csv", "leads.xlsx", "dropped.csv"])
        expect(await page.getByRole("link", { name }).count(), name).toBe(0);
      await page.close();
    },
    LONG,
  );

  it(
    "names that are scripts are names, and 512 columns are answered at once",
    async () => {
      const page = await signedIn();
      page.on("dialog", () => expect.unreachable());
      await choose(page, "Leads", wideFile(join(folder, "wide.csv")));
      await page.getByText("<img src=x onerror=alert(1)>", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Show all 512 columns" }).click();
      await page.getByLabel("Column 507 becomes", { exact: true }).waitFor();
      const from = performance.now();
      await page
        .getByLabel("Name of the attribute that Column 1 becomes", { exact: true })
        .pressSequentially("abcdefgh");
      await page.getByLabel("Find a column").fill("column 50");
      await page.getByText("9 of 512 columns").waitFor();
      expect(performance.now() - from).toBeLessThan(4_000);
      await counted(page);
      await looksRight(page, "512 columns");
      await page.close();
    },
    LONG,
  );
});

describe.runIf(hasRealData)("the leads of an education company", () => {
  it(
    "come in, all of them",
    async () => {
      const file = educationLeads();
      const page = await signedIn();
      await choose(page, "Leads", file.path);
      await comeIn(page, "9,240 leads are in.");
      expect(leadsOf(await totals(page, "By source"))).toEqual(wanted(file.bySource));
      await page.close();
    },
    2 * LONG,
  );
});
