import type { BrowserContext, Page } from "playwright-core";
import type { z } from "zod";
import type { Chips } from "../../../shared/contract/insight.ts";
import { makeFilter } from "../../../worker/jobs/filter.ts";
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
} from "../../e2e/inbox.ts";
import type { Machine } from "../machine.ts";
import type { Mail } from "../mailbox.ts";
import { ownWork } from "../profile.ts";
import { atLeast, atMost, type Figure, shown } from "../table.ts";

declare global {
  interface Window {
    recycling: Recycling;
  }
}

const MINUTE = 60_000;
const ROWS = 50;
/** Rows are others 20 times a second. */
const EVERY = 50;

/** A list shaped like Gmail's in which rows are used again without rest; every other one of its people is a lead. */
export async function listFigures(
  machine: Machine,
  context: BrowserContext,
  leads: readonly Mail[],
): Promise<Figure[]> {
  await makeFilter(machine.db, Date.now(), MINUTE);
  const rightful = await chipsOf(machine, leads);
  const people: Person[] = leads
    .flatMap((lead, index) => [lead, { email: `nobody${index}@nowhere.example`, name: `Nobody ${index}` }])
    .map((one, index) => ({ ...one, cells: cellsOf(one, `Subject ${index}`) }));
  let requests = 0;
  context.on("request", (request) => {
    if (request.url().endsWith("/v1/insights")) requests += 1;
  });

  const page = await openInbox(context, people.slice(0, ROWS));
  await inOurWorld(page, record, rightful);
  await page.waitForFunction(() => document.querySelector("leadlight-chip") !== null);
  const first = requests;
  const start = (kept: number) => page.evaluate(recycle, { people, every: EVERY, kept });
  const stop = () => page.evaluate(() => window.recycling.stop());

  // Long enough for what a page makes once.
  await start(0);
  await page.waitForTimeout(10_000);
  const before = await weigh(page);
  const asked = requests;
  const work = await ownWork(page, () => page.waitForTimeout(MINUTE));
  const unasked = requests - asked;
  const after = await weigh(page);
  const rested = await page.evaluate(() => window.recycling.rested());
  await stop();

  const screenfuls = await restsBetween(page, start, stop, () => requests);
  const seen = await recordedIn(page);
  const longTasks = await page.evaluate(() => window.longTasks);
  await page.close();

  const list = "a list whose rows are others 20 times a second";
  return [
    atMost(`${list}: chips beside somebody else, at any frame`, seen.wrong.length, 0),
    atLeast(
      "the same list: chips looked at",
      seen.chips,
      1000,
      ` in ${shown(seen.frames)} frames, at most ${seen.most} at once`,
    ),
    atMost("the same, a minute: share of a core that is the extension's", 100 * work.share, 5, " %"),
    atMost("the same, a minute: the heap's growth", (after.heap - before.heap) / 1000, 200, " kB"),
    atMost("the same, a minute: more elements", after.nodes - before.nodes, ROWS * 20),
    atMost("the same, a minute: more listeners", after.listeners - before.listeners, 2),
    {
      figure: "the same, a minute: requests for chips",
      measured: `${unasked} (rows at rest for ${shown(rested)} ms at most)`,
      budget: "0 while they never rest",
      // Rows that a busy machine leaves at rest are a screenful to ask about.
      holds: unasked === 0 || rested >= 200,
    },
    atMost("the same, a minute: the longest task of ours", work.longest, 50, " ms"),
    { figure: "the same: tasks over 50 ms, the page's own too", measured: `${longTasks.length}` },
    atMost("the same: requests for the first screenful", first, 1),
    atMost("the same: requests for each new screenful that rests", screenfuls, 1),
  ];
}

/** The list rests now and then, and goes on, with some of its rows kept. @returns the most requests at one rest */
async function restsBetween(
  page: Page,
  start: (kept: number) => Promise<void>,
  stop: () => Promise<void>,
  requests: () => number,
): Promise<number> {
  let most = 0;
  for (let turn = 0; turn < 12; turn += 1) {
    await start(turn % 3 === 0 ? 10 : 0);
    await page.waitForTimeout(500 + turn * 50);
    await stop();
    const before = requests();
    await page.waitForTimeout(1000);
    most = Math.max(most, requests() - before);
  }
  return most;
}

/** What the chip of each lead says, by address. */
async function chipsOf({ call }: Machine, leads: readonly Mail[]): Promise<Record<string, string>> {
  const chips: [string, string][] = [];
  for (let from = 0; from < leads.length; from += 100) {
    const keys = leads.slice(from, from + 100).map(({ email }) => `email:${email}`);
    const { body } = await call<z.infer<typeof Chips>>("rep", "/v1/insights", { keys });
    for (const { key, band, score, stage, customer } of body.items)
      chips.push([
        key.slice("email:".length),
        customer || stage === "customer" ? "Customer" : `${band}${score}`,
      ]);
  }
  return Object.fromEntries(chips);
}
