import type { BrowserContext, Page } from "playwright-core";
import { escaped, type Mail } from "./gmail.ts";

/** A page shaped like Gmail's list of mails, with as many boxes around a name, which uses its rows again as Gmail does. */

export const INBOX_URL = "https://mail.google.com/mail/u/0/#inbox";

export interface InboxLook {
  dark?: boolean;
  /** Gmail's density: rows of 40 px, or of 28. */
  compact?: boolean;
}

/** What stands in one row. */
export const cellsOf = ({ email, name }: Mail, subject: string): string => `
  <td class="oZ-x3 xY"></td>
  <td class="yX xY">
    <div class="afn"><span class="yP" email="${escaped(email)}" name="${escaped(name)}">${escaped(name)}</span>, ${escaped(subject)}</div>
    <div class="yW"><span class="bA4"><span class="yP" translate="no" email="${escaped(email)}" name="${escaped(name)}">${escaped(name)}</span></span></div>
  </td>
  <td class="a4W"><div class="xS"><span class="bog"><span data-legacy-thread-id="${escaped(subject)}">${escaped(subject)}</span></span>
    <span class="y2"> - A text that nobody may read</span></div></td>
  <td class="xW">14:30</td>`;

/** The window's part of the list: the page, with rows for these. */
export const inboxPage = (
  mails: readonly Mail[],
  { dark = false, compact = false }: InboxLook = {},
): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Inbox - rosa.reyes@leadlight-sample.example - Gmail</title>
<style>
  html, body { height: 100%; } body { margin: 0; font: 14px/20px Roboto, Arial, sans-serif; color: #222; background: ${dark ? "#111" : "#fff"}; }
  #gb { height: 64px; background: ${dark ? "#1b1b1b" : "#f6f8fc"}; } .columns { display: flex; height: calc(100% - 64px); }
  .nav { width: 180px; } .no { flex: 1; min-width: 0; display: flex; } .bkK { flex: 1; min-width: 0; } .bAw { width: 56px; }
  .Tm { height: 100%; overflow-y: auto; } table { display: block; } tbody { display: block; }
  .afn { display: none; }
  .zA { display: flex; align-items: center; cursor: pointer; height: ${compact ? 28 : 40}px; box-shadow: inset 0 -1px 0 0 ${dark ? "#333" : "#eee"};
    color: ${dark ? "#e8eaed" : "#202124"}; background: ${dark ? "rgba(0,0,0,0)" : "rgba(242,245,245,0.8)"}; }
  .zA td { display: flex; align-items: center; padding: 0; } .oZ-x3 { width: 20px; }
  .zA > .yX { flex-basis: 168px; max-width: 168px; min-width: 0; padding-right: 32px; flex-shrink: 0; flex-grow: 1; }
  .yW { font-size: .875rem; letter-spacing: .2px; white-space: pre; align-items: baseline; display: flex; flex: 1; min-width: 0; overflow: hidden; }
  .bA4 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .a4W { flex: 1; min-width: 0; } .xS { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; } .xW { width: 60px; }
</style></head>
<body><div class="nH"></div><header id="gb" role="banner">
  <a aria-label="Google Account: Rosa (rosa.reyes@leadlight-sample.example)" href="https://accounts.google.com/SignOutOptions" role="button">R</a></header>
<div class="columns bkL"><div class="nav">Inbox</div><div class="no"><div class="bkK nH"><div class="Tm">
  <div role="main"><table class="F cf zt"><tbody>${mails.map((mail, index) => `<tr class="zA" role="row">${cellsOf(mail, mail.subject ?? `t${index}`)}</tr>`).join("")}</tbody></table></div>
</div></div><div class="bAw"></div></div></div></body></html>`;

/** Somebody with the markup of a row. */
export interface Person extends Mail {
  cells: string;
}

/** In the page: rows that are used for others again, as lists do that scroll or come anew; `recycling` ends it. */
export interface Recycling {
  stop(): void;
  /** How long the rows were at rest at most, ms: a machine with other things to do is late. */
  rested(): number;
}

/**
 * Runs in the page: `every` so many ms each row that is not `kept` is about somebody else. By turns its texts and
 * attributes are written over, its cells made anew, it is another row, it gets another's cell, and rows change places.
 */
export const recycle = ({ people, every, kept }: { people: Person[]; every: number; kept: number }): void => {
  const body = document.querySelector("tbody");
  if (!body) throw new Error("There is no list");
  let turn = 0;
  let last = performance.now();
  let rested = 0;
  const timer = setInterval(() => {
    turn += 1;
    rested = Math.max(rested, performance.now() - last);
    last = performance.now();
    for (const [index, row] of [...body.rows].slice(kept).entries()) {
      const one = people[(turn * 7 + index) % people.length];
      if (!one) continue;
      switch ((turn + index) % 4) {
        case 0:
          for (const span of row.querySelectorAll("[email]")) {
            span.setAttribute("email", one.email);
            span.setAttribute("name", one.name);
            if (span.firstChild instanceof Text) span.firstChild.data = one.name;
          }
          break;
        case 1:
          row.innerHTML = one.cells;
          break;
        case 2: {
          const another = document.createElement("tr");
          another.className = "zA";
          another.innerHTML = one.cells;
          row.replaceWith(another);
          break;
        }
        default: {
          const next = body.rows[body.rows.length - 1];
          const [mine, theirs] = [row.cells[1], next?.cells[1]];
          if (next && mine && theirs && next !== row) {
            row.insertBefore(theirs, row.cells[2] ?? null);
            next.insertBefore(mine, next.cells[2] ?? null);
          }
        }
      }
    }
    const first = body.rows[kept];
    if (first && turn % 3 === 0) body.append(first);
  }, every);
  Object.assign(window, { recycling: { stop: () => clearInterval(timer), rested: () => rested } });
};

/** Runs in the world of the extension's script: looks at each frame whether a chip is another's; `recorded` says. */
export const record = (rightful: Record<string, string>): void => {
  const { chrome } = globalThis as unknown as {
    chrome: { dom: { openOrClosedShadowRoot(host: Element): ShadowRoot | null } };
  };
  const recorded = { frames: 0, chips: 0, most: 0, wrong: [] as string[] };
  Object.assign(globalThis, { recorded });
  const look = () => {
    recorded.frames += 1;
    const hosts = [...document.querySelectorAll("leadlight-chip")];
    recorded.chips += hosts.length;
    recorded.most = Math.max(recorded.most, hosts.length);
    for (const host of hosts) {
      const email = host.closest("tr")?.querySelector(".yW [email]")?.getAttribute("email") ?? "nobody";
      const text = chrome.dom.openOrClosedShadowRoot(host)?.querySelector("button")?.textContent ?? "empty";
      if (rightful[email] !== text) recorded.wrong.push(`${email}: ${text}`);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

export interface Recorded {
  frames: number;
  /** Chips seen, all frames together, and the most in one. */
  chips: number;
  most: number;
  wrong: string[];
}

/** Runs something in the world of the extension's script in a page. */
export async function inOurWorld<Argument, Result>(
  page: Page,
  run: (argument: Argument) => Result,
  argument: Argument,
): Promise<Result> {
  const session = await page.context().newCDPSession(page);
  const worlds: { id: number; name: string; origin: string }[] = [];
  session.on("Runtime.executionContextCreated", ({ context }) => worlds.push(context));
  await session.send("Runtime.enable");
  const world = worlds.find(({ origin }) => origin.startsWith("chrome-extension:"));
  if (!world) throw new Error("The extension has no script in this page");
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    contextId: world.id,
    expression: `(${run.toString()})(${JSON.stringify(argument)})`,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** What `record` has seen until now. */
export const recordedIn = (page: Page): Promise<Recorded> =>
  inOurWorld(page, () => (globalThis as unknown as { recorded: Recorded }).recorded, null);

/** What a page weighs once what is not needed is gone: bytes of its scripts' heap, nodes, listeners. */
export async function weigh(page: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  for (let times = 0; times < 3; times += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

/** An inbox at Gmail's address. */
export async function openInbox(
  context: BrowserContext,
  mails: readonly Mail[],
  look: InboxLook = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.route("https://mail.google.com/**", (route) =>
    route.request().resourceType() === "document"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: inboxPage(mails, look) })
      : route.abort(),
  );
  await page.goto(INBOX_URL);
  return page;
}
