import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../worker/local/dev.ts";
import { gmailPage } from "./gmail.ts";
import { axe, goTo, openStage, panelIn, type Stage } from "./stage.ts";

const ada = { email: "ada@analytical.example", name: "Ada Lovelace" };
const sam = { email: "sam@stale.example", name: "Sam Stale" };
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

describe("the panel beside a mail", () => {
  it("shows who it is, how good and why, the persona and the touches", async () => {
    const page = await stage.gmail(ada);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await panel.getByText("Worth sales' time?").waitFor();
    const text = (await panel.locator("body").innerText()).replaceAll(/\s+/g, " ");
    expect(text).toContain("Head of Operations · Analytical");
    expect(text).toContain("Owner: you");
    expect(text).toMatch(/asked for a demo/i);
    expect(text).toMatch(/Operations lead/);
    expect(text).toMatch(/Worth sales' time\?/);
    expect(text).toMatch(/First: /);
    await panel.getByRole("button", { name: /^Why \d+/ }).click();
    const points = await panel.locator(".reason:not(.total) .points").allInnerTexts();
    const total = await panel.locator(".reason.total .points").innerText();
    const sum = points.reduce((all, each) => all + Number(each.replace("−", "-").replace("+", "")), 0);
    expect(sum).toBe(Number(total));
    await page.close();
  });

  it("follows the page to the next mail, and goes when nobody is there", async () => {
    const page = await stage.gmail(ada);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await goTo(page, sam, 1);
    await panel.getByRole("heading", { name: "Sam Stale" }).waitFor();
    await page.evaluate(() => {
      window.location.hash = "#inbox";
      document.querySelector("[role=main]")?.replaceChildren();
    });
    await page.waitForFunction(() => {
      const host = document.querySelector("leadlight-panel");
      return host === null || getComputedStyle(host).display === "none";
    });
    await page.close();
  });

  it("mounts once, and comes back when the page throws it out", async () => {
    const page = await stage.gmail(ada);
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    expect(await page.locator("leadlight-panel").count()).toBe(1);
    await page.evaluate(() => document.querySelector("leadlight-panel")?.remove());
    await page.waitForSelector("leadlight-panel", { state: "attached" });
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    expect(await page.locator("leadlight-panel").count()).toBe(1);
    await page.close();
  });

  it("offers to add somebody unknown, and then shows the lead", async () => {
    const page = await stage.gmail({ email: "new.person@analytical.example", name: "New Person" });
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Not a lead yet" }).waitFor();
    await panel
      .getByText(/Analytical/)
      .first()
      .waitFor();
    await panel.getByRole("button", { name: "Add as lead" }).click();
    await panel.getByRole("heading", { name: "New Person" }).waitFor();
    await page.close();
  });

  it("runs nothing that a stranger wrote, on the page or in the database", async () => {
    const evil = "<img src=x onerror=alert(1)>";
    const answer = await fetch(`${stage.url}/v1/leads`, {
      method: "POST",
      headers: { authorization: "Bearer local-marketing", "content-type": "application/json" },
      body: JSON.stringify([{ email: "evil@strangers.example", name: evil, title: evil, company: evil }]),
    });
    expect(answer.status).toBe(200);
    const page = await stage.gmail({ email: "nobody@strangers.example", name: evil });
    let alerted = false;
    page.on("dialog", (dialog) => {
      alerted = true;
      void dialog.dismiss();
    });
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Not a lead yet" }).waitFor();
    await goTo(page, { email: "evil@strangers.example", name: evil }, 1);
    await panel.getByRole("heading", { name: evil, exact: true }).waitFor();
    expect(await panel.locator("img").count()).toBe(0);
    await page.waitForTimeout(300);
    expect(alerted).toBe(false);
    await page.close();
  });

  it("folds to the edge and remembers it", async () => {
    const page = await stage.gmail(ada);
    const panel = await panelIn(page);
    await panel.getByRole("button", { name: "Fold the panel" }).click();
    await page.waitForFunction(() => (document.querySelector("leadlight-panel")?.clientWidth ?? 999) < 40);
    await page.close();
    const again = await stage.gmail(ada);
    await again.waitForSelector("leadlight-panel", { state: "attached" });
    await again.waitForFunction(() => (document.querySelector("leadlight-panel")?.clientWidth ?? 999) < 40);
    const width = () => again.evaluate(() => document.querySelector("leadlight-panel")?.clientWidth ?? 0);
    // On a busy machine the tab may not be drawn yet where it is clicked.
    for (let tries = 0; tries < 20 && (await width()) < 300; tries += 1) {
      await again.mouse.click(1274, 860 - 96 - 28);
      await again.waitForTimeout(250);
    }
    expect(await width()).toBeGreaterThan(300);
    await again.close();
  });

  it("sends of a page the hash of a lead's address, of a stranger's nothing", async () => {
    const secret = {
      email: "lena.secret@private-person.example",
      name: "Lena Secret",
      body: "Our merger is on",
    };
    stage.requests.length = 0;
    const page = await stage.gmail(secret);
    await (await panelIn(page)).getByRole("heading", { name: "Not a lead yet" }).waitFor();
    await goTo(page, { ...ada, body: secret.body }, 1);
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    await page.waitForTimeout(500);
    await page.close();
    const sent = stage.requests.join("\n");
    expect(sent).toContain(hash(ada.email));
    for (const stranger of [secret.email, "private-person.example"])
      expect(sent).not.toContain(hash(stranger));
    const all = stage.requests.join("\n").toLowerCase();
    for (const word of [
      "lena",
      "lovelace",
      "secret",
      "merger",
      "private-person",
      "subject that nobody",
      "text that nobody",
    ])
      expect(all).not.toContain(word);
    const hosts = new Set(
      stage.requests
        .map((line) => line.split(" ")[1] ?? "")
        .filter((url) => /^https?:/.test(url))
        .map((url) => new URL(url).hostname),
    );
    expect([...hosts].sort()).toEqual(["localhost", "mail.google.com"]);
  });

  it("leaves no address in any file of the Worker as part of a request", async () => {
    const files = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
      );
    for (const file of files(stage.state)) {
      const content = readFileSync(file, "latin1");
      expect(content.includes("lena.secret"), file).toBe(false);
      expect(/insight\?(key|email)=/.test(content), file).toBe(false);
    }
  });

  it("has nothing for axe to say, light or dark", async () => {
    const page = await stage.gmail(ada);
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axe(panel)).toEqual([]);
    }
    await panel.getByRole("button", { name: /No, because/ }).click();
    await panel.getByText("Bad timing").waitFor();
    expect(await axe(panel)).toEqual([]);
    await page.close();
  });
});

const recorded = join(root, "../shared/pages/gmail/2022-05-thread-full.derived-external.styled.html");

describe.runIf(existsSync(recorded))("the panel beside the recorded Gmail page", () => {
  const pageOf = (name: string) =>
    readFileSync(recorded, "utf8")
      .replaceAll("dana.lead@prospect.example", ada.email)
      .replaceAll("Dana Lead", name);

  it("shows Ada, and covers nothing that a person reads", async () => {
    const page = await stage.gmail(ada, pageOf("Ada Lovelace"));
    const panel = await panelIn(page);
    await panel.getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    const covered = await page.evaluate(() => {
      const host = document.querySelector("leadlight-panel")?.getBoundingClientRect();
      if (!host) return ["no panel"];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim();
        if (
          !text ||
          !node.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        )
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
          if (
            box.width > 1 &&
            box.right > host.left + 1 &&
            box.left < host.right - 1 &&
            box.bottom > host.top + 1 &&
            box.top < host.bottom - 1
          ) {
            const at = document.elementFromPoint(
              Math.min(box.left + 1, innerWidth - 1),
              Math.min(Math.max(box.top + 1, 0), innerHeight - 1),
            );
            if (at?.tagName === "LEADLIGHT-PANEL") texts.push(text.slice(0, 60));
          }
      }
      return texts;
    });
    expect(covered).toEqual([]);
    await page.close();
  });

  it("runs nothing from the sender's name", async () => {
    const page = await stage.gmail(ada, pageOf("&lt;img src=x onerror=alert(1)&gt;"));
    let alerted = false;
    page.on("dialog", (dialog) => {
      alerted = true;
      void dialog.dismiss();
    });
    await (await panelIn(page)).getByRole("heading", { name: "Ada Lovelace" }).waitFor();
    expect(alerted).toBe(false);
    await page.close();
  });
});

it("keeps the little page of the tests honest: it holds what must not be read", () => {
  expect(gmailPage(ada)).toContain("forged@elsewhere.example");
});
