// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RowChip, RowReasons, Whom } from "../background/answers.ts";
import { type Watch, watchPage } from "../frame/watch.ts";
import type { SiteConfig } from "../messages.ts";
import type { Row, Site } from "../sites/site.ts";
import { restBeforeCard } from "./card.ts";
import { chipName } from "./chip.ts";
import { keepLists, type Lists, rest } from "./lists.ts";

/** Rows `<li data-email>` with the address, or with a record's link, and a name in a span. */
const site: Site = {
  id: "made-up",
  name: "Made up",
  matches: ["https://mail.example/*"],
  accepts: () => true,
  read: () => {
    throw new Error("Lists need no reading");
  },
  rows: (document) =>
    [...document.querySelectorAll("li")].map((element): Row => {
      const email = element.getAttribute("data-email");
      const cc = element.getAttribute("data-title");
      const [first, second] = element.querySelectorAll("span");
      const href = element.querySelector("a")?.getAttribute("href") ?? null;
      return {
        element,
        anchor: first ?? null,
        threadKey: null,
        record:
          href === null
            ? null
            : {
                type: href.startsWith("deal") ? "deal" : "person",
                key: `crm:${href}`,
                tenant: "crm.example",
              },
        people: [email, cc].flatMap((one) =>
          one === null ? [] : [{ email: one, name: null, role: "from" as const }],
        ),
        ...(cc && second ? { anchors: new Map([[cc, second]]) } : {}),
      };
    }),
  place: () => ({ top: 0, right: 0, layer: 2 }),
  giveWay: () => "",
};

const config: SiteConfig = {
  ownDomains: ["seller.example"],
  enabledSites: null,
  folded: false,
  chips: true,
};
const leads: Record<string, RowChip> = {
  "ada@analytical.example": { key: "sha256:a", score: 82, band: "A" },
  "sam@stale.example": { key: "sha256:s", score: 11, band: "D" },
  "carla@customer.example": { key: "sha256:c", score: 70, band: null },
  "crm:7": { key: "crm:7", score: 55, band: "B" },
};
const rowOf = (email: string) => `<li data-email="${email}"><span>${email}</span></li>`;

let answer: (asked: Whom[]) => (RowChip | null)[] | null;
let asked: Whom[][];
let reasons: RowReasons | null;
let reasonsAsked: Whom[];
let lists: Lists;
let watch: Watch;
const roots = new WeakMap<Element, ShadowRoot>();

const list = () => document.querySelector("ul") ?? document.body;
const rows = () => [...document.querySelectorAll("li")];
const hosts = () => [...document.querySelectorAll<HTMLElement>(chipName)];
const buttonOf = (host: Element) => roots.get(host)?.querySelector("button");
/** What each row shows: the chip's name for those who hear it, or null. */
const shown = () =>
  rows().map((row) => {
    const host = row.querySelector(chipName);
    return host && (buttonOf(host)?.getAttribute("aria-label") ?? "empty");
  });
const card = () => {
  const host = document.querySelector("leadlight-card");
  return host && roots.get(host)?.querySelector("section");
};
const pass = (milliseconds = rest + 50) => vi.advanceTimersByTimeAsync(milliseconds);
/** As long as observers take, and no timer. */
const sameTask = () => Promise.resolve();

beforeEach(() => {
  vi.useFakeTimers();
  const { attachShadow } = Element.prototype;
  vi.spyOn(Element.prototype, "attachShadow").mockImplementation(function (this: Element, init) {
    expect(init.mode).toBe("closed");
    const root = attachShadow.call(this, init);
    roots.set(this, root);
    return root;
  });
  document.body.innerHTML = "<ul></ul>";
  asked = [];
  reasonsAsked = [];
  answer = (whoms) => whoms.map(({ key, email }) => leads[key ?? ""] ?? leads[email ?? ""] ?? null);
  reasons = null;
  watch = watchPage(globalThis.window as Window & typeof globalThis);
  lists = keepLists(window, site, watch, {
    ask: async (whoms) => {
      asked.push(whoms);
      return answer(whoms);
    },
    reasons: async (whom) => {
      reasonsAsked.push(whom);
      return reasons;
    },
    owner: () => "rosa@private.example",
  });
});
afterEach(() => {
  lists.leave();
  watch.stop();
  expect(hosts()).toEqual([]);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const ada = "Lead score 82, band A";
const sam = "Lead score 11, band D";

describe("chips in a list", () => {
  it("stand behind the names of leads, and of nobody else, after one question", async () => {
    list().innerHTML =
      ["ada@analytical.example", "nobody@nowhere.example", "sam@stale.example", "carla@customer.example"]
        .map(rowOf)
        .join("") + rowOf("ada@analytical.example");
    lists.configure(config);
    await pass();
    expect(shown()).toEqual([ada, null, sam, "Customer, lead score 70", ada]);
    expect(rows()[0]?.querySelector("span")?.nextElementSibling).toBe(hosts()[0]);
    expect(hosts()[0]?.attributes).toHaveLength(0);
    expect(hosts().map((host) => buttonOf(host)?.textContent)).toEqual(["A82", "D11", "Customer", "A82"]);
    expect(asked.map((whoms) => whoms.map(({ email }) => email))).toEqual([
      ["ada@analytical.example", "nobody@nowhere.example", "sam@stale.example", "carla@customer.example"],
    ]);
  });

  it("ask for nobody of ours, and by a record where there is one, but not for a deal's", async () => {
    list().innerHTML = [
      rowOf("kim@seller.example"),
      rowOf("rosa@private.example"),
      rowOf("no-reply@shop.example"),
      '<li><a href="7"></a><span>Somebody</span></li>',
      '<li data-email="ada@analytical.example"><a href="deal9"></a><span>A deal</span></li>',
    ].join("");
    lists.configure(config);
    await pass();
    expect(asked).toEqual([[{ key: "crm:7", tenant: "crm.example", email: null }]]);
    expect(shown()).toEqual([null, null, null, "Lead score 55, band B", null]);
  });

  it("stand behind whom they are about, and behind no colleague", async () => {
    const both = 'data-email="kim@seller.example" data-title="ada@analytical.example"';
    list().innerHTML = `<li ${both}><span>Kim</span>, <span>Ada</span></li><li ${both}><span>Kim, Ada</span></li>`;
    lists.configure(config);
    await pass();
    expect(shown()).toEqual([ada, null]);
    expect(hosts()[0]?.previousElementSibling?.textContent).toBe("Ada");
  });

  it("wait until rows rest, and then ask once", async () => {
    lists.configure(config);
    for (let turn = 0; turn < 40; turn++) {
      list().innerHTML = rowOf(`person${turn}@b.example`) + rowOf("ada@analytical.example");
      await pass(50);
    }
    expect(asked).toEqual([]);
    await pass();
    expect(asked).toHaveLength(1);
    expect(shown()).toEqual([null, ada]);
  });

  it("come for rows that rest in a page that never does", async () => {
    list().innerHTML = rowOf("ada@analytical.example");
    lists.configure({ ...config, chips: false });
    await pass();
    lists.configure(config);
    for (let turn = 0; turn < 40; turn++) {
      document.body.append(`${turn}`);
      await pass(50);
    }
    expect(shown()).toEqual([ada]);
    expect(asked).toHaveLength(1);
  });

  it("ask nothing while the page is scrolled", async () => {
    lists.configure(config);
    list().innerHTML = rowOf("ada@analytical.example");
    for (let turn = 0; turn < 40; turn++) {
      list().dispatchEvent(new Event("scroll"));
      await pass(50);
    }
    expect(asked).toEqual([]);
    await pass();
    expect(shown()).toEqual([ada]);
  });

  it("ask again about nobody who was asked about, until that is of before", async () => {
    lists.configure(config);
    list().innerHTML = rowOf("ada@analytical.example") + rowOf("new@lead.example");
    await pass();
    window.dispatchEvent(new Event("scroll"));
    list().append("more");
    await pass(1000);
    expect(asked).toHaveLength(1);
    answer = (whoms) => whoms.map(() => ({ key: "sha256:n", score: 60, band: "B" }));
    lists.outdated();
    await pass();
    expect(asked).toHaveLength(2);
    expect(shown()).toEqual(["Lead score 60, band B", "Lead score 60, band B"]);
    answer = (whoms) => whoms.map(() => null);
    lists.outdated();
    await pass();
    expect(shown()).toEqual([null, null]);
  });

  it("try again some time after nobody could be asked", async () => {
    answer = () => null;
    lists.configure(config);
    list().innerHTML = rowOf("ada@analytical.example");
    await pass();
    list().append("more");
    await pass(1000);
    expect(asked).toHaveLength(1);
    answer = (whoms) => whoms.map(() => leads["ada@analytical.example"] ?? null);
    await pass(30_000);
    window.dispatchEvent(new Event("focus"));
    await pass();
    expect(asked).toHaveLength(2);
    expect(shown()).toEqual([ada]);
  });

  it("go and come with the switch, at once", async () => {
    list().innerHTML = rowOf("ada@analytical.example");
    lists.configure({ ...config, enabledSites: ["another"] });
    await pass();
    expect(asked).toEqual([]);
    lists.configure(config);
    await pass();
    expect(shown()).toEqual([ada]);
    lists.configure({ ...config, chips: false });
    expect(shown()).toEqual([null]);
    lists.configure(config);
    expect(shown()).toEqual([ada]);
    expect(asked).toHaveLength(1);
  });

  it("ask for at most a hundred at a time", async () => {
    list().innerHTML = Array.from({ length: 130 }, (_, n) => rowOf(`p${n}@b.example`)).join("");
    lists.configure(config);
    await pass(1500);
    expect(asked.map((whoms) => whoms.length)).toEqual([100, 30]);
  });
});

describe("rows that are used again", () => {
  beforeEach(async () => {
    list().innerHTML = rowOf("ada@analytical.example") + rowOf("sam@stale.example");
    lists.configure(config);
    await pass();
    expect(shown()).toEqual([ada, sam]);
  });

  it("lose their chips in the same task, and get others once they rest", async () => {
    rows()[0]?.setAttribute("data-email", "sam@stale.example");
    rows()[1]?.setAttribute("data-email", "nobody@nowhere.example");
    await sameTask();
    expect(shown()).toEqual([null, null]);
    await pass();
    expect(shown()).toEqual([sam, null]);
  });

  it("lose them when a cell goes from one to another", async () => {
    const [first, second] = rows();
    const cells = [...(first?.childNodes ?? [])];
    second?.replaceChildren(...cells);
    first?.setAttribute("data-email", "nobody@nowhere.example");
    await sameTask();
    expect(hosts()).toHaveLength(1);
    expect(shown()).toEqual([null, sam]);
  });

  it("keep them when they move, and when what is drawn anew is the same one", async () => {
    const [host] = hosts();
    list().append(...rows().slice(0, 1));
    await sameTask();
    expect(shown()).toEqual([sam, ada]);
    rows()[1]?.replaceChildren(Object.assign(document.createElement("span"), { textContent: "Ada L." }));
    await sameTask();
    expect(rows()[1]?.querySelector(chipName)).toBe(host);
  });

  it("are left alone by a page that will have no chip in them", async () => {
    const [row] = rows();
    for (let turn = 0; turn < 10; turn++) {
      row?.querySelector(chipName)?.remove();
      await sameTask();
    }
    await pass(1000);
    expect(shown()).toEqual([null, sam]);
  });

  it("take no chip with them when they leave, and bring none back", async () => {
    const [row] = rows();
    row?.remove();
    await sameTask();
    expect(row?.querySelector(chipName)).toBeNull();
    row?.setAttribute("data-email", "nobody@nowhere.example");
    if (row) list().append(row);
    await sameTask();
    expect(shown()).toEqual([sam, null]);
  });

  it("show no copy of a chip for long", async () => {
    const copy = rows()[0]?.cloneNode(true);
    if (copy) list().append(copy);
    expect(hosts()).toHaveLength(3);
    await pass(600);
    expect(shown()).toEqual([ada, sam, ada]);
  });

  it("do not outlast a change that nothing tells of", async () => {
    rows()[0]?.setAttribute("data-email", "nobody@nowhere.example");
    watch.stop();
    window.dispatchEvent(new Event("scroll"));
    await pass(600);
    expect(shown()).toEqual([null, sam]);
  });
});

describe("the card of a chip", () => {
  beforeEach(async () => {
    reasons = {
      lines: ["Ada <b>Lovelace</b>", "Head of Operations · Analytical", "Open deal"],
      score: 82,
      band: "A",
      reasons: [
        { label: "Asked for a demo", points: "+18" },
        { label: "No webinar since May", points: "−4" },
      ],
    };
    list().innerHTML = rowOf("ada@analytical.example") + rowOf("sam@stale.example");
    lists.configure(config);
    await pass();
  });

  const point = (type: string, index = 0) => hosts()[index]?.dispatchEvent(new Event(type));

  it("opens for a pointer that rests, as text, and closes when it leaves", async () => {
    point("pointerenter");
    await pass(restBeforeCard - 50);
    expect(reasonsAsked).toEqual([]);
    await pass(100);
    expect(reasonsAsked).toEqual([{ key: null, tenant: null, email: "ada@analytical.example" }]);
    const texts = [...(card()?.children ?? [])].map((part) => part.textContent);
    expect(texts).toEqual([
      "Ada <b>Lovelace</b>",
      "Head of Operations · Analytical",
      "Open deal",
      "A82of 100",
      "+18Asked for a demo",
      "−4No webinar since May",
    ]);
    point("pointerleave");
    document.querySelector("leadlight-card")?.dispatchEvent(new Event("pointerenter"));
    await pass(1000);
    expect(card()).not.toBeNull();
    document.querySelector("leadlight-card")?.dispatchEvent(new Event("pointerleave"));
    await pass(1000);
    expect(card()).toBeNull();
  });

  it("does not open for a pointer that passes, or for whoever is no lead any more", async () => {
    point("pointerenter");
    await pass(100);
    point("pointerleave");
    await pass(1000);
    expect(reasonsAsked).toEqual([]);
    reasons = null;
    point("pointerenter");
    await pass(1000);
    expect(card()).toBeNull();
  });

  it.each(["scroll", "hashchange", "blur"])("goes on %s", async (event) => {
    point("pointerenter");
    await pass(restBeforeCard + 50);
    expect(card()).not.toBeNull();
    window.dispatchEvent(new Event(event));
    expect(card()).toBeNull();
  });

  it("goes with its chip", async () => {
    point("pointerenter");
    await pass(restBeforeCard + 50);
    rows()[0]?.setAttribute("data-email", "nobody@nowhere.example");
    await sameTask();
    expect(card()).toBeNull();
  });

  it("opens and closes by Enter, without the row's own keys, and closes by Escape", async () => {
    const heard = vi.fn();
    list().addEventListener("keydown", heard);
    const [host] = hosts();
    const button = host && buttonOf(host);
    const press = (key: string) =>
      button?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }),
      );
    press("Enter");
    await pass(10);
    expect(card()).not.toBeNull();
    expect(card()?.getAttribute("role")).toBe("status");
    expect(card()?.getAttribute("dir")).toBe("ltr");
    press("Enter");
    expect(card()).toBeNull();
    press("Enter");
    await pass(10);
    press("Escape");
    expect(card()).toBeNull();
    expect(heard).not.toHaveBeenCalled();
    press("Escape");
    press("j");
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it("shows a customer without a band", async () => {
    reasons = reasons && { ...reasons, band: null, lines: ["Carla"] };
    point("pointerenter");
    await pass(restBeforeCard + 50);
    expect([...(card()?.children ?? [])].map((part) => part.textContent).slice(0, 2)).toEqual([
      "Carla",
      "82of 100",
    ]);
  });
});
