import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { ROOT } from "./machine.ts";

const execute = promisify(execFile);
const bin = (name: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  execute(join(ROOT, "node_modules/.bin", name), args, { cwd: ROOT, env: { ...process.env, ...env } });

/** The dashboard as it is delivered. */
export async function buildDashboard(folder: string): Promise<string> {
  const dashboard = join(folder, "dashboard");
  await bin("vite", ["build", "--outDir", dashboard, "--emptyOutDir"]);
  return dashboard;
}

/** The Worker as it is delivered. */
export async function buildWorker(folder: string, dashboard: string): Promise<string> {
  const worker = join(folder, "worker");
  await bin("wrangler", ["deploy", "--dry-run", "--outdir", worker, "--assets", dashboard]);
  return worker;
}

/** The store's extension, and the one that is connected to the Worker on `port` of this machine. */
export async function buildExtensions(
  folder: string,
  port: string,
): Promise<{ store: string; local: string }> {
  const env = { OUT_DIR: join(folder, "extension"), PORT: port };
  await bin("wxt", ["build"], env);
  await bin("wxt", ["build", "--mode", "loopback"], env);
  return { store: join(env.OUT_DIR, "chrome-mv3"), local: join(env.OUT_DIR, "chrome-mv3-local") };
}

/** Bytes on the wire, all files together. */
export const gzipped = (files: Iterable<string>): number =>
  [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);

/** A page, and every script and style that it needs before it does anything. */
export function filesOfPage(folder: string, page: string): string[] {
  const html = join(folder, page);
  const files = [html];
  for (const [, href = ""] of readFileSync(html, "utf8").matchAll(
    /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g,
  ))
    files.push(href.startsWith("/") ? join(folder, href) : resolve(dirname(html), href));
  // The list grows while it is read: scripts bring others.
  for (const file of files)
    if (file.endsWith(".js"))
      for (const [, script = ""] of readFileSync(file, "utf8").matchAll(
        /(?:^|[;}\s])(?:import|export)(?:[\w$*{}\s,]+from)?\s*"(\.{1,2}\/[^"]+\.js)"/g,
      ))
        files.push(resolve(dirname(file), script));
  return [...new Set(files)];
}

/** The files in a folder whose names end so. */
export const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
