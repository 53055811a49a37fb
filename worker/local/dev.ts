import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";

/** The Worker on this machine: its migrations, and `wrangler dev` with what local mode needs. */

export const root = resolve(import.meta.dirname, "../..");
const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
const leash = join(import.meta.dirname, "leash.ts");

/** Without these, wrangler keeps the addresses of requests or calls home. */
export const quiet = {
  NODE_NO_WARNINGS: "1",
  X_LOCAL_OBSERVABILITY: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_LOG_SANITIZE: "true",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_HIDE_BANNER: "true",
};

function run(args: readonly string[], cwd = root): ChildProcess {
  return spawn(process.execPath, [leash, wrangler, ...args], {
    cwd,
    // CI: it asks no questions.
    env: { ...process.env, ...quiet, CI: "1" },
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
}

const textOf = (child: ChildProcess): (() => string) => {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => (text = (text + chunk).slice(-20_000)));
  return () => text;
};

/** Bring the database in `state` to the newest migration. */
export function migrate(state: string): Promise<void> {
  const child = run(["d1", "migrations", "apply", "DB", "--local", "--persist-to", resolve(state)]);
  const said = textOf(child);
  return new Promise((done, fail) => {
    child.on("exit", (code) => (code === 0 ? done() : fail(new Error(`The migrations failed.\n${said()}`))));
  });
}

export interface LocalWorker {
  url: string;
  /** Ends it with all its children; SIGKILL is a power cut. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Settles when it has ended, with what it said last. */
  ended: Promise<string>;
}

/** Start the Worker on `state`, in local mode, and wait until it answers. */
export async function startWorker({
  port,
  state,
  config = "wrangler.toml",
}: {
  port: number;
  state: string;
  config?: string;
}): Promise<LocalWorker> {
  const child = run([
    "dev",
    "--config",
    config,
    "--port",
    `${port}`,
    "--ip",
    "localhost",
    "--inspector-port",
    "0",
    "--persist-to",
    resolve(state),
    "--var",
    "LOCAL:1",
    "--test-scheduled",
    "--log-level",
    "error",
    "--show-interactive-dev-session=false",
  ]);
  const said = textOf(child);
  let hasEnded = false;
  const ended = new Promise<string>((done) => {
    child.on("exit", () => {
      hasEnded = true;
      done(said());
    });
  });
  const kill = (signal: "SIGTERM" | "SIGKILL") => {
    if (hasEnded || child.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
    } catch {
      child.kill(signal);
    }
  };
  const stop = async (signal: "SIGTERM" | "SIGKILL" = "SIGTERM") => {
    kill(signal);
    const patience = setTimeout(() => kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(patience);
    // Its own children die with the group; wait until the port is free again.
    for (let tries = 0; tries < 50 && (await isUp(port)); tries += 1) await pause(100);
  };
  process.once("exit", () => kill("SIGKILL"));

  const url = `http://localhost:${port}`;
  const until = Date.now() + 60_000;
  while (!(await isUp(port))) {
    if (hasEnded) throw new Error(`The Worker did not start.\n${said()}`);
    if (Date.now() > until) {
      await stop("SIGKILL");
      throw new Error(`The Worker did not answer within a minute.\n${said()}`);
    }
    await pause(100);
  }
  return { url, stop, ended };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function isUp(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
