import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { root } from "../../worker/local/dev.ts";
import { CALENDAR_URL, calendarPage } from "./calendar.ts";
import { type Contact, hubspot, pipedrive, salesforce } from "./crm.ts";
import { gmailPage, THREAD_URL } from "./gmail.ts";
import { INBOX_URL, inboxPage } from "./inbox.ts";
import { OUTLOOK_URL, outlookPage } from "./outlook.ts";
import { openStage, panelIn, type Stage } from "./stage.ts";

/** `npm run pictures`: those of the README and the stores, from the real thing. */

const picture = (name: string) => join(root, "docs/pictures", `${name}.png`);
const store = (name: string) => join(root, "docs/store", `${name}.png`);

const contact = (
  id: string,
  name: string,
  email: string,
  title: string,
  company: string,
  subject: string,
): Contact => ({
  id,
  name,
  email,
  title,
  company,
  subject,
  body: "I have just filled in your form. Could you show me one view of all three plants, this week?",
});
const ada = contact(
  "501",
  "Ada Lovelace",
  "ada@analytical.example",
  "Head of Operations",
  "Analytical",
  "Demo for our three plants?",
);
const grace = contact(
  "502",
  "Grace Hopper",
  "grace.hopper@harbour-systems.example",
  "Head of IT",
  "Harbour Systems",
  "Trial: first questions",
);
const charles = contact(
  "503",
  "Charles Babbage",
  "charles@analytical.example",
  "Finance Director",
  "Analytical",
  "Offer: terms and start date",
);
const people: readonly [Contact, ...Contact[]] = [
  ada,
  grace,
  charles,
  contact("504", "Jo March", "jo@concord.example", "Editor", "Concord", "Your post on morning meetings"),
  contact("505", "Mary Somerville", "mary@analytical.example", "Planner", "Analytical", "Second site"),
  contact("506", "Sam Stale", "sam@stale.example", "Buyer", "Stale", "Price for one small plant"),
];

interface Shown {
  name: string;
  url: string;
  html: (dark: boolean) => string;
  /** What must stand there before the picture is taken. */
  until: "panel" | "chips" | "account";
}

const pages: readonly Shown[] = [
  { name: "gmail", url: THREAD_URL, html: () => gmailPage(ada), until: "panel" },
  { name: "gmail-list", url: INBOX_URL, html: (dark) => inboxPage(people, { dark }), until: "chips" },
  {
    name: "outlook",
    url: OUTLOOK_URL,
    html: (dark) => outlookPage(people, { dark }),
    until: "panel",
  },
  { name: "calendar", url: CALENDAR_URL, html: (dark) => calendarPage([grace], { dark }), until: "panel" },
  { name: "hubspot", url: hubspot.contactUrl(ada), html: () => hubspot.contact(ada), until: "panel" },
  { name: "hubspot-list", url: hubspot.listUrl, html: () => hubspot.list(people), until: "chips" },
  {
    name: "hubspot-company",
    url: hubspot.companyUrl,
    html: () => hubspot.company("Analytical", "analytical.example", people.slice(0, 1)),
    until: "account",
  },
  { name: "salesforce", url: salesforce.leadUrl, html: () => salesforce.lead(grace), until: "panel" },
  { name: "salesforce-list", url: salesforce.listUrl, html: () => salesforce.list(people), until: "chips" },
  { name: "pipedrive", url: pipedrive.personUrl, html: () => pipedrive.person(ada), until: "panel" },
  { name: "pipedrive-list", url: pipedrive.listUrl, html: () => pipedrive.list(people), until: "chips" },
];

async function open(stage: Stage, { url, html, until }: Shown, dark: boolean): Promise<Page> {
  const page = await stage.context.newPage();
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.route(`${new URL(url).origin}/**`, (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html(dark) })
      : route.abort(),
  );
  await page.goto(url);
  if (until === "chips") await page.locator("leadlight-chip").nth(2).waitFor();
  else {
    const panel = await panelIn(page);
    await (until === "panel"
      ? panel.getByText("Worth sales' time?")
      : panel.getByText("Charles Babbage")
    ).waitFor();
  }
  await page.waitForTimeout(700);
  return page;
}

/** The toolbar's window over the page to which it belongs, as it stands in a browser. */
async function withPopup(stage: Stage, beside: Page): Promise<void> {
  await beside.emulateMedia({ colorScheme: "light" });
  await beside.bringToFront();
  const [worker = await stage.context.waitForEvent("serviceworker")] = stage.context.serviceWorkers();
  const tab = await worker.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { tabs: { query(asked: object): Promise<{ id?: number }[]> } };
    };
    return (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id ?? null;
  });
  const popup = await stage.context.newPage();
  await popup.setViewportSize({ width: 360, height: 600 });
  await popup.goto(`${worker.url().replace(/background\.js$/, "")}popup.html?tab=${tab ?? ""}`);
  await popup.getByRole("heading", { name: "My best leads now" }).waitFor();
  await popup.waitForTimeout(1_000);
  const image = async (page: Page) => `data:image/png;base64,${(await page.screenshot()).toString("base64")}`;
  const [below, above] = [await image(beside), await image(popup)];
  await popup.close();
  const both = await stage.context.newPage();
  await both.setContent(`<body style="margin: 0"><img src="${below}" style="display: block">
    <img src="${above}" style="position: fixed; top: 8px; right: 24px; border: 1px solid #7e8590; border-radius: 6px"></body>`);
  await both.screenshot({ path: store("4-popup") });
  await both.close();
}

describe.runIf(process.env.PICTURES === "1")("pictures", () => {
  it("of the panel, the chips and the dashboard", { timeout: 300_000 }, async () => {
    await mkdir(join(root, "docs/pictures/sites"), { recursive: true });
    const stage = await openStage({ viewport: { width: 1280, height: 800 } });
    const mailbox = await stage.context.newPage();
    await mailbox.goto(`${stage.url}/sample/mail`);
    await mailbox.getByRole("link", { name: "Ada Lovelace" }).first().click();
    await (await panelIn(mailbox)).getByText("Worth sales' time?").waitFor();
    await mailbox.locator("leadlight-chip").nth(4).waitFor();
    await mailbox.waitForTimeout(700);
    await mailbox.screenshot({ path: picture("mailbox") });
    await mailbox.screenshot({ path: store("1-mail") });
    await mailbox.emulateMedia({ colorScheme: "dark" });
    await mailbox.waitForTimeout(300);
    await mailbox.screenshot({ path: store("5-dark") });
    await withPopup(stage, mailbox);

    for (const shown of pages)
      for (const dark of [false, true]) {
        const page = await open(stage, shown, dark);
        await page.screenshot({ path: picture(`sites/${shown.name}-${dark ? "dark" : "light"}`) });
        if (!dark && shown.name === "salesforce") await page.screenshot({ path: store("2-crm") });
        if (!dark && shown.name === "hubspot-company") await page.screenshot({ path: store("3-company") });
        await page.close();
      }

    const dashboard = await stage.context.newPage();
    await dashboard.setViewportSize({ width: 1280, height: 1240 });
    await dashboard.goto(stage.url);
    await dashboard.getByRole("button", { name: "Sign in as marketing" }).click();
    await dashboard.getByRole("heading", { name: "By week" }).waitFor();
    await dashboard.waitForTimeout(1_000);
    await dashboard.screenshot({ path: picture("dashboard") });
    await stage.close();
  });
});
