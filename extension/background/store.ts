import { browser } from "wxt/browser";

/** The extension's own storage, by key. What is written is on disk when the promise is kept. */
export interface Store {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(keys: string[]): Promise<void>;
  /** Every entry whose key begins with this. */
  entries(prefix: string): Promise<[key: string, value: unknown][]>;
}

export const localStore: Store = {
  async get(key) {
    return (await browser.storage.local.get(key))[key];
  },
  async set(key, value) {
    await browser.storage.local.set({ [key]: value });
  },
  async remove(keys) {
    await browser.storage.local.remove(keys);
  },
  async entries(prefix) {
    const all: Record<string, unknown> = await browser.storage.local.get(null);
    return Object.entries(all).filter(([key]) => key.startsWith(prefix));
  },
};

/** Outlives the background, which is put to sleep after half a minute, and not the browser. */
export const sessionStore: Pick<Store, "get" | "set"> = {
  async get(key) {
    return (await browser.storage.session.get(key))[key];
  },
  async set(key, value) {
    await browser.storage.session.set({ [key]: value });
  },
};

/** Page scripts of the extension may not read what is kept: only its own pages. */
export async function closeStoreToPages(): Promise<void> {
  const { local } = browser.storage;
  // Firefox has no access levels; there, the page's script is held back by keeping no storage code in it.
  if (typeof local.setAccessLevel === "function")
    await local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
}

/** Runs one after the other what must not interleave: read, change, write. */
export function queue(): <T>(step: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (step) => {
    const next = last.then(step, step);
    last = next.catch(() => undefined);
    return next;
  };
}
