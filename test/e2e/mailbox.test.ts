import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsIn } from "./database.ts";
import { openStage, panelIn, type Stage } from "./stage.ts";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  await stage.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  page = await stage.context.newPage();
  await page.goto(`${stage.url}/sample/mail`);
});
afterAll(() => stage?.close());

const open = (name: string) => page.getByRole("link", { name }).first().click();
const count = (sql: string) => Number(rowsIn(stage.state, `select count(*) as n from ${sql}`)[0]?.n);
/** What is written behind the panel's back arrives soon. */
const eventually = async (sql: string, wanted: number) => {
  for (let tries = 0; tries < 60 && count(sql) !== wanted; tries += 1) await page.waitForTimeout(100);
  expect(count(sql)).toBe(wanted);
};
const isAway = () =>
  page.waitForFunction(() => {
    const host = document.querySelector("leadlight-panel");
    return host === null || getComputedStyle(host).display === "none";
  });

describe("the sample mailbox, with nothing to set", () => {
  it("shows the lead, notes that she was seen, the link that was copied, and what was asked for", async () => {
    await open("Ada Lovelace");
    const panel = await panelIn(page);
    await panel.getByText("Worth sales' time?").waitFor();
    const today =
      "seen s join leads l on l.id = s.lead_id where l.email = 'ada@analytical.example' and s.site = 'sample'";
    expect(count(today)).toBe(0);
    await eventually(today, 1);

    const uses = count("content_uses");
    await panel
      .getByRole("button", { name: /^Copy link/ })
      .first()
      .click();
    await panel.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^https:\/\//);
    await eventually("content_uses", uses + 1);

    const asked = count("content_requests");
    await panel.getByRole("button", { name: /Nothing fits/ }).click();
    await panel.getByRole("textbox").fill("A page on three plants");
    await panel.getByRole("button", { name: "Ask", exact: true }).click();
    await eventually("content_requests", asked + 1);
    expect(count("content_requests where text = 'A page on three plants'")).toBe(1);
  });

  it("asks who it is about where there are several, and remembers it for the thread", async () => {
    await open("Charles Babbage");
    const panel = await panelIn(page);
    await panel.getByText("Who is this about?").first().waitFor();
    await panel.getByRole("button", { name: /Charles Babbage/ }).click();
    await panel.getByRole("heading", { name: "Charles Babbage" }).waitFor();
    await open("Sam Stale");
    await panel.getByRole("heading", { name: "Sam Stale" }).waitFor();
    await open("Charles Babbage");
    await panel.getByRole("heading", { name: "Charles Babbage" }).waitFor();
  });

  it("reads the lead of a form's notification from Reply-To", async () => {
    await open("Grace Hopper");
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Grace Hopper" }).waitFor();
  });

  it("stays away from colleagues and robots", async () => {
    await open("Katharina Jost");
    await isAway();
    await open("Ada Lovelace");
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await open("Calendar");
    await isAway();
  });
});
