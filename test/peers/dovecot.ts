import { chmod, chown, mkdir, utimes, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { REP } from "./mails.ts";
import { type Running, start } from "./packages.ts";

export const PASSWORD = "only-for-this-run";

/** Mail of nobody's user where root starts it: Dovecot touches no mail as root. */
const isRoot = process.getuid?.() === 0;
const mailUser = isRoot ? { name: "nobody", uid: 65534, group: "nogroup", gid: 65534 } : null;

/** An IMAP server on this machine alone, with these mails in everybody's box. Everything of it is in `folder`. */
export async function startDovecot(folder: string, port: number, mails: readonly string[]): Promise<Running> {
  const home = join(folder, "home");
  // Whoever reads the mail passes through, and sees nothing else.
  await chmod(folder, 0o711);
  const own = async (path: string) => {
    if (mailUser) await chown(path, mailUser.uid, mailUser.gid);
  };
  for (const part of ["", "Maildir", "Maildir/cur", "Maildir/new", "Maildir/tmp"]) {
    await mkdir(join(home, part), { recursive: true });
    await own(join(home, part));
  }
  for (const [index, mail] of mails.entries()) {
    const at = new Date(Date.parse(/^Date: (.*)$/m.exec(mail)?.[1] ?? "") || index);
    const path = join(home, "Maildir/cur", `${at.getTime() / 1000}.m${index}.peer:2,S`);
    await writeFile(path, mail);
    await utimes(path, at, at);
    await own(path);
  }
  const user = mailUser?.name ?? userInfo().username;
  const config = join(folder, "dovecot.conf");
  await writeFile(
    config,
    `protocols = imap
listen = 127.0.0.1
base_dir = ${join(folder, "run")}
state_dir = ${join(folder, "state")}
log_path = /dev/stderr
ssl = no
disable_plaintext_auth = no
auth_username_chars =
mail_location = maildir:~/Maildir
first_valid_uid = 1
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${user} gid=${mailUser?.group ?? userInfo().gid} home=${home}
}
${mailUser ? "" : `default_internal_user = ${user}\ndefault_login_user = ${user}\n`}
service anvil {
  chroot =
}
service imap-login {
  ${mailUser ? "" : "chroot ="}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
`,
  );
  const dovecot = start("/usr/sbin/dovecot", ["-F", "-c", config]);
  // The first one in makes the index; two that come at once might see an empty box.
  await until(
    async () => (await lookIn(port)).includes(`* ${mails.length} EXISTS`),
    () => dovecot.said(),
  );
  return dovecot;
}

/** What the server says of the box; nothing where none answers. */
const lookIn = (port: number): Promise<string> =>
  new Promise((done) => {
    let said = "";
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`a LOGIN ${REP} ${PASSWORD}\r\nb SELECT INBOX\r\nc LOGOUT\r\n`),
    );
    socket.setTimeout(3000, () => socket.destroy());
    socket.on("data", (part) => {
      said += part;
    });
    socket.once("error", () => {});
    socket.once("close", () => done(said));
  });

/** Waits up to 20 s. @throws with what was said meanwhile */
export async function until(isSo: () => Promise<boolean>, said: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`It does not start: ${said()}`);
}
