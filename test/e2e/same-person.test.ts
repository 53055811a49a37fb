import { afterAll, beforeAll, expect, it } from "vitest";
import { changeIn, rowsIn } from "./database.ts";
import { axe, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let ids: string[] = [];

beforeAll(async () => {
  stage = await openStage({ workspace: "empty" });
  const answer = await fetch(`${stage.url}/v1/leads`, {
    method: "POST",
    headers: { authorization: "Bearer local-marketing", "content-type": "application/json" },
    body: JSON.stringify([
      { email: "ada@analytical.example", name: "Ada Lovelace", title: "Head of Operations" },
      { keys: ["crm:7", `crm:${"0123456789".repeat(15)}`], name: "A. Lovelace", company: "Analytical" },
    ]),
  });
  const { leads }: { leads: { id: string }[] } = await answer.json();
  ids = leads.map(({ id }) => id);
});
afterAll(() => stage.close());

it("two leads that a row says are one: side by side, merged, parted, two people, decided again", async () => {
  const page = await stage.context.newPage();
  await page.goto(stage.url);
  await page.getByRole("button", { name: "Sign in as marketing" }).click();
  await page.getByRole("link", { name: "Same person?" }).click();
  await page.getByText("Nobody is in doubt").waitFor();
  expect(await axe(page)).toEqual([]);

  const [ada = "", other = ""] = ids;
  changeIn(
    stage.state,
    "insert into conflicts (id, lead_a, key_a, lead_b, key_b, at) values ('doubt', ?, 'email:ada@analytical.example', ?, 'crm:7', ?)",
    ada,
    other,
    Date.now(),
  );
  await page.reload();
  const pair = page.getByRole("region", { name: "Ada Lovelace and A. Lovelace" });
  await pair.getByRole("row", { name: "Name , differs Ada Lovelace A. Lovelace" }).waitFor();
  await pair.getByRole("row", { name: "Company not known Analytical" }).waitFor();
  expect(await axe(page)).toEqual([]);

  // By keyboard alone: the focus goes where what happened is told, and back.
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await pair.getByRole("button", { name: "One person: keep left: Ada Lovelace" }).focus();
  await page.keyboard.press("Enter");
  await pair.getByText("One person: A. Lovelace is part of Ada Lovelace now.").waitFor();
  expect(await focused()).toContain("A. Lovelace is part of");
  expect(rowsIn(stage.state, "select name, company, title from leads")).toEqual([
    { name: "Ada Lovelace", company: "Analytical", title: "Head of Operations" },
  ]);
  await page.getByRole("listitem").filter({ hasText: "A. Lovelace is part of Ada Lovelace" }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await pair.getByText("Are they one person?").waitFor();
  expect(await focused()).toBe("Ada Lovelace and A. Lovelace");
  expect(rowsIn(stage.state, "select count(*) as n from leads")).toEqual([{ n: 2 }]);

  await pair.getByRole("button", { name: "Two different people" }).click();
  await pair.getByText("You will not be asked again.").waitFor();
  await page.reload();
  await page.getByText("Nobody is in doubt").waitFor();
  await page.getByRole("button", { name: "Decide again: Ada Lovelace and A. Lovelace" }).click();
  await pair.getByText("Are they one person?").waitFor();
  expect(await axe(page)).toEqual([]);

  // Narrow, nothing scrolls sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // Somebody else was faster: it is said, and looking again shows how it is.
  await fetch(`${stage.url}/v1/merges`, {
    method: "POST",
    headers: { authorization: "Bearer local-admin", "content-type": "application/json" },
    body: JSON.stringify({ into: other, from: ada }),
  });
  await pair.getByRole("button", { name: "One person: keep left" }).click();
  await pair.getByRole("alert").getByText("They are one lead already").waitFor();
  await pair.getByRole("button", { name: "Look again" }).click();
  await page.getByText("Nobody is in doubt").waitFor();
  await page.getByText("Ada Lovelace is part of A. Lovelace").waitFor();
  await page.close();
});
