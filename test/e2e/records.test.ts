import { mkdir, readFile } from "node:fs/promises";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsIn } from "./database.ts";
import { axe, openStage, panelIn, type Stage } from "./stage.ts";

/** Records of a CRM, served at their addresses: who they are of, which company, and what is kept of them. */

const crm = "https://app-eu1.hubspot.com/contacts/1234567";
const contact = `${crm}/record/0-1/501`;
const company = `${crm}/record/0-2/88`;
/** Where to put pictures to look at; none are taken without it. */
const pictures = process.env.PICTURES;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(() => stage?.close());

const fixture = async (name: string): Promise<string> => {
  const html = await readFile(
    new URL(`../../extension/sites/hubspot/fixtures/${name}.html`, import.meta.url),
    "utf8",
  );
  // The panel gives way to dialogs.
  return html.replace(/<div role="dialog"[\s\S]*?<\/div>/, "");
};
/** A record's page, the panel beside it. */
async function open(url: string, html: string): Promise<{ page: Page; panel: Frame }> {
  const page = await stage.context.newPage();
  await page.route("https://app-eu1.hubspot.com/**", (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
  await page.goto(url);
  return { page, panel: await panelIn(page) };
}
const keysKept = () =>
  rowsIn(
    stage.state,
    `select k.value as value, l.email as email from lead_keys k join leads l on l.id = k.lead_id
     where k.kind = 'hubspot' and k.value = '0-1:501'`,
  );
/** Requests to the Worker that name somebody or something, since a number of requests. */
const asked = (since: number) =>
  stage.requests
    .slice(since)
    .filter((line) => line.includes(`${stage.url}/v1/`))
    .map((line) => decodeURIComponent(line.replace(`${stage.url}/v1/`, "")))
    .filter((line) => /key/.test(line));

async function trust(trustedCrms: string[], panel?: Frame): Promise<void> {
  const answer = await fetch(`${stage.url}/v1/settings`, {
    method: "PUT",
    headers: { authorization: "Bearer local-admin", "content-type": "application/json" },
    body: JSON.stringify({ trustedCrms }),
  });
  expect(answer.status).toBe(200);
  // The extension asks anew what the workspace agrees on where it has nothing from before.
  await panel?.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { local: { remove(key: string): Promise<void> } } } }
    ).chrome.storage.local.remove("me"),
  );
}
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

describe("a person's record", () => {
  it("is found by its address where its key is nobody's, and its key is kept of a trusted CRM alone", async () => {
    const since = stage.requests.length;
    const first = await open(contact, await fixture("contact"));
    await first.panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await first.page.waitForTimeout(3_500);
    expect(keysKept()).toEqual([]);
    const lines = asked(since);
    expect(lines[0]).toBe("GET insight?key=hubspot:0-1:501 ");
    expect(lines[1]).toMatch(/^GET insight\?key=sha256:[0-9a-f]{64} $/);
    expect(lines.join()).not.toMatch(/POST leads|@/);

    await trust(["hubspot:1234567"], first.panel);
    await first.page.reload();
    await (await panelIn(first.page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    for (let tries = 0; tries < 80 && keysKept().length === 0; tries += 1)
      await first.page.waitForTimeout(100);
    expect(keysKept()).toEqual([{ value: "0-1:501", email: "ada@analytical.example" }]);
    await first.page.close();
  });

  it("is the truth from then on, whosever address stands there", async () => {
    const since = stage.requests.length;
    const { page, panel } = await open(
      contact,
      (await fixture("contact")).replaceAll(/ada(@|%40)analytical\.example/gi, "charles$1analytical.example"),
    );
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await panel.getByText("The address on this page belongs to Charles Babbage.").waitFor();
    expect(asked(since)[0]).toBe("GET insight?key=hubspot:0-1:501 ");
    await picture(page, "record-disagrees");
    expect(await axe(panel)).toEqual([]);
    await panel.getByRole("button", { name: "Show", exact: true }).click();
    await panel.getByRole("heading", { name: "Charles Babbage" }).waitFor();
    await panel.getByRole("button", { name: "Back to the record" }).click();
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await page.waitForTimeout(3_500);
    expect(keysKept()).toEqual([{ value: "0-1:501", email: "ada@analytical.example" }]);
    await page.close();
  });

  it("of another's CRM is asked for by nothing but an address that may be a lead's", async () => {
    const since = stage.requests.length;
    const html = (await fixture("contact")).replaceAll("1234567", "7654321");
    const { page, panel } = await open(contact.replace("1234567", "7654321"), html);
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    expect(asked(since).join()).not.toContain("hubspot:");
    await page.close();
  });

  it("of nobody is answered in the browser, and shows the lead as soon as there is one", async () => {
    const since = stage.requests.length;
    const html = (await fixture("contact")).replaceAll(
      /(ada(@|%40)analytical|countess@lovelace)\.example/gi,
      "new.person$2nowhere-at-all.example",
    );
    const { page, panel } = await open(`${crm}/record/0-1/599`, html.replaceAll("0-1/501", "0-1/599"));
    await panel.getByRole("heading", { name: "Not a lead yet" }).waitFor();
    expect(asked(since)).toEqual(["GET insight?key=hubspot:0-1:599 "]);
    await panel.getByRole("button", { name: "Add as lead" }).click();
    await panel.getByText("Worth sales' time?").waitFor();
    await page.close();
  });
});

describe("a company's record", () => {
  it("shows the company and its people ranked; the rep picks one, who is remembered for the record", async () => {
    const { page, panel } = await open(company, await fixture("company"));
    await panel.getByRole("heading", { level: 1, name: "Analytical" }).waitFor();
    const people = await panel.locator("button.two-lines .number").allTextContents();
    expect(people.length).toBeGreaterThan(1);
    expect(people.map(Number)).toEqual(people.map(Number).sort((a, b) => b - a));
    await picture(page, "company");
    expect(await axe(panel)).toEqual([]);

    await panel.getByRole("button", { name: /^Ada Lovelace/ }).click();
    await panel.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
    await panel.getByRole("button", { name: "Yes, good lead" }).click();
    await panel.getByText("Saved").waitFor();
    const [verdict] = rowsIn(
      stage.state,
      `select v.verdict as verdict, v.site as site from verdicts v join leads l on l.id = v.lead_id
       where l.email = 'ada@analytical.example' order by v.at desc limit 1`,
    );
    expect(verdict).toMatchObject({ verdict: "good", site: "hubspot" });

    await page.reload();
    const again = await panelIn(page);
    await again.getByText("Remembered here").waitFor();
    await again.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
    await picture(page, "company-person");
    await again.getByRole("button", { name: "Back to the company" }).click();
    await again.getByRole("heading", { level: 1, name: "Analytical" }).waitFor();
    await page.reload();
    await (await panelIn(page)).getByRole("heading", { level: 1, name: "Analytical" }).waitFor();
    await page.close();
  });

  it("lists who of its people is no lead, to be added by one click", async () => {
    const html = (await fixture("company"))
      .replaceAll("charles@", "zoe.novak@")
      .replaceAll("Charles Babbage", "Zoe Novak");
    const { page, panel } = await open(
      company.replace("0-2/88", "0-2/89"),
      html.replaceAll("0-2/88", "0-2/89"),
    );
    await panel.getByRole("heading", { name: "Also on this page" }).waitFor();
    await picture(page, "company-stranger");
    await panel.getByRole("button", { name: /^Add as lead: / }).click();
    await panel
      .getByRole("button", { name: /^Zoe Novak/ })
      .and(panel.locator(".two-lines"))
      .waitFor();
    await page.close();
  });

  it("says plainly that nobody is known there, and asks nobody", async () => {
    const since = stage.requests.length;
    const html = (await fixture("company"))
      .replaceAll("analytical.example", "nobody-knows.example")
      .replaceAll("0-2/88", "0-2/90");
    const { page, panel } = await open(company.replace("0-2/88", "0-2/90"), html);
    await panel.getByText("No lead works at nobody-knows.example").waitFor();
    await picture(page, "company-unknown");
    expect(asked(since)).toEqual([]);
    await page.close();
  });
});

describe("the settings", () => {
  it("take the address of any record for whose CRM it is, and show what a report of a changed page holds", async () => {
    await trust(["hubspot:1234567"]);
    await stage.context.clearCookies();
    const page = await stage.context.newPage();
    await page.goto(stage.url);
    await page.getByRole("button", { name: "Sign in as an admin" }).click();
    await page.getByRole("heading", { name: "What sales says about our leads" }).waitFor();
    await page.goto(`${stage.url}/settings`);
    const form = page.getByRole("form", { name: "CRMs that we trust" });
    await form.getByLabel("Address of any record").fill("our crm");
    await form.getByRole("button", { name: "Add" }).click();
    await form.getByText("This is no address of a CRM.").waitFor();
    await form
      .getByLabel("Address of any record")
      .fill("https://acme.lightning.force.com/lightning/r/Lead/x/view");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Saved", { exact: true }).waitFor();
    const drift = page.getByRole("form", { name: "Changed pages" });
    await drift.getByLabel("Changed pages may be reported").check();
    await drift.getByRole("button", { name: "Save" }).click();
    await drift.getByText("Saved", { exact: true }).waitFor();
    const stored = () =>
      rowsIn(stage.state, "select trusted_crms as crms, drift_reports as drift from workspace")[0];
    expect(stored()).toEqual({ crms: '["hubspot:1234567","salesforce:acme"]', drift: 1 });
    if (pictures)
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await form.scrollIntoViewIfNeeded();
        await picture(page, `settings-${width}`);
      }
    expect(await axe(page)).toEqual([]);
    await form.getByRole("button", { name: "Remove Salesforce acme" }).click();
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("Saved", { exact: true }).waitFor();
    expect(stored()).toMatchObject({ crms: '["hubspot:1234567"]' });
    await page.close();
  });
});
