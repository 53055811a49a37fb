import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { minifySync, transformWithOxc } from "vite";

const source = new URL("./tracker.ts", import.meta.url);

/** `/t.js` as it is delivered: a classic script that leaves nothing behind but `window.leadlight`. */
export async function buildTracker(): Promise<string> {
  const { code } = await transformWithOxc(await readFile(source, "utf8"), source.pathname);
  const script = `{${code.replace("export {};", "")}}`;
  const { code: minified, errors } = minifySync("t.js", script, {
    module: false,
    compress: { target: "es2022" },
    mangle: { toplevel: true },
  });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return minified;
}

/** The name of one version of it, which never changes what it holds: `t-3f2a91c0.js`. */
export const trackerName = (script: string): string =>
  `t-${createHash("sha256").update(script).digest("hex").slice(0, 8)}.js`;
