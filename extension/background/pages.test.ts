import { beforeEach, describe, expect, test } from "vitest";
import { nobody } from "../frame/view.ts";
import type { View } from "../messages.ts";
import { gmail } from "../sites/gmail/index.ts";
import { hostOf, pages, patternOf, type Tabs } from "./pages.ts";
import type { Presets } from "./presets.ts";
import type { Store } from "./store.ts";

const crm = "https://crm.acme.example/*";
const lead = { whom: { key: null, tenant: null, email: "ada@analytical.example" }, name: null };
const viewOf = (id: string): View => ({ ...nobody({ id, name: id }), folded: false });

/** A browser with tabs, where scripts stand in some, and hosts that it allows. */
function world() {
  const kept = new Map<string, unknown>();
  const store: Store = {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    remove: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
    entries: async () => [...kept],
  };
  const state = {
    /** Address and the site of the script that stands there, by tab. */
    tabs: new Map<number, { url: string; stands: string | null }>(),
    allowed: new Set<string>(),
    /** Tabs on which a person has just clicked. */
    clicked: new Set<number>(),
    registered: [] as string[],
    called: [] as number[],
    shown: [] as number[],
    panels: new Set<number>(),
    presets: { worker: null, hosts: [], chips: null } as Presets,
    enabled: null as string[] | null,
    worker: null as string | null,
    now: 0,
  };
  const reach = (tabId: number) => {
    const pattern = patternOf(state.tabs.get(tabId)?.url ?? null);
    return state.clicked.has(tabId) || (pattern !== null && state.allowed.has(pattern));
  };
  const tabs: Tabs = {
    urlOf: async (tabId) => (reach(tabId) ? (state.tabs.get(tabId)?.url ?? null) : null),
    at: async (pattern) =>
      state.allowed.has(pattern)
        ? [...state.tabs].filter(([, { url }]) => patternOf(url) === pattern).map(([id]) => id)
        : [],
    all: async () => [...state.tabs.keys()],
    view: async (tabId) => {
      const { url = "", stands = null } = state.tabs.get(tabId) ?? {};
      if (stands === null) return null;
      return { ...viewOf(stands), siteName: stands === "generic" ? new URL(url).hostname : "Gmail" };
    },
    inject: async (tabId, script) => {
      const tab = state.tabs.get(tabId);
      if (!tab || !reach(tabId) || patternOf(tab.url) === null) return false;
      expect(tab.stands, "one script a page").toBeNull();
      tab.stands = script === "any" ? "generic" : "gmail";
      return true;
    },
    call: async (tabId) => void state.called.push(tabId),
    leave: async (tabId) => {
      const tab = state.tabs.get(tabId);
      if (tab) tab.stands = null;
    },
    show: async ({ tabId }) => {
      state.shown.push(tabId);
      return state.panels.has(tabId);
    },
    allowed: async (pattern) => state.allowed.has(pattern),
    disallow: async (pattern) => void state.allowed.delete(pattern),
    register: async (patterns) => {
      state.registered = patterns;
    },
  };
  const make = () =>
    pages({
      store,
      tabs,
      sites: [gmail],
      enabledSites: async () => state.enabled,
      presets: async () => state.presets,
      worker: async () => state.worker,
      now: () => state.now,
    });
  return { ...state, state, make };
}

let w: ReturnType<typeof world>;
beforeEach(() => {
  w = world();
  w.state.tabs.set(1, { url: "https://mail.google.com/mail/u/0/#inbox", stands: "gmail" });
  w.state.tabs.set(2, { url: "https://crm.acme.example:8443/contact/7", stands: null });
  w.state.tabs.set(3, { url: "chrome://settings/", stands: null });
  w.state.tabs.set(4, { url: "https://other.example/", stands: null });
});

describe("whether the panel may stand beside a page", () => {
  test("a site of ours says so itself, switched on or off", async () => {
    expect(await w.make().access(1)).toEqual({ kind: "site", id: "gmail", name: "Gmail", enabled: true });
    w.state.enabled = [];
    expect(await w.make().access(1)).toMatchObject({ kind: "site", enabled: false });
  });

  test("of other pages nothing is known before a click", async () => {
    expect(await w.make().access(2)).toEqual({ kind: "none" });
    w.state.clicked.add(2);
    const possible = { kind: "possible", host: "crm.acme.example", pattern: crm };
    expect(await w.make().access(2)).toEqual({ ...possible, preset: false });
    w.state.presets.hosts = [{ pattern: crm, name: "Acme CRM" }];
    expect(await w.make().access(2)).toEqual({ ...possible, preset: true });
  });

  test("not beside the browser's own pages", async () => {
    w.state.clicked.add(3);
    expect(await w.make().access(3)).toEqual({ kind: "none" });
    expect(await w.make().stand(3)).toBe(false);
  });
});

describe("on a click", () => {
  test("the script comes once, and the panel is called each time", async () => {
    w.state.clicked.add(2);
    const here = w.make();
    expect(await here.stand(2)).toBe(true);
    expect(await here.stand(2)).toBe(true);
    expect(w.state.tabs.get(2)?.stands).toBe("generic");
    expect(w.state.called).toEqual([2, 2]);
    expect(w.state.registered).toEqual([]);
  });

  test("without one it does not", async () => {
    expect(await w.make().stand(2)).toBe(false);
    expect(w.state.called).toEqual([]);
  });

  test("a panel that runs is told whom it is about; one that starts asks, once and soon", async () => {
    w.state.clicked.add(2);
    const here = w.make();
    await here.stand(2, lead);
    expect(w.state.shown).toEqual([2]);
    expect(here.pendingLead(4)).toBeNull();
    expect(here.pendingLead(2)).toEqual(lead);
    expect(here.pendingLead(2)).toBeNull();

    w.state.panels.add(2);
    await here.stand(2, lead);
    expect(here.pendingLead(2)).toBeNull();

    here.keepLead(1, lead);
    w.state.now = 10_001;
    expect(here.pendingLead(1)).toBeNull();
  });
});

describe("always beside a host", () => {
  test("where the browser allows it: beside its pages that come, and those that stand open", async () => {
    const here = w.make();
    expect(await here.always(crm)).toBe(false);
    expect(w.state.registered).toEqual([]);

    w.state.allowed.add(crm);
    expect(await here.always(crm)).toBe(true);
    expect(w.state.registered).toEqual([crm]);
    expect(w.state.tabs.get(2)?.stands).toBe("generic");
    expect(w.state.tabs.get(4)?.stands).toBeNull();
    expect(await here.access(2)).toEqual({ kind: "always", host: "crm.acme.example", pattern: crm });
    expect(await here.hosts()).toEqual([
      { pattern: crm, host: "crm.acme.example", name: null, allowed: true },
    ]);
  });

  test("never again: the script goes from open pages, and the browser's permission with it", async () => {
    const here = w.make();
    w.state.allowed.add(crm);
    await here.always(crm);
    await here.never(crm);
    expect(w.state.registered).toEqual([]);
    expect(w.state.tabs.get(2)?.stands).toBeNull();
    expect([...w.state.allowed]).toEqual([]);
    expect(await here.hosts()).toEqual([]);
  });

  test("the Worker's own host stays reachable", async () => {
    const here = w.make();
    w.state.allowed.add(crm);
    w.state.worker = "https://crm.acme.example";
    await here.always(crm);
    await here.never(crm);
    expect([...w.state.allowed]).toEqual([crm]);
  });

  test("what the browser takes away is gone; a background that starts again registers the rest", async () => {
    const here = w.make();
    const other = "https://other.example/*";
    w.state.allowed.add(crm).add(other);
    await here.always(crm);
    await here.always(other);
    w.state.allowed.delete(other);
    w.state.registered = [];
    await w.make().settle();
    expect(w.state.registered).toEqual([crm]);
    w.state.allowed.add(other);
    await w.make().settle();
    expect(w.state.registered).toEqual([crm]);
  });

  test("what the browser takes away leaves its open pages, and no others", async () => {
    const here = w.make();
    const other = "https://other.example/*";
    w.state.allowed.add(crm).add(other);
    await here.always(crm);
    await here.always(other);
    w.state.allowed.delete(crm);
    await here.taken();
    expect([...w.state.tabs.values()].map(({ stands }) => stands)).toEqual(["gmail", null, null, "generic"]);
    expect(await here.hosts()).toMatchObject([{ pattern: other, allowed: true }]);
  });

  test("two at the same time are both kept", async () => {
    const here = w.make();
    const other = "https://other.example/*";
    w.state.allowed.add(crm).add(other);
    await Promise.all([here.always(crm), here.always(other)]);
    expect(w.state.registered).toEqual([crm, other]);
  });

  test("after an update a new script takes over where the browser allows it", async () => {
    const here = w.make();
    w.state.allowed.add(crm);
    await here.always(crm);
    for (const tab of w.state.tabs.values()) tab.stands = null;
    w.state.registered = [];
    await w.make().takeOver();
    expect(w.state.registered).toEqual([crm]);
    expect([...w.state.tabs.values()].map(({ stands }) => stands)).toEqual([null, "generic", null, null]);
  });
});

test("what the company wants stands in the list until it is allowed", async () => {
  w.state.presets.hosts = [{ pattern: crm, name: "Acme CRM" }];
  const here = w.make();
  const host = { pattern: crm, host: "crm.acme.example", name: "Acme CRM" };
  expect(await here.hosts()).toEqual([{ ...host, allowed: false }]);
  w.state.allowed.add(crm);
  await here.always(crm);
  expect(await here.hosts()).toEqual([{ ...host, allowed: true }]);
});

test("a pattern is a whole host, of web pages only", () => {
  expect(patternOf("https://crm.acme.example:8443/x?y#z")).toBe(crm);
  expect(patternOf("http://10.0.0.7/dolibarr/")).toBe("http://10.0.0.7/*");
  for (const url of [
    null,
    "",
    "about:blank",
    "chrome://settings/",
    "file:///etc/passwd",
    "view-source:https://a.b/",
  ])
    expect(patternOf(url)).toBeNull();
  expect(hostOf(crm)).toBe("crm.acme.example");
  expect(hostOf("http://10.0.0.7/*")).toBe("http://10.0.0.7");
});
