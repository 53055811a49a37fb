import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { axe, openStage, type Stage } from "./stage.ts";

/** The page on which a website or a tool is connected, as a browser shows it. */

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage({ workspace: "empty" });
  await stage.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: stage.url });
});
afterAll(() => stage.close());
afterEach(() => page.close());

async function open(who = "admin", width = 1280): Promise<void> {
  await stage.context.addCookies([{ name: "leadlight_session", value: `local-${who}`, url: stage.url }]);
  page = await stage.context.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`${stage.url}/connect`);
  await page.getByRole("heading", { name: "Does it arrive?" }).waitFor();
}
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const row = (name: string) => page.locator("li.key").filter({ hasText: name });
const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
const send = (key: string, event: string, email = "ada@analytical.example") =>
  fetch(`${stage.url}/v1/track`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${key}:`)}`, "content-type": "application/json" },
    body: JSON.stringify({ event, anonymousId: "somebody", context: { traits: { email } } }),
  });

async function make(kind: "In pages" | "Server", name: string, origins = ""): Promise<string> {
  await button("New key").click();
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Name").fill(name);
  if (origins) await page.getByLabel("Pages that may send with it").fill(origins);
  await button("Make the key").click();
  const made = page.locator(".made");
  await made.waitFor();
  return (await made.locator("code").textContent()) ?? "";
}

describe("keys", () => {
  it("a server key is shown once, and copied; then only how it ends", async () => {
    await open();
    const key = await make("Server", "Mail tool");
    await page.locator(".made").getByRole("button", { name: "Copy Mail tool" }).click();
    expect(await clipboard()).toBe(key);
    await button("Close").click();
    expect(await page.content()).not.toContain(key);
    await row("Mail tool")
      .getByText(`ends with ${key.slice(-4)}`)
      .waitFor();
    expect((await send(key, "Webinar Attended")).status).toBe(200);
    await page.reload();
    await row("Mail tool").waitFor();
    expect(await page.content()).not.toContain(key);
  });

  it("one for pages is limited, renamed, replaced and revoked", async () => {
    await open();
    const key = await make("In pages", "Shop", "https://www.acme.example");
    const from = (origin: string, with_ = key) =>
      fetch(`${stage.url}/v1/page`, {
        method: "POST",
        headers: { origin },
        body: JSON.stringify({ writeKey: with_, anonymousId: "v", messageId: `${Math.random()}` }),
      }).then(({ status }) => status);
    expect(await from("https://www.acme.example")).toBe(200);
    expect(await from("https://evil.example")).toBe(403);
    await button("Close").click();
    await button("Edit “Shop”").click();
    const form = row("https://www.acme.example");
    await form.getByLabel("Name").fill("All our sites");
    await form.getByLabel("Pages that may send with it").fill("https://*.acme.example\nnot an origin");
    await form.getByRole("button", { name: "Save" }).click();
    await form
      .getByRole("alert")
      .getByText(/origin/i)
      .waitFor();
    await form.getByLabel("Pages that may send with it").fill("https://*.acme.example");
    await form.getByRole("button", { name: "Save" }).click();
    await row("All our sites").getByText("https://*.acme.example").waitFor();
    expect(await from("https://shop.acme.example")).toBe(200);

    await button("Replace “All our sites”").click();
    await page.getByLabel("The old one goes on to hold for").selectOption({ label: "no longer" });
    await button("Make the new key").click();
    const next = (await page.locator(".made code").textContent()) ?? "";
    expect(next).not.toBe(key);
    expect(await from("https://shop.acme.example")).toBe(401);
    expect(await from("https://shop.acme.example", next)).toBe(200);

    await button("Revoke “All our sites”").click();
    await button("Revoke it for good").click();
    await expect.poll(() => from("https://shop.acme.example", next)).toBe(401);
    await page.getByText(/keys? that no longer holds?|keys that no longer hold/).click();
    await row("All our sites")
      .getByText(/Revoked/)
      .first()
      .waitFor();
  });

  it("marketing copies the snippet, and makes no keys", async () => {
    await open("marketing");
    expect(await button("New key").count()).toBe(0);
    expect(await page.getByRole("button", { name: /^(Edit|Replace|Revoke)/ }).count()).toBe(0);
    await button("Copy the snippet").click();
    const snippet = await clipboard();
    expect(snippet).toContain(`src="${stage.url}/t.js"`);
    expect(snippet).toMatch(/data-key="\S+"/);
    await page.getByLabel("My visitors are asked first").check();
    await button("Copy the snippet").click();
    expect(await clipboard()).toContain('data-consent="ask"');
  });

  it("reps are not let in", async () => {
    await stage.context.addCookies([{ name: "leadlight_session", value: "local-rep", url: stage.url }]);
    page = await stage.context.newPage();
    await page.goto(`${stage.url}/connect`);
    await page.getByRole("heading", { name: "Not for your role" }).waitFor();
  });
});

describe("does it arrive?", () => {
  it("what comes shows within seconds, by itself, and only of the chosen key", async () => {
    await open();
    await send("local-write", "Demo Requested");
    const first = page.getByRole("rowheader", { name: /Demo Requested/ });
    await first.first().waitFor({ timeout: 10_000 });
    await page
      .getByRole("status")
      .getByText(/new touch/)
      .waitFor({ state: "attached" });
    await send("local-server", "Webinar Attended", "grace@harbour.example");
    await page.getByRole("cell", { name: "grace@harbour.example" }).waitFor({ timeout: 10_000 });
    await page.getByLabel("From", { exact: true }).selectOption({ label: "Website" });
    await page.getByRole("cell", { name: "grace@harbour.example" }).waitFor({ state: "detached" });
    await first.first().waitFor();
  });

  it("says so where the Worker does not answer, and goes on when it does again", async () => {
    await open();
    await stage.stopWorker();
    await page.getByText("This is not up to date:").waitFor({ timeout: 15_000 });
    await stage.startWorker();
    await page.getByText("This is not up to date:").waitFor({ state: "detached", timeout: 60_000 });
  });
});

describe("on every screen", () => {
  for (const width of [1280, 390])
    for (const colorScheme of ["light", "dark"] as const)
      it(`${width} px, ${colorScheme}: nothing spills, and axe finds nothing, whatever is open`, async () => {
        await open("admin", width);
        await page.emulateMedia({ colorScheme });
        if ((await row("ExtraordinarilyLong").count()) === 0) {
          await make(
            "In pages",
            `ExtraordinarilyLong${"name".repeat(15)}`,
            `https://${"sub.".repeat(20)}acme.example`,
          );
          await send(
            "local-write",
            `Event ${"withoutanyspace".repeat(12)}`,
            `${"long".repeat(15)}@harbour.example`,
          );
        }
        const check = async (what: string) => {
          const spills = () =>
            page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(await spills(), what).toBe(0);
          expect(await axe(page), what).toEqual([]);
          if (process.env.SHOTS)
            await page.screenshot({
              path: `${process.env.SHOTS}/connect-${what}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
        };
        await page
          .getByRole("rowheader", { name: /withoutanyspace/ })
          .first()
          .waitFor({ timeout: 15_000 });
        await check("arrived");
        await button("New key").click();
        await check("new");
        await button("Cancel").click();
        for (const what of ["Edit", "Replace", "Revoke"]) {
          await page
            .getByRole("button", { name: new RegExp(`^${what} “`) })
            .first()
            .click();
          await check(what.toLowerCase());
          await button("Cancel").click();
        }
      });
});
