import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsIn } from "./database.ts";
import type { Mail } from "./gmail.ts";
import { goTo, openStage, panelIn, type Stage } from "./stage.ts";

const MANY = 50;
let stage: Stage;
let mails: Mail[] = [];
let spare: Mail | undefined;

beforeAll(async () => {
  stage = await openStage();
  const unjudged = `select l.email, l.name from leads l where l.email is not null and l.name is not null
    and l.stage in ('inquiry', 'mql', 'sal') and not exists (select 1 from current_verdicts c where c.lead_id = l.id)
    and not exists (select 1 from accounts a where a.id = l.account_id and a.customer_since is not null)
    order by l.id limit ${MANY + 1}`;
  const unjudgedMails = rowsIn(stage.state, unjudged).map(({ email, name }) => ({
    email: String(email),
    name: String(name),
  }));
  mails = unjudgedMails.slice(0, MANY);
  spare = unjudgedMails[MANY];
  expect(mails).toHaveLength(MANY);
});
afterAll(() => stage?.close());

const show = async (page: Page, panel: Frame, mail: Mail, index: number) => {
  await goTo(page, mail, index);
  await panel.getByRole("heading", { name: mail.name, exact: true }).waitFor();
  await panel.getByRole("button", { name: "Yes, good lead" }).waitFor();
};
const given = (ids: string) =>
  rowsIn(
    stage.state,
    `select count(*) as n, count(distinct v.lead_id) as leads from verdicts v join leads l on l.id = v.lead_id
     where l.email in (${ids})`,
  )[0];

describe("no verdict is lost or doubled", () => {
  it("brings 50, given while the Worker is down and the browser dies, exactly once", async () => {
    let [first] = mails;
    if (!first) throw new Error("There are no mails");
    let page = await stage.gmail(first);
    let panel = await panelIn(page);
    for (const [index, mail] of mails.entries()) await show(page, panel, mail, index);

    await stage.stopWorker("SIGKILL");
    for (const [index, mail] of mails.entries()) {
      await show(page, panel, mail, index);
      await panel.getByRole("button", { name: "Yes, good lead" }).click();
      await panel.getByText("Waiting to send").waitFor();
    }
    await stage.restartBrowser();
    const emails = mails.map(({ email }) => `'${email.replaceAll("'", "''")}'`).join();
    expect(given(emails)).toEqual({ n: 0, leads: 0 });

    await stage.startWorker();
    [first] = mails;
    if (!first) throw new Error("There are no mails");
    page = await stage.gmail(first);
    panel = await panelIn(page);
    await panel.getByText("Saved").waitFor({ timeout: 90_000 });
    for (let tries = 0; tries < 120 && given(emails)?.n !== MANY; tries += 1) await page.waitForTimeout(500);
    expect(given(emails)).toEqual({ n: MANY, leads: MANY });
    await page.waitForTimeout(3_000);
    expect(given(emails)).toEqual({ n: MANY, leads: MANY });
    await page.close();
  });

  it("takes no in two clicks, moves the lead, and undo takes both back", async () => {
    const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
    const page = await stage.gmail(ada);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: ada.name }).waitFor();
    const stageOf = () =>
      rowsIn(stage.state, `select stage, good, bad from leads where email = '${ada.email}'`)[0];
    const before = stageOf();
    await panel.getByRole("button", { name: /No, because/ }).click();
    await panel.getByRole("button", { name: "Bad timing" }).click();
    await panel.getByText("Saved").waitFor();
    expect(stageOf()).toMatchObject({ stage: "recycled" });
    await panel.getByRole("button", { name: "Undo" }).click();
    await panel.getByText("Worth sales' time?").waitFor();
    for (let tries = 0; tries < 40 && stageOf()?.stage !== before?.stage; tries += 1)
      await page.waitForTimeout(100);
    expect(stageOf()).toEqual(before);
    await page.close();
  });

  it("listens to its keys only while it has the focus", async () => {
    if (!spare) throw new Error("There is no lead left");
    const page = await stage.gmail(spare);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: spare.name, exact: true }).waitFor();
    await page.locator("[role=main]").click();
    await page.keyboard.press("g");
    await page.waitForTimeout(300);
    await panel.getByText("Worth sales' time?").waitFor();
    await panel.getByRole("button", { name: "Yes, good lead" }).focus();
    await page.keyboard.press("b");
    await panel.getByRole("button", { name: "Other…" }).click();
    await page.keyboard.press("Escape");
    await panel.getByRole("button", { name: "Low intent" }).waitFor();
    await page.keyboard.press("g");
    await panel.getByText("Saved").waitFor();
    await panel.getByRole("button", { name: "Undo" }).click();
    await panel.getByText("Worth sales' time?").waitFor();
    await page.close();
  });

  it("takes a double click for one", async () => {
    if (!spare) throw new Error("There is no lead left");
    const page = await stage.gmail(spare);
    const panel = await panelIn(page);
    const given = () => {
      const all = `select count(*) as n from verdicts v join leads l on l.id = v.lead_id where v.verdict = 'good' and l.email`;
      return rowsIn(stage.state, `${all} = '${spare?.email}'`)[0]?.n;
    };
    const before = Number(given());
    await panel.getByRole("button", { name: "Yes, good lead" }).dblclick();
    await panel.getByText("Saved").waitFor();
    await page.waitForTimeout(500);
    expect(given()).toBe(before + 1);
    await page.close();
  });
});
