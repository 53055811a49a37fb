import * as z from "zod";
import type { Store } from "./store.ts";

const longestKept = 14 * 24 * 3_600_000;
const mostKept = 150;

/** A book stands in one place; where else it is looked for, a card says where. */
const Card = z.object({ state: z.literal("as"), key: z.string(), at: z.number() });

/** Answers of the Worker, by what was asked for: at hand at once, and on disk for a later start. */
export interface Shelf<Book> {
  recall(key: string): Promise<Book | null>;
  /** Under the first key; the others lead there. @param life that of when it was asked for: nothing older is kept */
  keep(keys: readonly string[], book: Book, life: number): Promise<void>;
  /** Where what is kept under a key stands. */
  placeOf(key: string): Promise<string>;
  /** Grows when everything is forgotten. */
  life(): number;
  /** Drops what is old, and the oldest where much is kept. */
  prune(): Promise<void>;
  forgetAll(): Promise<void>;
}

/** @param prefix what the names of its entries in the store begin with */
export function shelf<Book extends { at: number }>(deps: {
  store: Store;
  prefix: string;
  schema: z.ZodType<Book>;
  now: () => number;
}): Shelf<Book> {
  const { store, prefix, schema, now } = deps;
  const books = new Map<string, Book>();
  const cards = new Map<string, string>();
  let life = 0;

  async function read(key: string): Promise<Book | null> {
    const warm = books.get(key);
    if (warm !== undefined) return warm;
    const from = life;
    const entry = await store.get(prefix + key);
    if (from !== life) return null;
    const card = Card.safeParse(entry);
    if (card.success) {
      cards.set(key, card.data.key);
      return null;
    }
    const book = schema.safeParse(entry);
    if (!book.success) return null;
    books.set(key, book.data);
    return book.data;
  }

  async function recall(key: string): Promise<Book | null> {
    const place = cards.get(key);
    if (place !== undefined) return read(place);
    const here = await read(key);
    const found = cards.get(key);
    return here ?? (found === undefined ? null : read(found));
  }

  /** That it cannot be written costs a later start its speed, nothing else. */
  const write = (key: string, entry: unknown): Promise<void> =>
    store.set(prefix + key, entry).catch(() => undefined);

  return {
    recall,
    life: () => life,

    async keep([place, ...others], book, from) {
      if (from !== life || place === undefined) return;
      books.set(place, book);
      cards.delete(place);
      for (const key of others) {
        if (key === place) continue;
        books.delete(key);
        const isNews = cards.get(key) !== place;
        cards.set(key, place);
        if (isNews) void write(key, { state: "as", key: place, at: book.at });
      }
      await write(place, book);
    },

    async placeOf(key) {
      await recall(key);
      return cards.get(key) ?? key;
    },

    async prune() {
      const kept = (await store.entries(prefix)).map(([key, value]) => {
        const card = Card.safeParse(value);
        const book = z.object({ at: z.number() }).safeParse(value);
        const place = card.success ? card.data.key : null;
        return { key: key.slice(prefix.length), at: book.success ? book.data.at : 0, place };
      });
      const young = kept
        .filter(({ at, place }) => place === null && now() - at < longestKept)
        .sort((a, b) => b.at - a.at);
      const stay = new Set(young.slice(0, mostKept).map(({ key }) => key));
      const go = kept.filter(({ key, place }) => !stay.has(place ?? key)).map(({ key }) => key);
      if (go.length === 0) return;
      for (const key of go) {
        books.delete(key);
        cards.delete(key);
      }
      await store.remove(go.map((key) => prefix + key));
    },

    async forgetAll() {
      life += 1;
      books.clear();
      cards.clear();
      await store.remove((await store.entries(prefix)).map(([key]) => key));
    },
  };
}
