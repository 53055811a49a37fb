import { beforeEach, expect, test } from "vitest";
import { nobody } from "../frame/view.ts";
import type { View } from "../messages.ts";
import { type Front, follow, type Seen } from "./follow.ts";

const viewOf = (email: string): View => ({
  ...nobody({ id: "gmail", name: "Gmail" }),
  state: "lead",
  people: [{ email, name: null, role: "from" }],
  folded: true,
});
const ada = viewOf("ada@analytical.example");
const sam = viewOf("sam@stale.example");

let inFront: number | null;
let pages: Map<number, View>;
let holding: Map<number, () => void>;
let timers: (() => void)[];
let seen: Seen[];
let follower: ReturnType<typeof follow>;

const shown = () => {
  const last = seen.at(-1);
  return last?.stands === "yes" ? last.view.people[0]?.email : last?.stands;
};
const settle = () => new Promise((done) => setTimeout(done));
/** Lets all that waits for a moment happen. */
async function pass(): Promise<void> {
  await settle();
  while (timers.length > 0) {
    for (const call of timers.splice(0)) call();
    await settle();
  }
}
/** The page of a tab is left: its script and its end of the line are gone. */
function leave(tabId: number): void {
  pages.delete(tabId);
  holding.get(tabId)?.();
  holding.delete(tabId);
}

beforeEach(async () => {
  inFront = 1;
  pages = new Map([
    [1, ada],
    [2, sam],
  ]);
  holding = new Map();
  timers = [];
  seen = [];
  const front: Front = {
    tab: async () => inFront,
    view: async (tabId) => pages.get(tabId) ?? null,
    hold: (tabId, gone) => {
      holding.set(tabId, gone);
      return () => holding.delete(tabId);
    },
    after: (_, call) => void timers.push(call),
  };
  follower = follow(front, (one) => seen.push(one));
  await settle();
});

test("the tab in front is shown, and its own panel gives way", async () => {
  expect(shown()).toBe("ada@analytical.example");
  expect(seen.at(-1)).toMatchObject({ view: { folded: false } });
  expect([...holding.keys()]).toEqual([1]);
  expect(await follower.tabId()).toBe(1);
});

test("another tab is followed; the first keeps its panel back until this one goes", async () => {
  inFront = 2;
  void follower.arrive();
  await settle();
  expect(shown()).toBe("sam@stale.example");
  expect([...holding.keys()]).toEqual([1, 2]);
});

test("what a tab behind says is not shown", () => {
  follower.heard(2, sam);
  follower.heard(undefined, sam);
  expect(shown()).toBe("ada@analytical.example");
});

test("the next mail in the same page is", () => {
  follower.heard(1, sam);
  expect(shown()).toBe("sam@stale.example");
});

test("a page that is left shows nobody at once, and then whom the next one names", async () => {
  leave(1);
  expect(shown()).toBe("going");
  pages.set(1, sam);
  follower.heard(1, sam);
  await pass();
  expect(shown()).toBe("sam@stale.example");
  expect([...holding.keys()]).toEqual([1]);
});

test("where no script stands it says so, but not while one may still start", async () => {
  leave(1);
  follower.loaded(1);
  await settle();
  expect(shown()).toBe("going");
  await pass();
  expect(shown()).toBe("no");
  expect(holding.size).toBe(0);
});

test("a slow answer of the tab before is not taken for the one in front", async () => {
  inFront = 2;
  const first = follower.arrive();
  inFront = 1;
  await Promise.all([first, follower.arrive()]);
  expect(shown()).toBe("ada@analytical.example");
});

test("no tab at all is no page", async () => {
  inFront = null;
  await follower.arrive();
  expect(shown()).toBe("no");
});

test("a tab that is dragged to another window has its own panel back", () => {
  follower.release(1);
  expect(holding.size).toBe(0);
});
