import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsIn } from "./database.ts";
import { axe, goTo, openStage, panelIn, type Stage } from "./stage.ts";

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const sam = { email: "sam@stale.example", name: "Sam Stale" };
const grace = { email: "grace.hopper@harbour-systems.example", name: "Grace Hopper" };
const tomas = { email: "tomas.rivera@riverbend-mills.example", name: "Tomás Rivera" };
const LONG = 260;

let stage: Stage;
let page: Page;
let panel: Frame;
beforeAll(async () => {
  stage = await openStage();
  await visit(LONG);
  page = await stage.gmail(ada);
  panel = await panelIn(page);
  await panel.getByRole("heading", { name: ada.name }).waitFor();
});
afterAll(() => stage?.close());

/** Sam reads so many pages, 50 minutes apart, every 20th by a search. */
async function visit(count: number): Promise<void> {
  const now = Date.now();
  const batch = Array.from({ length: count }, (_, n) => ({
    type: "page",
    messageId: `sam-reads-${n}`,
    name: `Page ${n}`,
    timestamp: new Date(now - (n + 1) * 50 * 60_000).toISOString(),
    context: {
      traits: { email: sam.email },
      page: {
        url: `https://www.leadlight-sample.example/page/${n}`,
        referrer: n % 20 === 0 ? "https://www.google.com/" : "",
      },
    },
  }));
  const answer = await fetch(`${stage.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("local-server:")}`, "content-type": "application/json" },
    body: JSON.stringify({ batch, sentAt: new Date(now).toISOString() }),
  });
  expect(answer.status).toBe(200);
}

let opened = 0;
const open = async (mail: { email: string; name: string }, heading: string = mail.name) => {
  opened += 1;
  await goTo(page, mail, opened);
  await panel.getByRole("heading", { name: heading, exact: true }).waitFor();
};
const scrollTo = (where: "history" | "end") =>
  panel.locator("main").evaluate((main, where) => {
    const history = main.querySelector<HTMLElement>(".history");
    main.scrollTop = where === "end" ? main.scrollHeight : (history?.offsetTop ?? 0);
  }, where);
const titles = () => panel.locator(".touch .what").allInnerTexts();
const requests = (path: string) => stage.requests.filter((line) => line.includes(path));
const one = (sql: string) => rowsIn(stage.state, sql)[0];
const leadWith = ({ email }: { email: string }) =>
  `(select lead_id from lead_keys where kind = 'email' and value = '${email}')`;

describe("a long history", () => {
  it("asks for nothing older before one scrolls, and says how many there are", async () => {
    stage.requests.length = 0;
    await open(sam);
    await panel.getByRole("button", { name: /^\d+ more$/ }).waitFor();
    expect(await panel.locator(".touch").count()).toBe(20);
    expect(requests("cursor=")).toEqual([]);
  });

  it("comes as one scrolls, each touch once, and nothing that one sees moves", async () => {
    const total = Number(one(`select count(*) as n from touches where lead_id = ${leadWith(sam)}`)?.n);
    expect(total).toBeGreaterThan(LONG);
    await scrollTo("history");
    await page.waitForTimeout(600);
    const place = () =>
      panel.evaluate(() => {
        const top = document.querySelector("main")?.getBoundingClientRect().top ?? 0;
        const seen = [...document.querySelectorAll(".touch")].filter(
          (line) => line.getBoundingClientRect().top >= top,
        );
        return seen.slice(0, 5).map((line) => [line.textContent, line.getBoundingClientRect().top]);
      });
    for (let tries = 0; tries < 20 && (await panel.locator(".touch").count()) < total; tries += 1) {
      const count = await panel.locator(".touch").count();
      await scrollTo("end");
      const before = await place();
      await panel.waitForFunction((count) => document.querySelectorAll(".touch").length > count, count);
      const after = await place();
      // One may have come further by the moment of looking: whatever is seen both times stands where it stood.
      for (const [title, top] of before) {
        const again = after.find(([other]) => other === title);
        if (again) expect(again[1]).toBe(top);
      }
    }
    const shown = await titles();
    expect(shown).toHaveLength(total);
    expect(
      new Set(shown.filter((title) => title.startsWith("Page ")).map((title) => title.split(" ·")[0])).size,
    ).toBe(LONG);
    expect(await panel.getByRole("button", { name: /more$|Older/ }).count()).toBe(0);
    await panel.getByText("First touch").waitFor();
    // Its pages follow one another: the first to say what is marked, then as many as it takes.
    expect(requests("cursor=").length).toBeLessThanOrEqual(Math.ceil((total - 20) / 50) + 1);
  });

  it("filters by channel, further back than is shown", async () => {
    await open(ada);
    await open(sam);
    await scrollTo("history");
    await panel.getByRole("combobox", { name: "Channel" }).selectOption("Organic Search");
    // The first look goes back 200 touches, the second to the very first.
    await panel.waitForFunction(() => document.querySelectorAll(".touch").length >= 11);
    await scrollTo("end");
    const searches = Math.ceil(LONG / 20);
    await panel.waitForFunction((count) => document.querySelectorAll(".touch").length >= count, searches);
    expect(await panel.locator(".touch").count()).toBe(searches);
    await panel.getByRole("combobox", { name: "Channel" }).selectOption("");
    expect(await panel.locator(".touch").count()).toBe(20);
  });

  it("is read by keys alone: what was asked for is where one goes on", async () => {
    await panel.getByRole("button", { name: /more$/ }).focus();
    await page.keyboard.press("Enter");
    await panel.waitForFunction(() => document.querySelectorAll(".touch").length === 70);
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toContain("Page 20");
    await panel
      .locator(".history [role=status]", { hasText: "50 touches more" })
      .waitFor({ state: "attached" });
  });

  it("says in its place that the Worker is away, and goes on when it is back", async () => {
    await stage.stopWorker();
    await panel.getByRole("button", { name: /more$/ }).click();
    const trouble = panel.locator(".history .alert", {
      hasText: "Offline: what is older could not be loaded.",
    });
    await trouble.waitFor();
    expect(await panel.locator(".touch").count()).toBe(70);
    expect(await axe(panel)).toEqual([]);
    await stage.startWorker();
    await panel.getByRole("button", { name: "Try again" }).last().click();
    await panel.waitForFunction(() => document.querySelectorAll(".touch").length > 70);
    expect(await trouble.count()).toBe(0);
  });

  it("shows what Ada did before anybody knew her as such, and which touch led her on", async () => {
    await open(ada);
    await panel.getByText("next mail").waitFor();
    await scrollTo("history");
    await panel.locator(".before").first().waitFor();
    expect(await panel.locator(".touch.anonymous").count()).toBeGreaterThan(0);
    await panel.getByText("Last before MQL").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axe(panel)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: "light" });
  });
});

describe("a claim", () => {
  const claimOf = (mail: { email: string }) => `from claims where key = 'email:${mail.email}'`;

  it("shows, counts for nothing, and asks nothing of who is known by it alone", async () => {
    await open(tomas, tomas.email);
    await panel.getByText(/Unconfirmed: demo asked with this address/).waitFor();
    await panel.getByText("Nobody has confirmed this address").waitFor();
    expect(await panel.getByText("Worth sales' time?").count()).toBe(0);
    expect(await panel.locator(".score-line").count()).toBe(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axe(panel)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("that cannot be sent says so in its place, and stays open", async () => {
    await stage.stopWorker();
    await panel.getByRole("button", { name: "It was them" }).click();
    await panel.getByRole("alert").filter({ hasText: "Not saved: Leadlight does not answer" }).waitFor();
    expect(one(`select state ${claimOf(tomas)}`)).toEqual({ state: "open" });
    await stage.startWorker();
  });

  it("that is confirmed makes the visitor's history the lead's, once, and keeps who said so", async () => {
    const touches = `select count(*) as n from touches where lead_id = ${leadWith(tomas)}`;
    expect(one(touches)).toEqual({ n: 0 });
    await panel.getByRole("button", { name: "It was them" }).dblclick();
    await panel.locator(".claims").getByText("Confirmed. What this visitor did is theirs now.").waitFor();
    await panel.locator(".score-line").waitFor();
    await panel.getByText("Worth sales' time?").waitFor();
    expect(one(touches)).toEqual({ n: 4 });
    expect((await titles()).join()).toContain("Demo request");
    const rep = "(select id from people where email = 'robin@leadlight-sample.example')";
    expect(one(`select state, how, person_id = ${rep} as by_rep ${claimOf(tomas)}`)).toEqual({
      state: "confirmed",
      how: "person",
      by_rep: 1,
    });
    await open(ada);
    await open(tomas, tomas.email);
    await panel.getByText("Worth sales' time?").waitFor();
    expect(await panel.getByText("Unconfirmed:").count()).toBe(0);
  });

  it("that is refused changes nothing of the lead", async () => {
    const state = () =>
      one(`select (select kinds from heat where lead_id = ${leadWith(grace)}) as heat, (select count(*)
        from touches where lead_id = ${leadWith(grace)}) as touches, l.* from leads l where id = ${leadWith(grace)}`);
    const before = state();
    await open(grace);
    await panel.getByText(/Unconfirmed: trial started with this address/).waitFor();
    await panel.getByRole("button", { name: "Somebody else" }).focus();
    await page.keyboard.press("Enter");
    await panel.locator(".claims").getByText("Noted: it was somebody else. It counts for nothing.").waitFor();
    expect(await panel.evaluate(() => document.activeElement?.textContent)).toContain("somebody else");
    expect(one(`select state ${claimOf(grace)}`)).toEqual({ state: "refused" });
    expect(state()).toEqual(before);
  });
});
