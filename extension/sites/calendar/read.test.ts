import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { outsidePeople } from "../../../shared/domain/people/people.ts";
import { disguise } from "../disguise.ts";
import { calendar } from "./index.ts";

const week = "https://calendar.google.com/calendar/u/0/r/week/2026/11/17";
const edit = "https://calendar.google.com/calendar/u/0/r/eventedit/ZXZlbnQx";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.html`, import.meta.url), "utf8");
function read(name: string, url = week, change = (html: string) => html) {
  const { document } = new JSDOM(change(fixture(name)), { url }).window;
  return calendar.read(document, new URL(url));
}
const emails = (reading: ReturnType<typeof read>) => reading.people.map(({ email }) => email);
const outside = (reading: ReturnType<typeof read>, ownDomains = ["seller.example"]) =>
  outsidePeople(reading.people, { owner: reading.owner, ownDomains }).map(({ email }) => email);

describe("Google Calendar", () => {
  test("trap: guests of a bubble", () => {
    const reading = read("bubble");
    expect(reading).toMatchObject({
      view: "open",
      owner: "rita@seller.example",
      threadKey: "ZXZlbnQx",
      record: null,
      signs: ["event: guests"],
      doubts: [],
      trace: [],
    });
    expect(reading.people.slice(0, 4)).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "rita@seller.example", name: "Rita Rep", role: "to" },
      { email: "kai@seller.example", name: "Kai Colleague", role: "to" },
      { email: "charles@analytical.example", name: null, role: "to" },
    ]);
    expect(outside(reading)).toEqual(["ada@analytical.example", "charles@analytical.example"]);
  });

  test("trap: the page of an event", () => {
    const reading = read("page", edit);
    expect(reading).toMatchObject({ view: "open", threadKey: "ZXZlbnQx", owner: "rita@seller.example" });
    expect(emails(reading)).toEqual(["rita@seller.example", "ada@analytical.example"]);
    expect(reading.threadKey).toBe(read("bubble").threadKey);
    // The same parts at another address are of another page.
    expect(read("page", week).people).toEqual([]);
  });

  test("trap: organised by ourselves", () => {
    expect(outside(read("page", edit))).toEqual(["ada@analytical.example"]);
  });

  test("trap: rooms and calendars as guests", () => {
    for (const reading of [read("bubble"), read("page", edit)])
      expect(emails(reading).join()).not.toContain("calendar.google.com");
    const alone = (html: string) => html.replace(/<div role="treeitem" data-email="(rita|ada)@.*/g, "");
    expect(read("page", edit, alone)).toMatchObject({ people: [], signs: [] });
  });

  test("trap: a guest who has declined", () => {
    expect(outside(read("bubble"))).toContain("charles@analytical.example");
  });

  test("trap: groups as guests", () => {
    expect(read("bubble").people).toContainEqual({
      email: "press@outside.example",
      name: "Press",
      role: "list",
    });
    expect(outside(read("bubble"))).not.toContain("press@outside.example");
  });

  test("trap: addresses in description, place and title", () => {
    for (const reading of [read("bubble"), read("page", edit), read("ids-gone")])
      expect(emails(reading).join()).not.toContain("attack.example");
    expect(emails(read("bubble")).join()).not.toContain("elsewhere.example");
  });

  test("trap: addresses offered while one is typed", () => {
    expect(emails(read("page", edit)).join()).not.toContain("elsewhere.example");
  });

  test("trap: weeks and months alone", () => {
    for (const view of ["day", "week", "month", "agenda", "year", "customday"])
      expect(read("grid", `https://calendar.google.com/calendar/u/0/r/${view}`)).toMatchObject({
        view: "list",
        people: [],
        signs: [],
        threadKey: null,
      });
    const { document } = new JSDOM(fixture("grid")).window;
    expect(calendar.rows(document, new URL(week))).toEqual([]);
  });

  test("trap: a bubble left behind", () => {
    expect(read("grid").people).toEqual([]);
  });

  test("trap: an event without guests", () => {
    expect(read("no-guests")).toMatchObject({ people: [], signs: [], threadKey: null });
    expect(read("no-guests", edit)).toMatchObject({ people: [], signs: [] });
  });

  test("trap: ids and class names made anew", () => {
    for (const [name, url] of [
      ["bubble", week],
      ["page", edit],
      ["grid", week],
      ["ids-gone", week],
    ] as const)
      expect({ ...read(name, url, disguise), trace: [] }).toEqual({ ...read(name, url), trace: [] });
    const noIds = (html: string) => disguise(html).replace(/\sid="(?!gb)[^"]*"/g, "");
    expect(outside(read("bubble", week, noIds))).toEqual(outside(read("bubble")));
  });

  test("trap: right to left", () => {
    const reading = read("ids-gone");
    expect(reading).toMatchObject({ owner: "rita@seller.example", threadKey: "ZXZlbnQx" });
    expect(reading.people).toEqual([
      { email: "ada@analytical.example", name: "Ada Lovelace", role: "to" },
      { email: "rita@seller.example", name: "Rita Rep", role: "to" },
    ]);
    expect(reading.trace).toEqual([
      "bubble: details",
      "bubble: title",
      "guest: tree item",
      "guest: data-email",
      "owner: button",
    ]);
  });

  test("trap: guests that cannot be read", () => {
    const reading = read("guests-gone");
    expect(reading).toMatchObject({ people: [], signs: ["event: guests"] });
    expect(reading.trace).toEqual(expect.arrayContaining(["guest: tree item", "guest: label"]));
  });

  test("trap: readers that disagree", () => {
    const reading = read("doubt");
    expect(reading).toMatchObject({
      owner: "rita@seller.example",
      doubts: ["guest: data-email / hovercard"],
    });
    expect(emails(reading)).toEqual(["ada@analytical.example"]);
  });

  test("trap: several accounts", () => {
    const second = (html: string) =>
      html.replace("Rita Rep  &#10;(rita@seller.example)", "R (rita@second.example)");
    const reading = read("bubble", week.replace("/u/0/", "/u/1/"), second);
    expect(reading.owner).toBe("rita@second.example");
    expect(calendar.accepts(new URL("https://calendar.google.com/calendar/u/3/r"))).toBe(true);
  });

  test("an empty page breaks nothing", () => {
    const { document } = new JSDOM("").window;
    expect(calendar.read(document, new URL(edit))).toMatchObject({ view: "nothing", owner: null, signs: [] });
  });

  test("other hosts are not its own", () => {
    for (const url of [
      "https://calendar.google.com.attack.example/calendar/",
      "https://calendar.google.com/about/",
    ])
      expect(calendar.accepts(new URL(url))).toBe(false);
  });
});

test("the panel stands beside an event's dialog, and steps back from others", () => {
  const { document } = new JSDOM(fixture("bubble")).window;
  const dialog = document.querySelector('[role="dialog"]');
  const question = document.createElement("div");
  question.innerHTML = "<p>Delete this event?</p><button>Yes</button>";
  expect(dialog && calendar.holds?.(dialog)).toBe(true);
  expect(calendar.holds?.(question)).toBe(false);
});
