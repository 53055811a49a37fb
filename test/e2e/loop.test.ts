import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsIn } from "./database.ts";
import { axe, openStage, panelIn, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const signIn = async (as: string): Promise<Page> => {
  await stage.context.clearCookies();
  const page = await stage.context.newPage();
  await page.goto(stage.url);
  await page.getByRole("button", { name: as }).click();
  await page.getByRole("heading", { name: "What sales says about our leads" }).waitFor();
  return page;
};

describe("the loop between the teams", () => {
  it("a verdict reaches the dashboard, marketing answers, the rep reads it", async () => {
    const [lead] = rowsIn(
      stage.state,
      `select l.email, l.name from leads l join people p on p.id = l.owner_id
       where l.email = 'ada@analytical.example'`,
    );
    expect(lead).toBeDefined();
    const mail = { email: String(lead?.email), name: String(lead?.name) };
    const page = await stage.gmail(mail);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: mail.name }).waitFor();
    await panel.getByRole("button", { name: /No, because/ }).click();
    await panel.getByRole("button", { name: "Wrong persona" }).click();
    await panel.getByText("Saved").waitFor();

    const dashboard = await signIn("Sign in as marketing");
    const item = dashboard
      .locator("li, tr, article")
      .filter({ hasText: mail.name })
      .filter({ hasText: "Wrong persona" })
      .last();
    await item.waitFor();
    await item.getByRole("button", { name: /^Reply/ }).click();
    await dashboard.getByLabel(/Your reply/).fill("Persona rule mended, thanks.");
    await dashboard.getByRole("button", { name: "Send" }).click();
    await dashboard.getByText(/^Sent/).first().waitFor();
    await item.getByRole("button", { name: /meeting/i }).click();
    await dashboard.goto(`${stage.url}/meeting`);
    await dashboard.getByText(mail.name).first().waitFor();
    await dashboard.close();

    await page.reload();
    const again = await panelIn(page);
    await again.getByText(/Persona rule mended, thanks\./).waitFor();
    await page.close();
  });

  it("has nothing for axe to say on any page, light or dark", async () => {
    const dashboard = await signIn("Sign in as marketing");
    for (const path of ["/", "/meeting", "/replies", "/content", "/settings"]) {
      await dashboard.goto(`${stage.url}${path}`);
      await dashboard.getByRole("heading", { level: 1 }).waitFor();
      await dashboard.waitForLoadState("networkidle");
      for (const colorScheme of ["light", "dark"] as const) {
        await dashboard.emulateMedia({ colorScheme });
        expect(await axe(dashboard), `${path} ${colorScheme}`).toEqual([]);
      }
    }
    await dashboard.close();
  });

  it("shows a rep the report without reply or meeting", async () => {
    const page = await signIn("Sign in as a rep");
    await page.getByText("Score and sales differ").first().waitFor();
    expect(await page.getByRole("button", { name: /^(Reply|To meeting)/ }).count()).toBe(0);
    await page.close();
  });
});
