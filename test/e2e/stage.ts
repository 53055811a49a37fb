import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { inject } from "vitest";
import { type LocalWorker, root, startWorker } from "../../worker/local/dev.ts";
import { launchChromium } from "../chromium.ts";
import { gmailPage, type Mail, openMail, THREAD_URL } from "./gmail.ts";

/** The whole thing: the running Worker on the sample workspace or an empty one, and Chromium with the built extension. */

declare module "vitest" {
  interface ProvidedContext {
    chromium: string;
    /** Migrated databases with the sample workspace, and with nobody but those who sign in; never used themselves, only copied. */
    templates: { sample: string; empty: string };
    /** The local extension, built for `port`. */
    extension: string;
    port: number;
  }
}

export interface Stage {
  state: string;
  url: string;
  context: BrowserContext;
  /** Every request of pages and background, in order: method, address and body. */
  requests: string[];
  stopWorker(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  startWorker(): Promise<void>;
  /** Ends the browser as a crash would, and starts it again on the same profile. */
  restartBrowser(): Promise<void>;
  /** A Gmail thread with somebody, at its real address. */
  gmail(mail: Mail, page?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(
  options: {
    workspace?: "sample" | "empty";
    colorScheme?: "light" | "dark";
    viewport?: { width: number; height: number };
  } = {},
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "leadlight-"));
  const state = join(folder, "state");
  const profile = join(folder, "profile");
  // Without it, an extension from a folder that is loaded anew is switched off.
  await mkdir(join(profile, "Default"), { recursive: true });
  await writeFile(
    join(profile, "Default", "Preferences"),
    JSON.stringify({ extensions: { ui: { developer_mode: true } } }),
  );
  await cp(inject("templates")[options.workspace ?? "sample"], state, { recursive: true });
  const port = inject("port");
  let worker: LocalWorker | undefined = await startWorker({ port, state });
  const requests: string[] = [];

  const launch = async () => {
    const context = await launchChromium({
      executablePath: inject("chromium"),
      profile,
      extension: inject("extension"),
      viewport: options.viewport ?? { width: 1280, height: 860 },
      colorScheme: options.colorScheme,
    });
    context.on("request", (request) =>
      requests.push([request.method(), request.url(), request.postData() ?? ""].join(" ")),
    );
    return context;
  };
  let context = await launch();

  return {
    state,
    url: `http://localhost:${port}`,
    requests,
    get context() {
      return context;
    },
    async stopWorker(signal) {
      await worker?.stop(signal);
      worker = undefined;
    },
    async startWorker() {
      worker ??= await startWorker({ port, state });
    },
    async restartBrowser() {
      const page = context.pages()[0] ?? (await context.newPage());
      const gone = new Promise((done) => context.once("close", done));
      const devtools = await context.newCDPSession(page);
      // It dies before it can answer.
      devtools.send("Browser.crash").catch(() => {});
      await gone;
      context = await launch();
    },
    async gmail(mail, html = gmailPage(mail)) {
      const page = await context.newPage();
      await page.route("https://mail.google.com/**", (route) =>
        route.request().resourceType() === "document"
          ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
          : route.abort(),
      );
      await page.goto(THREAD_URL);
      return page;
    },
    async close() {
      await context.close();
      await worker?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The panel's frame in a page, wherever it is hidden. */
export async function panelIn(page: Page): Promise<Frame> {
  for (let tries = 0; tries < 100; tries += 1) {
    const frame = page.frames().find((each) => each.url().includes("/panel.html"));
    if (frame) return frame;
    await page.waitForTimeout(100);
  }
  throw new Error("There is no panel in this page");
}

/** Another mail in the same tab. */
export const goTo = (page: Page, mail: Mail, index: number) => page.evaluate(openMail, { mail, index });

/** What axe finds wrong in a page or a frame, a line each. */
export async function axe(target: Page | Frame): Promise<string[]> {
  const source = await readFile(join(root, "node_modules/axe-core/axe.min.js"), "utf8");
  await target.evaluate(source);
  return target.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  });
}
