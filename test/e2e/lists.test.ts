import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Chip } from "../../shared/contract/index.ts";
import { rowsIn } from "./database.ts";
import type { Mail } from "./gmail.ts";
import {
  cellsOf,
  inOurWorld,
  openInbox,
  type Person,
  type Recycling,
  record,
  recordedIn,
  recycle,
  weigh,
} from "./inbox.ts";
import { axe, openStage, panelIn, type Stage } from "./stage.ts";

declare global {
  interface Window {
    recycling: Recycling;
  }
}

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const newcomer = { email: "nora.newcomer@nowhere.example", name: "Nora Newcomer" };
const stranger = (number: number): Mail => ({
  email: `stranger${number}@nowhere.example`,
  name: `Stranger ${number}`,
});
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());
afterEach(async () => {
  for (const page of stage.context.pages().slice(1)) await page.close();
});

/** Leads of the sample with an address. Whoever was asked about in one test is known in the next. */
const leadsOf = (count: number, from = 0): Mail[] =>
  rowsIn(
    stage.state,
    `select email, coalesce(name, email) as name from leads where email is not null order by id limit ${count} offset ${from}`,
  ).map(({ email, name }) => ({ email: `${email}`, name: `${name}` }));

/** What the chips of these leads say, by address. */
async function rightfulOf(leads: readonly Mail[]): Promise<Record<string, string>> {
  const answer = await fetch(`${stage.url}/v1/insights`, {
    method: "POST",
    headers: { authorization: "Bearer local-rep", "content-type": "application/json" },
    body: JSON.stringify({ keys: leads.map(({ email }) => `email:${email}`) }),
  });
  const { items } = (await answer.json()) as { items: Chip[] };
  return Object.fromEntries(
    items.map(({ key, band, score, stage: at, customer }) => [
      key.slice("email:".length),
      customer || at === "customer" ? "Customer" : `${band}${score}`,
    ]),
  );
}

/** What the chips in the rows of a list say, from the top; null where there is none. */
const chipsIn = (page: Page) =>
  inOurWorld(
    page,
    () => {
      const { chrome } = globalThis as unknown as {
        chrome: { dom: { openOrClosedShadowRoot(host: Element): ShadowRoot | null } };
      };
      return [...document.querySelectorAll("tr.zA, li[data-thread]")].map((row) => {
        const host = row.querySelector("leadlight-chip");
        return host && (chrome.dom.openOrClosedShadowRoot(host)?.querySelector("button")?.textContent ?? "");
      });
    },
    null,
  );
/** The extension's settings, in a tab. */
async function settings(): Promise<Page> {
  const page = await stage.context.newPage();
  const [worker] = stage.context.serviceWorkers();
  await page.goto(`chrome-extension://${new URL(worker?.url() ?? "").host}/options.html`);
  return page;
}
/** What becomes so while a machine with other things to do gets round to it. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 20_000 });
const chip = (page: Page) => page.locator("leadlight-chip");
const asksForChips = () => stage.requests.filter((request) => /^POST \S+\/v1\/insights /.test(request));

describe("the sample mailbox", () => {
  it("has chips beside its leads, with a card, and none with the switch off", async () => {
    const page = await stage.context.newPage();
    await page.goto(`${stage.url}/sample/mail`);
    await chip(page).first().waitFor();
    const rightful = await rightfulOf([ada]);
    expect((await chipsIn(page))[0]).toBe(rightful[ada.email]);

    await chip(page).first().hover();
    await page.locator("leadlight-card").waitFor({ state: "attached" });
    const box = await page.locator("leadlight-card").boundingBox();
    expect(box?.x).toBeGreaterThan(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(1280);
    await page.keyboard.press("Escape");
    await page.locator("leadlight-card").waitFor({ state: "detached" });
    expect(await axe(page)).toEqual([]);

    const options = await settings();
    await options.getByLabel("Bands beside names in lists").uncheck();
    await soon(() => chip(page).count()).toBe(0);
    await options.getByLabel("Bands beside names in lists").check();
    await soon(() => chip(page).count()).toBeGreaterThan(3);
  });

  it("opens the mail by a click on the chip, and moves nothing under the pointer", async () => {
    const page = await stage.context.newPage();
    await page.goto(`${stage.url}/sample/mail`);
    await chip(page).nth(2).waitFor();
    const options = await settings();
    await options.getByLabel("Bands beside names in lists").uncheck();
    await soon(() => chip(page).count()).toBe(0);
    await page.bringToFront();
    await page.locator("li[data-thread]").first().hover();
    await options.getByLabel("Bands beside names in lists").check();
    await chip(page).nth(2).waitFor();
    expect((await chipsIn(page))[0]).toBeNull();
    await page.mouse.move(900, 500);
    await soon(async () => (await chipsIn(page))[0]).not.toBeNull();
    await chip(page).first().click();
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
  });
});

describe("a list like Gmail's", () => {
  it("gives leads a chip, in rows as high as before, that the page cannot read", async () => {
    const long = { email: "sam@stale.example", name: "Sam Stale of the Very Long Name That Fills It" };
    const page = await openInbox(stage.context, [ada, stranger(1), long]);
    const heights = () =>
      page.locator("tr.zA").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    const before = await heights();
    await soon(() => chip(page).count()).toBe(2);
    expect(await heights()).toEqual(before);
    const rightful = await rightfulOf([ada, long]);
    expect(await chipsIn(page)).toEqual([rightful[ada.email], null, rightful[long.email]]);
    for (const host of await chip(page).all()) {
      expect(await host.evaluate((element) => [element.attributes.length, element.shadowRoot])).toEqual([
        0,
        null,
      ]);
      const seen = await host.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const at = (x: number) => document.elementFromPoint(left + x, top + height / 2) === element;
        return at(2) && at(width - 2);
      });
      expect(seen).toBe(true);
    }
  });

  it("is told anew after a verdict, and of somebody who becomes a lead", async () => {
    const page = await openInbox(stage.context, [ada, newcomer]);
    await chip(page).waitFor();
    const asked = asksForChips().length;
    const mail = await stage.gmail(ada);
    await (await panelIn(mail)).getByRole("button", { name: /Yes, good lead/ }).click();
    await page.bringToFront();
    await soon(() => asksForChips().length).toBe(asked + 1);
    expect(asksForChips().at(-1)).toContain(hash(ada.email));

    const other = await stage.gmail(newcomer);
    await (await panelIn(other)).getByRole("button", { name: "Add as lead" }).click();
    await (await panelIn(other)).getByRole("heading", { name: newcomer.name }).waitFor();
    await page.bringToFront();
    await soon(() => chip(page).count()).toBe(2);
  });

  it("never shows another's chip in rows used again, and asks once a screenful", async () => {
    const leads = leadsOf(60);
    const rightful = await rightfulOf(leads);
    const people: Person[] = leads
      .flatMap((lead, index) => [lead, stranger(index)])
      .map((one, index) => ({ ...one, cells: cellsOf(one, `Subject ${index}`) }));
    const page = await openInbox(stage.context, people.slice(0, 40));
    await inOurWorld(page, record, rightful);
    await chip(page).first().waitFor();
    let before: Awaited<ReturnType<typeof weigh>> | undefined;
    let asked = asksForChips().length;
    for (let turn = 0; turn < 6; turn += 1) {
      await page.evaluate(recycle, { people, every: 50, kept: turn % 2 === 0 ? 10 : 0 });
      await page.waitForTimeout(700);
      // What a page makes once was made in the first turns.
      if (turn === 1) before = await weigh(page);
      const rested = await page.evaluate(() => window.recycling.rested());
      // From one rest to the next: those who stood at the first, and nobody who passed.
      expect(asksForChips().length - asked).toBeLessThanOrEqual(rested < 150 ? 1 : 2);
      asked = asksForChips().length;
      await page.evaluate(() => window.recycling.stop());
      await chip(page).first().waitFor();
      await page.waitForTimeout(600);
    }
    await page.evaluate(recycle, { people, every: 50, kept: 0 });
    await page.waitForTimeout(1000);
    const after = await weigh(page);
    const { wrong, chips } = await recordedIn(page);
    expect(wrong).toEqual([]);
    expect(chips).toBeGreaterThan(200);
    expect(after.heap - (before?.heap ?? 0)).toBeLessThan(300_000);
    expect(after.listeners - (before?.listeners ?? 0)).toBeLessThan(5);
  });
});

describe("an inbox of 500, of whom 12 are leads, read by a person", () => {
  it("tells the Worker of the 12 and of hardly anybody else", async () => {
    const leads = leadsOf(12, 100);
    const mails = Array.from({ length: 500 }, (_, index) =>
      index % 40 === 17 ? (leads[Math.floor(index / 40)] ?? stranger(index)) : stranger(index),
    );
    expect(mails.filter((mail) => leads.includes(mail))).toHaveLength(12);
    const from = stage.requests.length;
    const page = await openInbox(stage.context, mails);
    await page.mouse.move(700, 400);
    for (let turn = 0; turn < 36; turn += 1) {
      // Reads on, and now and then rushes back and forth.
      for (const way of turn % 6 === 5 ? [-1500, -1000, 1000, 1500] : []) {
        await page.mouse.wheel(0, way);
        await page.waitForTimeout(60);
      }
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(600);
    }
    const asked = stage.requests.slice(from);
    const keys = new Set(asked.flatMap((request) => request.match(/[0-9a-f]{64}/g) ?? []));
    const known = new Set(leads.map(({ email }) => hash(email)));
    const told = [...keys].filter((key) => known.has(key));
    expect(told).toHaveLength(12);
    expect(keys.size).toBeLessThanOrEqual(12 + 5);
    const text = asked.filter((request) => request.includes("/v1/")).join("\n");
    expect(text).not.toContain("nowhere.example");
    for (const { email } of leads) expect(text).not.toContain(email);
    // Of a list that was seen, nobody is asked again.
    const asks = asksForChips().length;
    await page.mouse.wheel(0, -2000);
    await page.waitForTimeout(800);
    expect(asksForChips()).toHaveLength(asks);
  });
});
