import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Somebody else holds the folder; `holder` says who, as far as it is known. */
export class LockedError extends Error {
  readonly holder: string;
  constructor(holder: string) {
    super(`Locked by ${holder}`);
    this.holder = holder;
  }
}

/**
 * Take a folder for this process alone. The lock is one of the operating system's on a file, held through SQLite:
 * it ends with the process, however that ends, so none is ever left behind.
 * @param about what to tell others who ask
 * @throws LockedError
 * @returns gives the folder back
 */
export function lock(folder: string, about: string): () => void {
  mkdirSync(folder, { recursive: true });
  const holder = join(folder, "lock.txt");
  const file = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 1_500 });
  try {
    file.exec("begin exclusive");
  } catch {
    file.close();
    throw new LockedError(read(holder));
  }
  writeFileSync(holder, about);
  return () => file.close();
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "another process";
  }
}
