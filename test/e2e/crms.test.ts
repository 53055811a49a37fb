import { mkdir, readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStage, panelIn, type Stage } from "./stage.ts";

/** Records of Salesforce and Pipedrive, at their addresses, as they come and go within one page. */

const org = "https://acme.lightning.force.com";
const company = "https://acme.pipedrive.com";
/** Where to put pictures to look at; none are taken without it. */
const pictures = process.env.PICTURES;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  if (pictures) await mkdir(pictures, { recursive: true });
});
afterAll(() => stage?.close());

const fixture = async (site: string, name: string, style: string): Promise<string> => {
  const url = new URL(`../../extension/sites/${site}/fixtures/${name}.html`, import.meta.url);
  const html = await readFile(url, "utf8");
  // The panel gives way to dialogs.
  return html
    .replace(/<div role="dialog"[\s\S]*?<\/div><\/div>/, "")
    .replace("</head>", `<style>${style}</style></head>`);
};
const lightning = `html, body { margin: 0; height: 100%; font: 13px system-ui; background: #b0c4df; }
  .oneContent { margin: 102px 12px 12px; padding: 12px; background: #fff; }`;
const grid = `html, body { margin: 0; font: 14px system-ui; }
  #content-wrapper { display: grid; grid-template: 56px calc(100vh - 56px) / 56px 1fr; width: 100vw; }
  #froot-header { position: fixed; inset: 0 0 auto 0; height: 56px; background: #eee; }
  #froot-nav, #main-content { grid-row: 2; } .viewContainer { padding: 16px; }`;

async function open(url: string, html: string): Promise<Page> {
  const page = await stage.context.newPage();
  await page.route(`${new URL(url).origin}/**`, (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
  await page.goto(url);
  return page;
}
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
  }
}
/** Texts of the page that the panel stands over, where a person could read them. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const panel = document.querySelector("leadlight-panel")?.getBoundingClientRect();
    if (!panel || panel.width < 300) return ["no panel"];
    return [...document.body.querySelectorAll("*")].flatMap((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const box = element.getBoundingClientRect();
      const isUnder = box.right > panel.left + 1 && box.bottom > panel.top && box.top < window.innerHeight;
      return own && box.width > 0 && isUnder ? [element.textContent ?? ""] : [];
    });
  });

it("Salesforce: an address that comes late, deep in shadow roots, and the next record within the page", async () => {
  const html = await fixture("salesforce", "shadow", lightning);
  const field = /<lightning-formatted-email>.*?<\/lightning-formatted-email>/.exec(html)?.[0] ?? "";
  expect(field).toContain("ada@analytical.example");
  const page = await open(`${org}/lightning/r/Contact/0035e00000abcdeAAA/view`, html.replace(field, ""));
  const panel = await panelIn(page);
  await panel
    .getByRole("heading", { name: "Mme Ada Lovelace" })
    .or(panel.getByText("Not a lead"))
    .first()
    .waitFor();

  /** The page becomes a record's: its field, and the link to its own lists. */
  const show = (email: string, id: string) =>
    page.evaluate(
      ({ email, id }) => {
        const find = (root: ParentNode, selector: string): Element | null => {
          const found = root.querySelector(selector);
          if (found?.checkVisibility()) return found;
          for (const { shadowRoot } of root.querySelectorAll("*")) {
            const inside = shadowRoot && find(shadowRoot, selector);
            if (inside) return inside;
          }
          return null;
        };
        const link = document.createElement("a");
        link.href = `mailto:${email}`;
        link.textContent = email;
        find(document, '[data-target-selection-name="sfdc:RecordField.Contact.Email"]')?.replaceChildren(
          link,
        );
        find(document, 'a[href*="/related/"]')?.setAttribute("href", `/lightning/r/${id}/related/Cases/view`);
      },
      { email, id },
    );
  await show("ada@analytical.example", "0035e00000abcdeAAA");
  await panel.getByRole("heading", { name: "Ada Lovelace", exact: true }).waitFor({ timeout: 15_000 });
  expect(await covered(page)).toEqual([]);
  await picture(page, "salesforce");

  // The address bar first, the page half a second later.
  const names: string[] = [];
  await page.evaluate(() => {
    history.pushState(null, "", "/lightning/r/Contact/0035e00000charl/view");
    document.title = "Charles";
    document.querySelector(".oneContent")?.append(document.createElement("i"));
  });
  for (let times = 0; times < 8; times += 1) {
    await page.waitForTimeout(100);
    if (times > 2) names.push(...(await panel.locator("h1").allTextContents()));
  }
  expect(names).not.toContain("Ada Lovelace");
  await show("charles@analytical.example", "0035e00000charl");
  await page.evaluate(() => document.querySelector(".oneContent i")?.remove());
  await panel
    .getByRole("heading", { name: /^Charles/ })
    .first()
    .waitFor({ timeout: 15_000 });
  await page.close();
});

it("Pipedrive: a person, and a deal's people", async () => {
  const person = await open(`${company}/person/7`, await fixture("pipedrive", "person", grid));
  await (await panelIn(person)).getByRole("heading", { name: "Ada Lovelace", exact: true }).waitFor();
  expect(await covered(person)).toEqual([]);
  await picture(person, "pipedrive-person");
  await person.close();

  const deal = await open(`${company}/deal/9`, await fixture("pipedrive", "deal", grid));
  await (await panelIn(deal)).getByRole("button", { name: /^Ada Lovelace/ }).waitFor();
  expect(await covered(deal)).toEqual([]);
  await picture(deal, "pipedrive-deal");
  await deal.close();
});
