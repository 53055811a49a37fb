import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { freePort } from "../port.ts";
import { about, type Sender } from "./sender.ts";

/** Segment's library for browsers: its bundle as it comes, in real Chromium, on pages of another origin. */

const bundles = join(dirname(createRequire(import.meta.url).resolve("@segment/analytics-next")), "../umd");

/** Of one visitor: the library sends one message after the other, each in a request of its own. */
const TABS = 4;

/** Who says HeadlessChrome is left out as a robot. */
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

declare global {
  interface Window {
    analytics: {
      page(category: string, name: string, properties: object): Promise<unknown>;
      track(event: string, properties: object): Promise<unknown>;
    };
  }
}

/** A page with the library, which learns from `url` where to send. Around it, it is noted what was answered with yes. */
const html = (url: string, writeKey: string): string => `<!doctype html>
<html lang="en"><head><title>A shop</title>
<script>
  const delivered = new Set();
  const gaveUp = [];
  const send = window.fetch;
  window.fetch = async (address, init) => {
    const answer = await send(address, init);
    if (answer.ok && init?.body) delivered.add(JSON.parse(init.body).messageId);
    return answer;
  };
</script>
<script src="/index.js"></script>
<script>
  const options = ${JSON.stringify({ writeKey, cdnURL: url })};
  window.analytics = AnalyticsNext.AnalyticsBrowser.load(options);
  window.analytics.on("error", ({ reason }) => gaveUp.push(String(reason)));
</script></head><body></body></html>`;

/** The site that these pages are on. */
async function site(page: string): Promise<{ address: string; close(): void }> {
  const port = await freePort();
  const server = createServer(({ url = "/" }, answer) => {
    const isScript = url.endsWith(".js");
    answer.setHeader("content-type", `text/${isScript ? "javascript" : "html"}; charset=utf-8`);
    if (isScript)
      createReadStream(join(bundles, basename(url)))
        .on("error", () => answer.writeHead(404).end())
        .pipe(answer);
    else answer.end(page);
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export async function browser(
  url: string,
  writeKey: string,
  executablePath: string,
): Promise<Sender & { close(): Promise<void> }> {
  const name = "browser";
  const { address, close } = await site(html(url, writeKey));
  const chrome = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-quic"] });
  const context = await chrome.newContext({ userAgent });
  const tabs: Page[] = [];
  for (let tab = 0; tab < TABS; tab += 1) {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction("analytics.instance !== undefined");
    tabs.push(page);
  }
  const sum = async (what: string): Promise<number> => {
    const counts = await Promise.all(tabs.map((tab) => tab.evaluate<number>(what)));
    return counts.reduce((all, count) => all + count, 0);
  };
  let handed = 0;
  return {
    name,
    async hand(from, to) {
      handed += to - from;
      const messages = Array.from({ length: to - from }, (_, index) => about(name, from + index));
      await Promise.all(
        tabs.map((tab, index) =>
          tab.evaluate(
            (own) => {
              for (const { isPage, properties } of own)
                if (isPage) void window.analytics.page("", "A page", properties);
                else void window.analytics.track("Form Submitted", properties);
            },
            messages.filter((_, number) => number % TABS === index),
          ),
        ),
      );
    },
    delivered: () => sum("delivered.size"),
    async end() {
      for (const until = Date.now() + 180_000; (await sum("delivered.size")) < handed; ) {
        if (Date.now() > until) {
          const [delivered, lost] = await Promise.all([sum("delivered.size"), sum("gaveUp.length")]);
          throw new Error(`The browser delivered ${delivered} of ${handed}, and gave up on ${lost}`);
        }
        await new Promise((later) => setTimeout(later, 200));
      }
    },
    async close() {
      await chrome.close();
      close();
    },
  };
}
