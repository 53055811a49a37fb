import { spawn } from "node:child_process";

/**
 * Runs a script (`leash.ts script …arguments`) and ends it, and all that it started, when whoever started this
 * is gone, however it went: the pipe that is our standard input closes then.
 */
const [script = "", ...args] = process.argv.slice(2);
const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "inherit", "inherit"] });

function endAll(): void {
  if (process.platform === "win32" && child.pid !== undefined)
    spawn("taskkill", ["/pid", `${child.pid}`, "/T", "/F"]).on("exit", () => process.exit(1));
  // We lead the group that everything below us belongs to.
  else process.kill(-process.pid, "SIGKILL");
}

process.stdin.on("close", endAll);
process.stdin.resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
