import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type LocalWorker, startWorker } from "../../worker/local/dev.ts";
import { buildTracker, trackerName } from "../../worker/tracker/build.ts";
import { rowsIn } from "./database.ts";
import { type Website, website } from "./tracker/site.ts";

/** The tracker in real pages: what visitors do is there once, and what they do not allow is nowhere. */

const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

let folder: string;
let state: string;
let worker: LocalWorker;
let site: Website;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** Ids of the touches of the tests before. */
let before: Set<unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadlight-tracker-"));
  state = join(folder, "state");
  await cp(inject("templates").empty, state, { recursive: true });
  worker = await startWorker({ port: inject("port"), state });
  site = await website(worker.url);
  browser = await chromium.launch({
    executablePath: inject("chromium"),
    // What a page sends in its last moment goes by the browser's own name, whatever the page's context says.
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", `--user-agent=${userAgent}`],
  });
});
afterAll(async () => {
  await browser?.close();
  site?.close();
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  before = new Set(rowsIn(state, "select id from touches").map(({ id }) => id));
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

interface Arrived {
  id: string;
  kind: string;
  title: string;
  url: string | null;
  via: string;
  channel: string;
  campaign: string | null;
}
const arrived = (): Arrived[] =>
  rowsIn(state, "select id, kind, title, url, via, channel, campaign from touches order by at, id")
    .map((row) => ({ ...row }) as unknown as Arrived)
    .filter(({ id }) => !before.has(id));
const titles = () => arrived().map(({ title }) => title);
const claims = () => rowsIn(state, "select key, title, said from claims where state = 'open'");

/** Waits until as many are there; then, that no more come. */
async function come(count: number): Promise<Arrived[]> {
  await expect.poll(() => arrived().length, { timeout: 15_000 }).toBe(count);
  await page.waitForTimeout(700).catch(() => {});
  expect(arrived()).toHaveLength(count);
  return arrived();
}
const open = (path: string) => page.goto(`${site.origin}${path}`);
const kept = () =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
  }));
const nothing = { local: {}, session: {}, cookie: "", databases: 0 };
const call = (...args: unknown[]) =>
  page.evaluate(
    (args) => (window as unknown as { leadlight(...args: unknown[]): void }).leadlight(...args),
    args,
  );

describe("what visitors do", () => {
  it("is told page by page, with where they came from", async () => {
    await open("/?utm_source=google&utm_medium=cpc&utm_campaign=Autumn#top");
    const [first] = await come(1);
    expect(first).toMatchObject({ kind: "page_view", channel: "Paid Search", campaign: "Autumn" });
    expect(first?.title).toBe("Page /");
    expect(first?.url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/\?utm_source=google&utm_medium=cpc&utm_campaign=Autumn$/,
    );
    await page.goto(`${site.origin}/pricing`, { referer: "https://www.linkedin.com/" });
    expect((await come(2))[1]).toMatchObject({ kind: "pricing_view", channel: "Organic Social" });
  });

  it("is told within a page, each view once", async () => {
    await open("/app");
    await come(1);
    await page.evaluate(async () => {
      const rest = () => new Promise((done) => setTimeout(done, 250));
      history.pushState({}, "", "/app/one");
      document.title = "One";
      await rest();
      history.replaceState({}, "", "/app/one");
      await rest();
      history.pushState({}, "", "/app/one#part");
      await rest();
      history.pushState({}, "", "/app/two");
      document.title = "Two";
      await rest();
      history.back();
      await rest();
      history.back();
      await rest();
    });
    expect((await come(4)).map(({ url }) => new URL(url ?? "").pathname)).toEqual([
      "/app",
      "/app/one",
      "/app/two",
      "/app/one",
    ]);
    expect(titles().slice(1, 3)).toEqual(["One", "Two"]);
  });

  it("files and links to other sites are told, links within are not", async () => {
    await open("/");
    await come(1);
    await page.click("#file");
    await page.click("#named span");
    await page.evaluate(() => {
      document.addEventListener("click", (event) => event.preventDefault());
    });
    await page.click("#out");
    await page.click("#in");
    const touches = await come(4);
    expect(
      touches
        .slice(1)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["download", "download", "other"]);
  });

  it("a marked form says what is marked, and claims no more than that", async () => {
    await open("/");
    await come(1);
    await page.click("#send");
    // The page that the form leads to is a view, too.
    const touches = await come(3);
    expect(touches.map(({ kind }) => kind)).toContain("demo_request");
    expect(claims()).toEqual([
      expect.objectContaining({ key: "email:grace@harbour.example", title: expect.stringContaining("Demo") }),
    ]);
    const said =
      JSON.stringify(rowsIn(state, "select * from claims")) +
      JSON.stringify(rowsIn(state, "select * from touches"));
    expect(said).toContain("Grace");
    expect(said).not.toMatch(/never read|not said|unticked/);
    expect(rowsIn(state, "select verified from leads").map(({ verified }) => verified)).toEqual([0]);
  });

  it("a form without a mark is not read", async () => {
    await open("/");
    await come(1);
    await page.click("#quiet");
    expect((await come(2)).every(({ kind }) => kind === "page_view")).toBe(true);
    expect(JSON.stringify(rowsIn(state, "select * from claims"))).not.toContain("other@harbour.example");
  });

  it("what was said before the tracker had come is said then", async () => {
    await open("/early");
    expect((await come(2)).map(({ title }) => title)).toContain("Said Early");
  });

  it("it works on the strictest pages of other origins", async () => {
    const answer = await fetch(`${worker.url}/t.js`);
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(answer.headers.get("cache-control")).toContain("max-age=3600");
    const etag = answer.headers.get("etag") ?? "";
    expect((await fetch(`${worker.url}/t.js`, { headers: { "if-none-match": etag } })).status).toBe(304);
    await open("/strict");
    await come(1);
  });

  it("each version has a name of its own that never changes; one that is gone leads to the newest", async () => {
    const pinned = await fetch(`${worker.url}/${trackerName(await buildTracker())}`);
    expect(pinned.headers.get("content-type")).toContain("javascript");
    expect(pinned.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(pinned.headers.get("cache-control")).toContain("immutable");
    await open("/pinned");
    await come(1);
  });

  it("a page that the browser made ready counts once it is looked at, and not before", async () => {
    await open("/guessing");
    await come(1);
    await page.waitForTimeout(1_500);
    expect(site.asked("/guessed")).toBe(1);
    await come(1);
    await page.click("#guessed");
    await page.waitForURL("**/guessed");
    const [, view] = await come(2);
    expect(view?.title).toBe("Page /guessed");
    expect(site.asked("/guessed")).toBe(1);
  });
});

describe("nothing is lost", () => {
  it("what a page says in its last moment", async () => {
    await open("/");
    await come(1);
    await page.evaluate(() => {
      const { leadlight } = window as unknown as { leadlight(...args: unknown[]): void };
      addEventListener("pagehide", () => leadlight("track", "Too Late"));
      leadlight("track", "Last Words");
      location.href = "/bare";
    });
    await expect.poll(titles, { timeout: 15_000 }).toContain("Last Words");
    expect(titles().filter((title) => title === "Last Words")).toHaveLength(1);
  });

  it("offline and back, in the same page", async () => {
    await open("/");
    await come(1);
    await context.setOffline(true);
    for (const name of ["One", "Two", "Three"]) await call("track", `Offline ${name}`);
    await page.waitForTimeout(1_000);
    expect(arrived()).toHaveLength(1);
    await context.setOffline(false);
    expect(
      (await come(4))
        .map(({ title }) => title)
        .sort()
        .slice(0, 3),
    ).toEqual(["Offline One", "Offline Three", "Offline Two"]);
  });

  it("offline, the page closed, and back on another day, where there is consent", async () => {
    await open("/");
    await come(1);
    await call("consent", true);
    await context.setOffline(true);
    await call("track", "Waited");
    await page.waitForTimeout(700);
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await open("/");
    const touches = await come(3);
    expect(touches.map(({ title }) => title)).toContain("Waited");
    expect(new Set(touches.map(({ via }) => via)).size).toBe(1);
  });
});

describe("trouble", () => {
  it("a power cut in the middle: what was said meanwhile comes, once", async () => {
    await open("/");
    await come(1);
    await worker.stop("SIGKILL");
    for (const name of ["One", "Two"]) await call("track", `Dark ${name}`);
    await page.waitForTimeout(500);
    worker = await startWorker({ port: inject("port"), state });
    await call("track", "Light");
    expect((await come(4)).map(({ title }) => title).sort()).toEqual([
      "Dark One",
      "Dark Two",
      "Light",
      "Page /",
    ]);
  });

  it("of two pages offline, what the one that is closed had to say is said by the other", async () => {
    await open("/");
    await call("consent", true);
    await come(1);
    const other = await context.newPage();
    await other.goto(`${site.origin}/second`);
    await come(2);
    await context.setOffline(true);
    await other.evaluate(() =>
      (window as unknown as { leadlight(...args: unknown[]): void }).leadlight("track", "Closed"),
    );
    await other.waitForTimeout(500);
    await other.close();
    await call("track", "Open");
    await page.waitForTimeout(500);
    await context.setOffline(false);
    const touches = await come(4);
    expect(touches.map(({ title }) => title)).toEqual(expect.arrayContaining(["Closed", "Open"]));
    expect(new Set(touches.map(({ via }) => via)).size).toBe(1);
  });

  it("where nobody answers for long, little is left on a visitor's device", async () => {
    await context.route("**/v1/batch", (route) => route.fulfill({ status: 503 }));
    await open("/");
    await call("consent", true);
    await page.evaluate(() => {
      const { leadlight } = window as unknown as { leadlight(...args: unknown[]): void };
      for (let n = 0; n < 500; n += 1) leadlight("track", `Event ${n}`);
    });
    await page.waitForTimeout(700);
    expect((await kept()).local.leadlight?.length).toBeLessThan(20_000);
    expect(arrived()).toEqual([]);
    await context.unroute("**/v1/batch");
    await page.reload();
    expect((await come(40)).map(({ title }) => title)).toContain("Event 0");
  });

  it("what a page keeps under the same name breaks neither the page nor the Worker", async () => {
    let sent = 0;
    await context.route("**/v1/batch", (route) => {
      sent += 1;
      return route.continue();
    });
    await open("/");
    await call("consent", true);
    await come(1);
    await page.evaluate(() => localStorage.setItem("leadlight", "not ours"));
    await call("track", "Still Here");
    await come(2);
    expect(sent).toBeLessThan(5);
  });
});

describe("consent", () => {
  it("without it nothing is kept, and every page is another visitor", async () => {
    await open("/");
    await come(1);
    expect(await kept()).toEqual(nothing);
    await open("/second");
    const touches = await come(2);
    expect(new Set(touches.map(({ via }) => via)).size).toBe(2);
    expect(await kept()).toEqual(nothing);
  });

  it("with it one visitor stays one, and no cookie is set", async () => {
    await open("/");
    await call("consent", true);
    await open("/second");
    const touches = await come(2);
    expect(new Set(touches.map(({ via }) => via)).size).toBe(1);
    const { local, session, cookie, databases } = await kept();
    expect(Object.keys(local)).toEqual(["leadlight"]);
    expect({ session, cookie, databases }).toEqual({ session: {}, cookie: "", databases: 0 });
  });

  it("taken back, all that was kept goes, and nothing more is said", async () => {
    await open("/");
    await call("consent", true);
    await come(1);
    await call("consent", false);
    expect(await kept()).toEqual(nothing);
    await call("track", "Not Said");
    await come(1);
  });

  it("where visitors are asked first, nothing is said before the answer", async () => {
    await open("/asks");
    await call("track", "Not Said");
    await page.waitForTimeout(1_000);
    expect(arrived()).toEqual([]);
    expect(await kept()).toEqual(nothing);
    await call("consent", true);
    expect((await come(1))[0]?.kind).toBe("page_view");
    await open("/asks?again");
    await come(2);
  });

  it("whoever sends Global Privacy Control is let alone, whatever a banner says", async () => {
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }),
    );
    await open("/");
    await call("track", "Not Said");
    await call("consent", true);
    await page.click("#quiet");
    await page.waitForTimeout(1_500);
    expect(arrived()).toEqual([]);
    expect(await kept()).toEqual(nothing);
  });
});

describe("a signed link", () => {
  it("is taken off the address, and says who it is", async () => {
    const answer = await fetch(`${worker.url}/v1/links`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("local-server:")}`, "content-type": "application/json" },
      body: JSON.stringify([
        { url: `${site.origin}/offer?colour=blue#part`, email: "ada@analytical.example" },
      ]),
    });
    const { links } = (await answer.json()) as { links: { url: string }[] };
    const url = links[0]?.url ?? "";
    expect(new URL(url).searchParams.get("ll")).toBeTruthy();
    await page.goto(url);
    const [touch] = await come(1);
    expect(page.url()).toBe(`${site.origin}/offer?colour=blue#part`);
    expect(touch?.url).toBe(`${site.origin}/offer?colour=blue`);
    expect(JSON.stringify(rowsIn(state, "select * from touches"))).not.toContain(
      new URL(url).searchParams.get("ll"),
    );
    expect(
      rowsIn(
        state,
        `select l.email from touches t join leads l on l.id = t.lead_id where t.id = '${touch?.id}'`,
      ).map(({ email }) => email),
    ).toEqual(["ada@analytical.example"]);
  });
});
