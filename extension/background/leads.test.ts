import { beforeEach, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { brief } from "../popup/lead.fixture.ts";
import type { Client, Failure } from "./client.ts";
import { hashedKey } from "./insights.ts";
import { leads } from "./leads.ts";
import { localStore } from "./store.ts";

const t0 = Date.UTC(2026, 9, 5, 12);
beforeEach(() => fakeBrowser.reset());

function world() {
  const said = {
    failure: null as Failure | null,
    items: [brief("Ada Lovelace")],
    connected: true,
    isReady: true,
    now: t0,
  };
  const answer = async () =>
    said.failure
      ? ({ ok: false, failure: said.failure } as const)
      : ({ ok: true, value: { items: said.items } } as const);
  const client = {
    bestLeads: vi.fn<Client["bestLeads"]>(answer),
    wokenLeads: vi.fn<Client["wokenLeads"]>(answer),
    searchLeads: vi.fn<Client["searchLeads"]>(answer),
  };
  const noteAnswer = vi.fn();
  const start = () =>
    leads({
      store: localStore,
      client,
      now: () => said.now,
      connection: async () => (said.connected ? { address: "https://w.example", token: "t" } : null),
      membership: {
        mayBeLead: async (key) => key === (await hashedKey("ada@analytical.example")),
        isReady: async () => said.isReady,
      },
      noteAnswer,
    });
  return { said, client, noteAnswer, start };
}

it("keeps each list for when nobody answers, also after a start, and says as of when", async () => {
  const { said, start, noteAnswer } = world();
  expect(await start().kept("best")).toBeNull();
  await start().fresh("best");
  said.failure = { kind: "offline" };
  said.now += 60_000;
  const later = start();
  expect(await later.kept("best")).toMatchObject({ state: "known", at: t0, trouble: null });
  expect(await later.fresh("best")).toMatchObject({
    items: [{ name: "Ada Lovelace" }],
    at: t0,
    trouble: "offline",
  });
  expect(await later.fresh("woken")).toEqual({ state: "offline" });
  expect(noteAnswer).toHaveBeenLastCalledWith({ kind: "offline" });
  said.failure = { kind: "unreadable", status: 502 };
  expect(await later.fresh("best")).toMatchObject({ trouble: "error" });
  expect(await later.fresh("woken")).toMatchObject({ state: "error" });
});

it("says who is signed out or not connected, and shows nothing then", async () => {
  const { said, start } = world();
  const lists = start();
  await lists.fresh("best");
  said.failure = { kind: "signed_out" };
  expect(await lists.fresh("best")).toEqual({ state: "refused" });
  said.connected = false;
  expect(await lists.fresh("best")).toEqual({ state: "not_connected" });
  expect(await lists.kept("best")).toBeNull();
});

it("keeps nothing of a search, and forgets everything when asked to", async () => {
  const { said, client, start } = world();
  const lists = start();
  await lists.search("x".repeat(300));
  expect(client.searchLeads.mock.calls[0]?.[1]).toHaveLength(100);
  expect(await localStore.entries("leads:")).toEqual([]);
  await lists.fresh("best");
  await lists.forgetAll();
  expect(await localStore.entries("leads:")).toEqual([]);
  said.failure = { kind: "offline" };
  expect(await lists.fresh("best")).toEqual({ state: "offline" });
  expect(await lists.search("ada")).toEqual({ state: "offline" });
});

it("searches for no whole address that is no lead's: it stays in the browser", async () => {
  const { said, client, start } = world();
  const lists = start();
  expect(await lists.search(" stranger@nowhere.example ")).toMatchObject({ state: "known", items: [] });
  said.isReady = false;
  expect(await lists.search("stranger@nowhere.example")).toEqual({ state: "offline" });
  expect(client.searchLeads).not.toHaveBeenCalled();
  for (const text of ["Ada@analytical.example", "ada@anal", "analytical.example", "Ada"])
    await lists.search(text);
  expect(client.searchLeads).toHaveBeenCalledTimes(4);
});
