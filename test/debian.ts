import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Installs Debian's packages; starts nothing of theirs. @throws where nobody may, with what is needed */
export async function installPackages(packages: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0 || !(await isThere("/usr/bin/apt-get")))
    throw new Error(
      `These packages are needed, and only root of a Debian can install them: ${packages.join(" ")}`,
    );
  console.info(`Installing: apt-get install ${packages.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    env,
    maxBuffer: 1e8,
  });
}
