import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pages } from "../../worker/dashboard/pages.ts";
import { scripts } from "../hostile.ts";
import { openStage, panelIn, type Stage } from "./stage.ts";

/** Strangers write scripts wherever they can write. In the panel and on the dashboard they are texts. */

const mallory = { email: "mallory@strangers.example", userId: "mallory" };
const [script = "", image = ""] = scripts;

let stage: Stage;
const send = async (path: string, key: string, body: unknown) => {
  const answer = await fetch(`${stage.url}/v1/${path}`, {
    method: "POST",
    headers: {
      authorization: key.includes(" ") ? key : `Basic ${btoa(`${key}:`)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
};

/** Messages with each script wherever one fits. */
function messages(who: Record<string, string>) {
  const at = (index: number) => new Date(Date.now() - index * 3_600_000).toISOString();
  return scripts.flatMap((evil, index) => {
    const bag = { name: evil, title: evil, url: evil, subject: evil, link: evil, [evil]: evil, value: evil };
    const context = {
      page: { url: `https://a.example/${index}?utm_source=${evil}`, title: evil, referrer: evil, path: evil },
      campaign: { source: evil, medium: evil, name: evil, content: evil },
      device: { name: evil },
      os: { name: evil },
    };
    const common = { ...who, context, timestamp: at(index) };
    return [
      {
        type: "page",
        ...common,
        name: evil,
        properties: { ...bag, title: evil, url: `https://a.example/${evil}` },
      },
      { type: "track", ...common, event: evil, properties: bag },
      { type: "track", ...common, event: "Form Submitted", properties: { ...bag, form_name: evil } },
      {
        type: "track",
        ...common,
        event: "Email Opened",
        properties: { ...bag, email_subject: evil, campaign_name: evil },
      },
      { type: "track", ...common, event: "Journey Entered", properties: { ...bag, journey_name: evil } },
      { type: "group", ...common, groupId: evil, traits: { ...bag, industry: evil, employees: evil } },
      {
        type: "identify",
        ...common,
        traits: {
          ...bag,
          firstName: evil,
          lastName: evil,
          company: evil,
          phone: evil,
          website: evil,
          avatar: evil,
        },
      },
    ];
  });
}

beforeAll(async () => {
  stage = await openStage({ workspace: "empty", viewport: { width: 1280, height: 1000 } });
  const made = await send("leads", "Bearer local-marketing", [
    {
      email: mallory.email,
      keys: [`user:${mallory.userId}`],
      name: script,
      title: image,
      company: image,
      source: script,
    },
  ]);
  const { email, userId } = mallory;
  const batch = messages({ userId, anonymousId: "m1" });
  await send("batch", "local-server", { batch: [...batch, { type: "identify", userId, traits: { email } }] });
  const { leads }: { leads: { id: string }[] } = await made.json();
  await send("feedback", "Bearer local-rep", {
    id: crypto.randomUUID(),
    leadId: leads[0]?.id,
    verdict: "bad",
    reason: "bad_timing",
    note: script,
    at: Date.now(),
    seen: { score: 50, band: "B", scorecard: 1, persona: null, site: "gmail" },
  });
  // Of strangers: a visitor who says to be that lead, and one who says to be somebody whom nobody knows.
  await send("batch", "local-write", { batch: messages({ anonymousId: "m2", userId: scripts[2] ?? "" }) });
  for (const claimed of [email, "unknown@strangers.example", `"${script}"@strangers.example`])
    await send("batch", "local-write", {
      batch: [
        {
          type: "identify",
          anonymousId: `m ${claimed}`,
          traits: { email: claimed, name: image, company: script },
        },
        {
          type: "track",
          anonymousId: `m ${claimed}`,
          event: "Demo Requested",
          properties: { title: image, form_name: script },
        },
      ],
    });
});
afterAll(() => stage?.close());

/** What of a text became more than text. */
const taken = (target: Page | Frame): Promise<string[]> =>
  target.evaluate(() => {
    const found: string[] = "pwned" in globalThis ? ["a script ran"] : [];
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes)
        if (
          /^on/.test(name) ||
          /^\s*(javascript|data|vbscript):/i.test(value) ||
          (name === "srcdoc" && value !== "")
        )
          found.push(`${element.localName} ${name}=${value}`);
      if (element.localName === "script" && (element.textContent ?? "").includes("pwned"))
        found.push("a script element");
      if (element.localName === "img" && element.getAttribute("src") === "x") found.push("an image");
      if (element.localName === "style" && (element.textContent ?? "").includes("pwned"))
        found.push("a style");
    }
    return found;
  });

/** Opens whatever opens, and looks at each thing as a mouse would. */
async function touchAll(target: Page | Frame): Promise<void> {
  for (const name of [/^Why \d+/, /more$/i, /^show all/i]) {
    const button = target.getByRole("button", { name }).first();
    if (await button.isVisible().catch(() => false)) await button.click({ timeout: 2_000 }).catch(() => {});
  }
  await target.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    for (const element of document.querySelectorAll("body *"))
      for (const type of ["mouseover", "mouseenter", "focus"])
        element.dispatchEvent(new Event(type, { bubbles: true }));
  });
}

/** What the page says by itself from here on. */
function dialogsOf(page: Page): string[] {
  const said: string[] = [];
  page.on("dialog", (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  return said;
}

describe("what strangers wrote", () => {
  it("is text in the panel", async () => {
    const page = await stage.gmail({ email: mallory.email, name: image });
    const dialogs = dialogsOf(page);
    const panel = await panelIn(page);
    await panel.getByText("Unconfirmed: ").waitFor();
    await touchAll(panel);
    await page.waitForTimeout(500);
    const text = await panel.locator("body").innerText();
    for (const evil of [script, image, `Form\n${script}`, "Unconfirmed: "]) expect(text).toContain(evil);
    expect(await taken(panel)).toEqual([]);
    expect(await taken(page)).toEqual([]);
    expect(dialogs).toEqual([]);
    await page.close();
  });

  it("is text on every page of the dashboard", async () => {
    await stage.context.addCookies([{ name: "leadlight_session", value: "local-admin", url: stage.url }]);
    const page = await stage.context.newPage();
    const dialogs = dialogsOf(page);
    const shows: string[] = [];
    const others = ["/?by=campaign", "/?by=source", "/campaigns?by=campaign", "/campaigns?by=content"];
    const each = pages.flatMap(({ path }) => (path.includes(":") ? [] : [path]));
    for (const path of [...each, ...others]) {
      await page.goto(stage.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      await touchAll(page);
      if ((await page.locator("body").innerText()).includes("globalThis.pwned=1")) shows.push(path);
      expect([path, ...(await taken(page))]).toEqual([path]);
    }
    expect(dialogs).toEqual([]);
    // It is there to be seen at all.
    expect(shows).toEqual(expect.arrayContaining([...others, "/", "/sources", "/connect"]));
    await page.close();
  });
});
