import { spawn } from "node:child_process";
import { installPackages, isThere } from "../debian.ts";

/** Debian's packages, and a file by which each part is seen to be there. */
const packages =
  "php-cli php-cgi php-sqlite3 php-mbstring php-intl php-xml roundcube-core roundcube-sqlite3 dovecot-imapd".split(
    " ",
  );
const signs = [
  "/usr/bin/php",
  "/usr/sbin/dovecot",
  "/usr/share/roundcube/index.php",
  "/usr/share/roundcube/SQL/sqlite.initial.sql",
];

/** Installs Roundcube and Dovecot where they are absent; starts nothing of theirs. @throws without them and without root */
export async function installPeers(): Promise<void> {
  const there = await Promise.all(signs.map(isThere));
  if (there.every(Boolean)) return;
  await installPackages(packages);
}

/** A program of ours, and those that it starts, until it is stopped. */
export function start(command: string, args: string[], env: Record<string, string> = {}) {
  // A group of its own: what the program has started does not outlive it.
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      said = `${said}${part}`.slice(-10_000);
    });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left.
    }
  };
  return {
    /** What it said last. */
    said: () => said,
    async stop(): Promise<void> {
      signal("SIGTERM");
      await Promise.race([ended, new Promise((done) => setTimeout(done, 5000))]);
      signal("SIGKILL");
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
    },
  };
}
export type Running = ReturnType<typeof start>;
