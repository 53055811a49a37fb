import { beforeEach, expect, it } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import * as z from "zod";
import { shelf } from "./shelf.ts";
import { localStore } from "./store.ts";

const Book = z.object({ state: z.literal("known"), title: z.string(), at: z.number() });
const day = 24 * 3_600_000;
const clock = { now: 100 * day };
const open = () => shelf({ store: localStore, prefix: "book:", schema: Book, now: () => clock.now });
const book = (title: string) => ({ state: "known" as const, title, at: clock.now });

beforeEach(() => {
  fakeBrowser.reset();
  clock.now = 100 * day;
});

it("finds one book by all of its keys, across a restart", async () => {
  const one = open();
  await one.keep(["place", "record", "address"], book("Ada"), one.life());
  for (const books of [one, open()])
    for (const key of ["place", "record", "address"]) {
      expect(await books.recall(key), key).toMatchObject({ title: "Ada" });
      expect(await books.placeOf(key)).toBe("place");
    }
  expect(await one.recall("another")).toBeNull();
  expect(await one.placeOf("another")).toBe("another");
});

it("takes a key to another book, and a book to another key", async () => {
  const books = open();
  await books.keep(["ada", "record"], book("Ada"), books.life());
  await books.keep(["jo", "record"], book("Jo"), books.life());
  expect(await books.recall("record")).toMatchObject({ title: "Jo" });
  expect(await books.recall("ada")).toMatchObject({ title: "Ada" });
  await books.keep(["record"], book("Record"), books.life());
  for (const again of [books, open()])
    expect(await again.recall("record")).toMatchObject({ title: "Record" });
  await books.keep(["sam", "ada"], book("Sam"), books.life());
  for (const again of [books, open()]) expect(await again.recall("ada")).toMatchObject({ title: "Sam" });
});

it("reads nothing that is damaged, or of a later version", async () => {
  await localStore.set("book:a", { state: "known", title: 7, at: 1 });
  await localStore.set("book:b", "garbage");
  await localStore.set("book:c", { state: "as", key: "nowhere", at: 1 });
  const books = open();
  for (const key of ["a", "b", "c"]) expect(await books.recall(key), key).toBeNull();
});

it("keeps the newest 150 of the last 14 days, and no key that leads to nothing", async () => {
  const books = open();
  await books.keep(["old", "to old"], book("Old"), books.life());
  clock.now += 13 * day;
  for (let n = 0; n < 155; n += 1) {
    clock.now += 1;
    await books.keep([`b${n}`, `to b${n}`], book(`${n}`), books.life());
  }
  clock.now += day;
  await books.prune();
  expect(await localStore.entries("book:")).toHaveLength(300);
  for (const again of [books, open()]) {
    for (const gone of ["old", "to old", "b4", "to b4"]) expect(await again.recall(gone), gone).toBeNull();
    for (const here of ["b5", "to b5", "to b154"]) expect(await again.recall(here), here).not.toBeNull();
  }
});

it("forgets all at once, also what is on its way", async () => {
  const books = open();
  const before = books.life();
  await books.keep(["a", "to a"], book("A"), before);
  await books.forgetAll();
  await books.keep(["b"], book("B"), before);
  for (const key of ["a", "to a", "b"]) expect(await books.recall(key), key).toBeNull();
  expect(await localStore.entries("book:")).toEqual([]);
});
