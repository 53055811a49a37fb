import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./dev.ts";

/**
 * `npm run deploy`: the database (made at the first time), its migrations, then the Worker, to your own account. With
 * `-- --queue` a queue stands before the database; without, it no longer does.
 */

const DATABASE = "leadlight";
const QUEUE = "leadlight-touches";

function wrangler(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
    cwd: root,
    stdio: args.includes("info") ? "ignore" : "inherit",
  });
  return new Promise((done) => child.on("exit", (code) => done(code ?? 1)));
}

async function step(...args: string[]): Promise<void> {
  const code = await wrangler(...args);
  if (code !== 0) process.exit(code);
}

/** The Worker with its queue: both configurations as one, which stands beside them only meanwhile. */
async function deployWithQueue(): Promise<void> {
  if ((await wrangler("queues", "info", QUEUE)) !== 0) await step("queues", "create", QUEUE);
  const config = join(root, "wrangler.queue.toml");
  const parts = [join(root, "wrangler.toml"), join(import.meta.dirname, "queue.toml")];
  await writeFile(config, (await Promise.all(parts.map((part) => readFile(part, "utf8")))).join(""));
  const code = await wrangler("deploy", "--config", config);
  await rm(config);
  if (code !== 0) process.exit(code);
}

// Signing in first: what asks for it in a browser must not be mistaken for a database that is not there.
await step("whoami");
if ((await wrangler("d1", "info", DATABASE)) !== 0) await step("d1", "create", DATABASE);
await step("d1", "migrations", "apply", "DB", "--remote");
if (process.argv.includes("--queue")) await deployWithQueue();
else await step("deploy");
