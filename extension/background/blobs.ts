/** What is too large for `storage.local`, by key: reading one there reads them all. It may be gone at any time. */
export interface Blobs {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  clear(): Promise<void>;
}

const STORE = "blobs";

/** Kept by the browser in a database of the extension's own. */
export function indexedBlobs(name: string): Blobs {
  let opening: Promise<IDBDatabase> | null = null;

  const open = (): Promise<IDBDatabase> => {
    opening ??= new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => {
        request.result.onclose = () => {
          opening = null;
        };
        done(request.result);
      };
      request.onerror = () => fail(request.error);
    }).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const transaction = (await open()).transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    return new Promise((done, fail) => {
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => fail(transaction.error);
    });
  }

  return {
    get: (key) => run("readonly", (store) => store.get(key)),
    set: async (key, value) => void (await run("readwrite", (store) => store.put(value, key))),
    clear: () => run("readwrite", (store) => store.clear()),
  };
}
