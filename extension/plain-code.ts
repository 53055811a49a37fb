import type { Plugin } from "vite";

/** What libraries can do and the extension never does: its build leaves it out, so that nobody needs to take our word. */
const unwanted: readonly { file: RegExp; code: RegExp; instead: string }[] = [
  // Markup from strings: strangers' text is shown as text.
  { file: /preact\/dist\/preact\.mjs$/, code: /\w+\.innerHTML=\w+\.__html/, instead: "0" },
  // Code from strings: the validator works without it.
  {
    file: /zod\/v4\/core\/util\.js$/,
    code: /const F = Function;\s*new F\(""\);\s*return true;/,
    instead: "return false;",
  },
  {
    file: /zod\/v4\/core\/doc\.js$/,
    code: /compile\(\) \{[\s\S]*?\n {4}\}/,
    instead: `compile() { throw new Error("No code from strings"); }`,
  },
];

/** @throws Error where a library no longer is what it was, so that nothing slips back in */
export const plainCode = (): Plugin => ({
  name: "plain-code",
  transform(source, id) {
    const file = id.replace(/[?#].*$/, "");
    const found = unwanted.find((one) => one.file.test(file));
    if (!found) return null;
    if (!found.code.test(source))
      throw new Error(`Nothing to leave out in ${file}: see extension/plain-code.ts`);
    return { code: source.replace(found.code, found.instead), map: null };
  },
});
