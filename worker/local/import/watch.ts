import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Import } from "../../../shared/contract/imports.ts";
import { type Api, Refusal, Unreachable } from "./api.ts";
import { complain, linesOf, say } from "./console.ts";
import { count, Progress } from "./progress.ts";
import { plain, resultLines } from "./words.ts";

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** How long the Worker may be gone while an import is watched; it goes on by itself. */
const PATIENCE = 60_000;
const again = (flags: string) => `npm run import -- ${flags}`;

/** Show how a running import goes on until it has ended; Ctrl+C stops it. */
export async function watch(api: Api, id: string, refused: string | null): Promise<number> {
  const progress = new Progress(process.stderr);
  let pressedAt: number | null = null;
  const onInterrupt = () => {
    // One Ctrl+C may arrive twice: from the terminal, and handed on by npm.
    if (pressedAt !== null && performance.now() - pressedAt < 300) return;
    progress.end();
    if (pressedAt !== null) {
      complain(`It still runs in Leadlight. Watch it: ${again(`--resume ${id}`)}`);
      process.exit(1);
    }
    pressedAt = performance.now();
    complain("Stopping it …");
    api.stop(id).catch((error) => complain(linesOf(error)));
  };
  process.on("SIGINT", onInterrupt);
  try {
    const now = await follow(api, id, progress);
    progress.end();
    if (now.state === "done") {
      say([...resultLines(now), `Import ${id}. Take it back: ${again(`--undo ${id}`)}`]);
      await tellRefused(api, now, refused);
      return 0;
    }
    if (now.state === "failed") complain(`It failed: ${plain(now.error ?? "nobody knows why")}`);
    complain([
      `${count(now.done)} of ${count(now.rows)} rows are in.`,
      `  Go on:        ${again(`--resume ${id}`)}`,
      `  Take it back: ${again(`--undo ${id}`)}`,
    ]);
    return 1;
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

const labels = { writing: "Writing", ranking: "Ranking accounts", undoing: "Taking back" } as const;

async function follow(api: Api, id: string, progress: Progress): Promise<Import> {
  let goneSince: number | null = null;
  for (;;) {
    try {
      const now = await api.status(id);
      goneSince = null;
      if (now.state !== "running") return now;
      progress.show({ label: labels[now.phase ?? "writing"], done: now.done, total: now.rows, unit: "rows" });
    } catch (error) {
      const isPassing =
        error instanceof Unreachable || (error instanceof Refusal && error.code === "unavailable");
      goneSince ??= performance.now();
      if (!isPassing || performance.now() - goneSince > PATIENCE) {
        progress.end();
        complain(`Whether it goes on is not known here. Watch it: ${again(`--resume ${id}`)}`);
        throw error;
      }
    }
    await pause(500);
  }
}

async function tellRefused(api: Api, now: Import, path: string | null): Promise<void> {
  if (now.refused === 0) return;
  if (path === null) {
    say(`  The refused rows, with the reason of each: ${again(`--resume ${now.id} --refused refused.csv`)}`);
    return;
  }
  const body = await api.refused(now.id);
  if (!body) return;
  await pipeline(Readable.from(body), createWriteStream(path));
  say(`  The refused rows are in ${path}. Mend them there and bring that file in.`);
}

/** Take back what an import wrote. */
export async function undo(api: Api, id: string): Promise<number> {
  await api.rollback(id);
  const progress = new Progress(process.stderr);
  const now = await follow(api, id, progress);
  progress.end();
  if (now.state === "mapping") {
    say(`Taken back. Its file is still there: ${again(`--resume ${id}`)} starts it again.`);
    return 0;
  }
  complain(now.error ? plain(now.error) : `It is ${now.state}.`);
  return 1;
}
