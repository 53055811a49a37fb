import { join } from "node:path";
import { it } from "vitest";
import { root } from "../../worker/local/dev.ts";
import { openStage, panelIn } from "./stage.ts";

const picture = (name: string) => join(root, "docs/pictures", `${name}.png`);

/** `npm run pictures`: those of the README, from the real thing. */
it.runIf(process.env.PICTURES === "1")("pictures of the panel and the dashboard", async () => {
  const stage = await openStage({ viewport: { width: 1280, height: 800 } });
  const mailbox = await stage.context.newPage();
  await mailbox.goto(`${stage.url}/sample/mail`);
  await mailbox.getByRole("link", { name: "Ada Lovelace" }).first().click();
  await (await panelIn(mailbox)).getByText("Worth sales' time?").waitFor();
  await mailbox.waitForTimeout(500);
  await mailbox.screenshot({ path: picture("mailbox") });

  const dashboard = await stage.context.newPage();
  await dashboard.setViewportSize({ width: 1280, height: 1240 });
  await dashboard.goto(stage.url);
  await dashboard.getByRole("button", { name: "Sign in as marketing" }).click();
  await dashboard.getByRole("heading", { name: "By week" }).waitFor();
  await dashboard.waitForTimeout(1_000);
  await dashboard.screenshot({ path: picture("dashboard") });
  await stage.close();
});
