import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./dev.ts";

/** `npm run deploy`: the database (made at the first time), its migrations, then the Worker, to your own account. */

const DATABASE = "leadlight";

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

// Signing in first: what asks for it in a browser must not be mistaken for a database that is not there.
await step("whoami");
if ((await wrangler("d1", "info", DATABASE)) !== 0) await step("d1", "create", DATABASE);
await step("d1", "migrations", "apply", "DB", "--remote");
await step("deploy");
