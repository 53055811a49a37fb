import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { openBrowser } from "./browser.ts";
import { migrate, root, startWorker } from "./dev.ts";
import { LockedError, lock } from "./lock.ts";
import { loadLocalSample, openLocalEmpty } from "./sample.ts";

/**
 * `npm start`: everything on this machine, with a sample workspace, or with SAMPLE=0 an empty one in a folder of its
 * own. PORT, STATE and NO_BROWSER=1 are heeded.
 */

const port = Number(process.env.PORT || 8787);
const empty = process.env.SAMPLE === "0";
const state = resolve(root, process.env.STATE || (empty ? ".state-empty" : ".state"));
const extension = join(root, "dist/chrome-mv3-local");

/** An end that a person can read without a stack. */
function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

/** Run a tool of node_modules; its output is shown only where it fails. */
function build(tool: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: root,
    env: { ...process.env, PORT: `${port}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((done) => {
    child.on("close", (code) => (code === 0 ? done() : refuse(`${tool} ${args.join(" ")} failed.\n${said}`)));
  });
}

function isFree(host: string): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once("error", (error: NodeJS.ErrnoException) => done(error.code !== "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

function takeState(): () => void {
  try {
    return lock(state, `process ${process.pid} on port ${port}`);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    return refuse(
      `Leadlight is running on ${state} already (${error.holder}).\nStop it first, or give this one another folder and port: STATE=.state2 PORT=${port + 1} npm start`,
    );
  }
}

const ofSample: Record<Awaited<ReturnType<typeof loadLocalSample>>, string> = {
  loaded: "The sample workspace is new: 2,000 leads, a year of touches and verdicts.",
  kept: "The sample workspace is as you left it.",
  other: "This workspace is your own; the sample was not loaded.",
};
const ofEmpty: Record<Awaited<ReturnType<typeof openLocalEmpty>>, string> = {
  opened: "The workspace is new and empty.",
  kept: "Your workspace is as you left it.",
  sample: "The sample is in this folder, so the workspace is not empty. Give it another one: STATE=.state2",
};

/** Prepares the workspace. @returns what to say of it */
const fill = async (): Promise<string> =>
  empty ? ofEmpty[await openLocalEmpty(state)] : ofSample[await loadLocalSample(state)];

if (!Number.isInteger(port) || port < 1 || port > 65_535)
  refuse(`PORT must be a port number, not "${process.env.PORT}"`);
const giveBack = takeState();
if (!(await isFree("127.0.0.1")) || !(await isFree("::1")))
  refuse(`Something else listens on port ${port}. Take another one: PORT=${port + 1} npm start`);

console.log("Building the dashboard and the extension, preparing the database …");
const [, , said] = await Promise.all([
  build("vite/bin/vite.js", "build"),
  build("wxt/bin/wxt.mjs", "build", "--mode", "loopback"),
  migrate(state).then(fill),
]);
const worker = await startWorker({ port, state }).catch((error: Error) => refuse(error.message));

// wrangler dev fires no cron.
const cron = setInterval(() => fetch(`${worker.url}/cdn-cgi/handler/scheduled`).catch(() => {}), 60_000);
const mailbox = `${worker.url}/sample/mail`;
const browser = await openBrowser({
  extension,
  profile: join(state, "browser"),
  url: empty ? worker.url : mailbox,
});

let ending = false;
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  clearInterval(cron);
  clearInterval(parentWatch);
  browser?.kill();
  await worker.stop();
  giveBack();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0));
// npm may be killed without a word to us.
const parent = process.ppid;
const parentWatch = setInterval(() => {
  if (process.env.npm_lifecycle_event && process.ppid !== parent) end(0);
}, 1_000);
worker.ended.then((said) => {
  if (ending) return;
  console.error(`The Worker ended by itself.\n${said}`);
  end(1);
});

const panel = browser
  ? "A browser with the extension opens on the sample mailbox: click the mail from Ada Lovelace."
  : `To see the panel: open chrome://extensions in Chrome or Chromium, switch on "Developer mode", choose "Load
unpacked" and the extension's folder above. Then open the sample mailbox and click the mail from Ada Lovelace.`;
const next = empty
  ? 'On the dashboard, sign in as marketing and open "Import" to bring in leads of your own.'
  : `${panel}\nOn the dashboard, sign in as marketing to read what sales says.`;

console.log(`
Leadlight runs.

  Dashboard       ${worker.url}/
  Sample mailbox  ${mailbox}
  API             ${worker.url}/docs
  Extension       ${extension}
  Database        ${state}

${said}
${next} Ctrl+C ends everything.
`);
