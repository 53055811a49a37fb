import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { until } from "./dovecot.ts";
import { type Running, start } from "./packages.ts";

const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");

/** Debian's Roundcube as it is, with a configuration, a database and temporary files of its own in `folder`. */
export async function startRoundcube(
  folder: string,
  ports: { web: number; imap: number },
  language: string,
): Promise<Running> {
  const config = join(folder, "config");
  for (const part of ["config", "temp", "logs"]) await mkdir(join(folder, part), { recursive: true });
  for (const file of ["defaults.inc.php", "mimetypes.php"])
    await copyFile(join("/etc/roundcube", file), join(config, file));
  const database = join(folder, "roundcube.sqlite");
  const tables = new DatabaseSync(database);
  tables.exec(await readFile("/usr/share/roundcube/SQL/sqlite.initial.sql", "utf8"));
  tables.close();
  await writeFile(
    join(config, "config.inc.php"),
    `<?php
$config = [];
$config['db_dsnw'] = 'sqlite:///${database}?mode=0600';
$config['imap_host'] = '127.0.0.1:${ports.imap}';
$config['smtp_host'] = '127.0.0.1:1';
$config['des_key'] = 'only-for-this-run-of-it!';
$config['temp_dir'] = '${join(folder, "temp")}';
$config['log_dir'] = '${join(folder, "logs")}';
$config['language'] = '${language}';
$config['plugins'] = [];
$config['skin'] = 'elastic';
$config['mail_pagesize'] = 50;
$config['enable_spellcheck'] = false;
`,
  );
  const php = start(
    "/usr/bin/php",
    [
      "-S",
      `127.0.0.1:${ports.web}`,
      "-t",
      "/var/lib/roundcube/public_html",
      "-d",
      `session.save_path=${join(folder, "temp")}`,
    ],
    { ROUNDCUBE_CONFIG_DIR: config, PHP_CLI_SERVER_WORKERS: "4" },
  );
  await until(
    () =>
      fetch(`http://127.0.0.1:${ports.web}/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    () => php.said(),
  );
  return php;
}
