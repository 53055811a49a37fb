import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeIn, rowsIn } from "./database.ts";
import { axe, openStage, type Stage } from "./stage.ts";

/** The pages that tell marketing what arrives, and what campaigns bring, as a browser shows them. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A page of the dashboard as somebody sees it, with what its console says is wrong. */
async function open(path: string, who = "marketing", width = 1280): Promise<{ page: Page; wrong: string[] }> {
  await stage.context.addCookies([{ name: "leadlight_session", value: `local-${who}`, url: stage.url }]);
  const page = await stage.context.newPage();
  const wrong: string[] = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${stage.url}${path}`);
  return { page, wrong };
}

const spill = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe("on every screen", () => {
  const paths = [
    "/campaigns",
    "/campaigns?model=last",
    "/campaigns?by=content&campaign=Newsletter",
    "/campaigns?from=2020-01-01&to=2020-02-01",
    "/sources",
  ];
  for (const width of [1280, 390])
    for (const colorScheme of ["light", "dark"] as const)
      it(`${width} px, ${colorScheme}: nothing spills, and axe finds nothing`, async () => {
        for (const path of paths) {
          const { page, wrong } = await open(path, "marketing", width);
          await page.emulateMedia({ colorScheme });
          await page.getByRole("heading", { level: 1 }).waitFor();
          await page.waitForLoadState("networkidle");
          expect(await spill(page), path).toBe(0);
          expect(await axe(page), path).toEqual([]);
          expect(wrong, path).toEqual([]);
          await page.close();
        }
      });
});

describe("campaigns", () => {
  const firstName = (page: Page) => page.locator("tbody th").first().textContent();

  it("opens a channel into its campaigns and one of these into its content, and finds the way back", async () => {
    const { page } = await open("/campaigns");
    await page.getByRole("link", { name: "Paid Search" }).click();
    await page.getByRole("link", { name: "Search ads, maintenance software" }).click();
    await page.getByRole("rowheader", { name: "Free guide" }).waitFor();
    await page.getByRole("link", { name: "Paid Search" }).click();
    await page.getByRole("link", { name: "Search ads, brand" }).waitFor();
    await page.getByRole("link", { name: "All channels" }).click();
    await page.getByRole("link", { name: "Organic Search" }).waitFor();
    expect(new URL(page.url()).search).toBe("?by=channel");
    await page.close();
  });

  it("sorts, filters by name, and gives a spreadsheet", async () => {
    const { page } = await open("/campaigns?by=campaign");
    await page.getByRole("link", { name: "Campaign", exact: true }).last().click();
    await page
      .getByRole("columnheader", { name: "Campaign" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    expect(await firstName(page)).toBe("Audit checklist");
    await page.getByLabel("Name contains").fill("webinar");
    await page.getByText("Demo form").waitFor({ state: "detached" });
    // How many ran in these weeks depends on the day.
    const names = await page.locator("tbody th").allTextContents();
    expect(names).toContain("Autumn webinar");
    expect(names.filter((name) => !/webinar/i.test(name))).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^CSV/ }).click(),
    ]);
    expect(await readFile(await download.path(), "utf8")).toContain("Autumn webinar");
    await page.close();
  });

  it("is there for reps, too", async () => {
    const { page } = await open("/campaigns", "rep");
    await page.getByRole("link", { name: "Organic Search" }).waitFor();
    await page.goto(`${stage.url}/sources`);
    await page.getByRole("heading", { name: "Not for your role" }).waitFor();
    await page.close();
  });
});

describe("sources", () => {
  it("names an event, and takes that back", async () => {
    const { page } = await open("/sources");
    await page.getByLabel("What “Savings Estimated” counts as").selectOption({ label: "Form sent" });
    await page.getByRole("button", { name: "Name it: Savings Estimated" }).click();
    const back = page.getByRole("button", { name: "Take back: savings estimated" });
    await back.waitFor();
    expect(
      rowsIn(stage.state, "select kind, direction from event_kinds where name = 'savings estimated'"),
    ).toMatchObject([{ kind: "form", direction: "theirs" }]);
    await back.click();
    await back.waitFor({ state: "detached" });
    await page.close();
  });

  it("shows what strangers wrote as text, and lets an admin throw a dead letter away", async () => {
    const script = "<img src=x onerror=alert(1)>";
    changeIn(
      stage.state,
      "insert into unmapped_events values (?, ?, 99, ?, 'local-write')",
      script,
      script,
      Date.now(),
    );
    changeIn(
      stage.state,
      "insert into dead_letters values ('letter', ?, 'local-server', 3, 6, 'Not to be written', ?)",
      Date.now(),
      script,
    );
    const { page, wrong } = await open("/sources", "admin");
    await page.getByRole("rowheader", { name: script }).waitFor();
    await page.getByText("What it holds").click();
    await page.getByText(script).last().waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await page.getByRole("button", { name: /^Throw away:/ }).click();
    await page.getByRole("button", { name: /^Throw away for good:/ }).click();
    await page.getByRole("heading", { name: "Could not be written" }).waitFor({ state: "detached" });
    expect(rowsIn(stage.state, "select * from dead_letters")).toEqual([]);
    expect(wrong).toEqual([]);
    await page.close();
  });

  it("says what to do where nothing has arrived, and what went wrong where it cannot be asked", async () => {
    for (const table of ["arrivals", "rejections", "unmapped_events"])
      changeIn(stage.state, `delete from ${table}`);
    const { page } = await open("/sources");
    await page.getByText("Nothing has arrived yet").waitFor();
    await page.route("**/v1/sources", (route) => route.abort());
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("This could not be refreshed.").waitFor();
    await page.close();
  });
});

describe("changed pages", () => {
  const send = (who: string, path: string, method: string, body: unknown) =>
    fetch(`${stage.url}${path}`, {
      method,
      headers: { authorization: `Bearer local-${who}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it("says what extensions report, by site and version, once an admin allows it", async () => {
    const { page } = await open("/pages");
    await page.getByText("Extensions do not report here").waitFor();
    expect((await send("admin", "/v1/settings", "PUT", { driftReports: true })).status).toBe(200);
    const report = {
      site: "gmail",
      version: "0.1.0",
      kind: "nobody",
      signs: ["url: thread"],
      failed: ["sender: gD"],
      doubts: [],
      outline: "0 body\n1 div .main [role tabindex]\n",
    };
    expect((await send("rep", "/v1/drift", "POST", report)).status).toBe(204);
    await page.reload();
    await page.getByRole("heading", { name: "Gmail Extension 0.1.0" }).waitFor();
    await page.getByText("sender: gD").waitFor();
    await page.getByText("Outline of the page", { exact: true }).click();
    expect(await page.getByRole("region", { name: "Outline of a page of Gmail" }).textContent()).toContain(
      "  div .main [role tabindex]",
    );
    await page.close();
  });
});
