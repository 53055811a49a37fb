// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SiteConfig, View } from "../messages.ts";
import { sample } from "../sites/sample/index.ts";
import { type Beside, standBeside } from "./beside.ts";
import { type Watch, watchPage } from "./watch.ts";

const config: SiteConfig = {
  ownDomains: ["seller.example"],
  enabledSites: null,
  folded: false,
  chips: false,
};
const thread = (id: string, ...people: string[]) =>
  `<article data-thread="${id}"><section data-message="m">${people
    .map((email) => `<span data-person data-role="from" data-email="${email}"></span>`)
    .join("")}</section></article>`;
const list = `<ul><li data-thread="t1"><span data-person data-role="from" data-email="a@b.example"></span></li></ul>`;

let wide: EventTarget & {
  matches: boolean;
  media: string;
  onchange: null;
  addListener(): void;
  removeListener(): void;
};
let told: View[];
let remembered: boolean[];
let alive: boolean;
const open: Beside[] = [];
const watches: Watch[] = [];

const hosts = () => [...document.querySelectorAll<HTMLElement>("leadlight-panel")];
const state = () => hosts()[0]?.dataset.state;
/** Lets observers and timers run. */
const pass = (milliseconds = 50) => vi.advanceTimersByTimeAsync(milliseconds);

function stand(answer: SiteConfig | null = config): Beside {
  const watch = watchPage(globalThis.window as Window & typeof globalThis);
  watches.push(watch);
  const beside = standBeside(window, sample, watch, {
    panel: "chrome-extension://leadlight/panel.html",
    isAlive: () => alive,
    tell: (view) => told.push(view),
    rememberFold: (folded) => remembered.push(folded),
    read: () => {},
  });
  open.push(beside);
  if (answer) beside.configure(answer);
  return beside;
}

beforeEach(() => {
  vi.useFakeTimers();
  // There is no layout here: whoever stands at the edge is met in a real browser.
  document.elementsFromPoint = () => [];
  for (const side of ["clientWidth", "clientHeight"])
    Object.defineProperty(document.documentElement, side, { value: 1280, configurable: true });
  told = [];
  remembered = [];
  alive = true;
  wide = Object.assign(new EventTarget(), {
    matches: true,
    media: "",
    onchange: null,
    addListener() {},
    removeListener() {},
  });
  window.matchMedia = () => wide;
  window.history.replaceState(null, "", "/sample/mail");
  document.body.dataset.mailOwner = "rita@seller.example";
  document.body.innerHTML = thread("t1", "ada@analytical.example");
});
afterEach(() => {
  for (const beside of open.splice(0)) beside.leave();
  vi.useRealTimers();
});

test("the panel appears with the lead, follows to the next and goes when nobody is there", async () => {
  stand();
  expect(state()).toBe("open");
  expect(told.at(-1)).toMatchObject({ state: "lead", threadKey: "t1", folded: false });

  document.body.innerHTML = thread("t2", "sam@stale.example", "jo@analytical.example");
  await pass();
  expect(told.at(-1)).toMatchObject({ state: "several", threadKey: "t2" });

  document.body.innerHTML = list;
  await pass();
  expect(told.at(-1)).toMatchObject({ state: "nobody", people: [], threadKey: null });
  expect(state()).toBe("away");
  expect(hosts()).toHaveLength(1);
});

test("between two threads the panel stays; where nothing follows it goes", async () => {
  stand();
  document.body.innerHTML = "";
  await pass(100);
  expect(state()).toBe("open");
  document.body.innerHTML = thread("t2", "sam@stale.example");
  await pass(1000);
  expect(told.map((view) => view.state)).toEqual(["lead", "lead"]);
  document.body.innerHTML = "";
  await pass(400);
  expect(state()).toBe("away");
});

test("colleagues and the owner are nobody", () => {
  document.body.innerHTML = thread("t1", "rita@seller.example", "kai@mail.seller.example");
  stand();
  expect(hosts().every((host) => host.dataset.state === "away")).toBe(true);
  expect(told.every((view) => view.state === "nobody")).toBe(true);
});

test("before the background has answered nobody is told of anybody", () => {
  const beside = stand(null);
  expect(beside.view().people).toEqual([]);
  expect(told).toEqual([]);
  expect(state()).toBe("away");
  beside.configure(config);
  expect(told).toMatchObject([{ state: "lead" }]);
  expect(state()).toBe("open");
});

test("a site that is switched off shows nothing, and shows again once it is on", () => {
  const beside = stand({ ...config, enabledSites: ["gmail"] });
  expect(hosts().every((host) => host.dataset.state === "away")).toBe(true);
  beside.configure({ ...config, enabledSites: ["sample"] });
  expect(state()).toBe("open");
});

test("folding is remembered and told", () => {
  const beside = stand();
  beside.fold(true);
  expect(state()).toBe("folded");
  expect(told.at(-1)?.folded).toBe(true);
  beside.fold(true);
  beside.fold(false);
  expect(remembered).toEqual([true, false]);
  expect(state()).toBe("open");
});

test("left folded, it starts folded", () => {
  stand({ ...config, folded: true });
  expect(state()).toBe("folded");
});

test("a narrow window starts folded and its choice is its own", () => {
  wide.matches = false;
  const beside = stand();
  expect(state()).toBe("folded");
  beside.fold(false);
  expect(state()).toBe("open");
  expect(remembered).toEqual([]);
  wide.matches = true;
  beside.fold(true);
  wide.matches = false;
  wide.dispatchEvent(new Event("change"));
  expect(state()).toBe("open");
  wide.matches = true;
  wide.dispatchEvent(new Event("change"));
  expect(state()).toBe("folded");
});

test("the page gives way while the panel is open, and only in wide windows", () => {
  const beside = stand();
  const way = () => hosts()[0]?.querySelector("style");
  expect(way()?.textContent).toContain("320px");
  expect(way()?.media).toBe("screen and (min-width: 1280px) and (not (display-mode: fullscreen))");
  beside.fold(true);
  expect(way()?.media).toBe("not all");
});

test("thrown out by the page, it comes back", async () => {
  stand();
  hosts()[0]?.remove();
  await pass();
  expect(hosts()).toHaveLength(1);
  for (let i = 0; i < 5; i++) {
    hosts()[0]?.remove();
    await pass(10);
  }
  expect(hosts()).toHaveLength(0);
  await pass(5000);
  expect(hosts()).toHaveLength(1);
});

test("two scripts on one page leave one frame", () => {
  const first = stand();
  stand();
  first.leave();
  expect(hosts()).toHaveLength(1);
});

test("once the extension is gone under the page, the frame leaves and stays away", async () => {
  stand();
  alive = false;
  document.body.append("moved");
  await pass();
  expect(hosts()).toHaveLength(0);
  const before = told.length;
  document.body.innerHTML = thread("t2", "sam@stale.example");
  await pass(5000);
  expect(hosts()).toHaveLength(0);
  expect(told).toHaveLength(before);
});

test("the page cannot look inside, and no click of its own making unfolds", () => {
  stand({ ...config, folded: true });
  expect(hosts()[0]?.shadowRoot).toBeNull();
  hosts()[0]?.click();
  expect(state()).toBe("folded");
});

test("what is told holds no word of the page but who it is with", () => {
  document.title = "Secret subject";
  document.body.innerHTML = `<h1>Secret subject</h1>${thread("t1", "ada@analytical.example")}<p data-body>secret body</p>`;
  stand();
  expect(told).toEqual([
    {
      site: "sample",
      siteName: "Sample mailbox",
      state: "lead",
      record: null,
      domains: [],
      people: [{ email: "ada@analytical.example", name: null, role: "from" }],
      threadKey: "t1",
      owner: "rita@seller.example",
      folded: false,
    },
  ]);
});

test("asked for where nobody is read, it stands open until it is folded", () => {
  document.body.innerHTML = list;
  const beside = stand({ ...config, folded: true });
  beside.toggle();
  expect(state()).toBe("open");
  expect(told.at(-1)).toMatchObject({ state: "nobody", folded: false });
  beside.toggle();
  expect(state()).toBe("away");
});

test("asked for, it goes with the lead whom the page shows next", async () => {
  document.body.innerHTML = list;
  const beside = stand();
  beside.call();
  document.body.innerHTML = thread("t1", "ada@analytical.example");
  await pass();
  expect(state()).toBe("open");
  document.body.innerHTML = list;
  await pass();
  expect(state()).toBe("away");
});

test("the shortcut folds and unfolds", () => {
  const beside = stand();
  beside.toggle();
  expect(state()).toBe("folded");
  beside.toggle();
  expect(state()).toBe("open");
});

const dialog = (open: boolean) =>
  Object.assign(document.createElement("dialog"), {
    open,
    getBoundingClientRect: () => new DOMRect(0, 0, 400, 300),
  });
const isBack = () => hosts()[0]?.hasAttribute("data-back");

test("while a dialog is open the panel steps back, and the page keeps its shape", async () => {
  stand();
  const one = dialog(true);
  document.body.append(one);
  await pass(1);
  expect(isBack()).toBe(true);
  expect(told.at(-1)).toMatchObject({ folded: true });
  expect(hosts()[0]?.querySelector("style")?.media).toContain("screen");
  one.open = false;
  await pass(1);
  expect(isBack()).toBe(false);
  expect(told.at(-1)).toMatchObject({ folded: false });
});

test("the dialog in which the page shows somebody is where the panel is wanted", async () => {
  stand();
  const one = dialog(true);
  one.innerHTML = thread("t2", "sam@stale.example");
  document.body.replaceChildren(one);
  await pass();
  expect(told.at(-1)).toMatchObject({ threadKey: "t2", folded: false });
  expect(isBack()).toBe(false);
  document.body.append(dialog(true));
  await pass(1);
  expect(isBack()).toBe(true);
});

test("a frame that comes while another's dialog is open stands back from the start", () => {
  document.body.append(dialog(true));
  stand();
  expect(isBack()).toBe(true);
});

test("a notice that was there before keeps nobody from the panel whom a person asks for", async () => {
  const notice = dialog(false);
  notice.setAttribute("aria-modal", "true");
  document.body.append(notice);
  const beside = stand();
  expect(isBack()).toBe(true);
  beside.toggle();
  expect(isBack()).toBe(false);
  document.body.append(dialog(true));
  await pass(1);
  expect(isBack()).toBe(true);
});

test("it gives way to the panel at the browser's own side, and comes back after it", () => {
  const beside = stand();
  beside.giveWayTo(true);
  expect(state()).toBe("away");
  expect(beside.view()).toMatchObject({ state: "lead", folded: false });
  beside.giveWayTo(false);
  expect(state()).toBe("open");
});

test("once the extension is gone, the frame leaves a page that keeps still", async () => {
  stand();
  alive = false;
  await pass(1100);
  expect(hosts()).toHaveLength(0);
});

test("a site of no pages of its own is no matter of the switches", () => {
  const watch = watchPage(globalThis.window as Window & typeof globalThis);
  watches.push(watch);
  const around = { panel: "x", isAlive: () => true, tell: () => {}, rememberFold: () => {}, read: () => {} };
  const beside = standBeside(window, { ...sample, id: "any", matches: [] }, watch, around);
  open.push(beside);
  beside.configure({ ...config, enabledSites: ["gmail"] });
  expect(state()).toBe("open");
});

test("a page that frames nobody is read for the browser's side alone", () => {
  Object.defineProperty(window, "crossOriginIsolated", { value: true, configurable: true });
  const beside = stand();
  expect(hosts()).toHaveLength(0);
  expect(beside.view()).toMatchObject({ state: "lead" });
  Object.defineProperty(window, "crossOriginIsolated", { value: false, configurable: true });
});
