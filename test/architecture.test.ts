import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { signals } from "../shared/domain/scoring/signals/index.ts";
import { reports } from "../worker/reports/index.ts";

const root = resolve(import.meta.dirname, "..");

const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return [".wxt", "node_modules"].includes(entry.name) ? [] : filesOf(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
const foldersOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

const isTest = (file: string) => /\.(test|fixture)\.tsx?$/.test(file) || file.startsWith("test/");
const sources = ["extension", "worker", "shared"].flatMap(filesOf).filter((file) => !isTest(file));

interface Import {
  from: string;
  /** A path from the root for our own files, a package's name for others. */
  to: string;
  typeOnly: boolean;
}

const importPattern =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\("([^"]+)"\)/g;

const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(join(root, from), "utf8").matchAll(importPattern)].map((match) => {
    const target = match[3] ?? match[4] ?? "";
    const to = target.startsWith(".") ? relative(root, resolve(root, dirname(from), target)) : target;
    return { from, to: to.replace(/\?.*$/, ""), typeOnly: match[2] !== undefined };
  }),
);
const own = (to: string) => /^(extension|worker|shared|test|package\.json)/.test(to);
const offenders = (of: (i: Import) => boolean, allowed: (i: Import) => boolean) =>
  imports.filter((i) => of(i) && !allowed(i)).map(({ from, to }) => `${from} -> ${to}`);
const inside = (folder: string) => (file: string) => file.startsWith(`${folder}/`);

describe("who may import whom", () => {
  it("sees the imports at all", () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(imports.filter(({ to }) => own(to)).every(({ to }) => /\.(tsx?|css|json|svg)$/.test(to))).toBe(
      true,
    );
  });

  it("domain imports nothing outside itself", () => {
    const domain = inside("shared/domain");
    expect(
      offenders(
        ({ from }) => domain(from),
        ({ to }) => domain(to),
      ),
    ).toEqual([]);
  });

  it("contract imports only the validator", () => {
    const contract = inside("shared/contract");
    expect(
      offenders(
        ({ from }) => contract(from),
        ({ to }) => contract(to) || to === "zod",
      ),
    ).toEqual([]);
  });

  it("extension and worker import shared, and never each other, except the type of the app", () => {
    const extension = inside("extension");
    const worker = inside("worker");
    expect(
      offenders(
        ({ from, to }) => extension(from) && own(to) && !extension(to),
        ({ to, typeOnly }) => to.startsWith("shared/") || (typeOnly && to === "worker/app.ts"),
      ),
    ).toEqual([]);
    expect(
      offenders(
        ({ from, to }) => worker(from) && own(to) && !worker(to),
        ({ to }) => to.startsWith("shared/") || to === "package.json",
      ),
    ).toEqual([]);
  });

  it("a site imports only the interface, its own folder and pure helpers", () => {
    for (const site of foldersOf("extension/sites"))
      expect(
        offenders(
          ({ from }) => inside(`extension/sites/${site}`)(from),
          ({ to }) =>
            to === "extension/sites/site.ts" ||
            inside(`extension/sites/${site}`)(to) ||
            inside("shared/domain")(to) ||
            inside("extension/sites/helpers")(to),
        ),
      ).toEqual([]);
  });

  it("the panel knows no site and no page", () => {
    expect(
      offenders(
        ({ from }) => inside("extension/panel")(from),
        ({ to }) => !inside("extension/sites")(to) && !inside("extension/frame")(to),
      ),
    ).toEqual([]);
  });

  it("only db and the reports' queries know SQL", () => {
    const knows = ({ to, typeOnly }: Import) =>
      to.startsWith("drizzle-orm") || (to === "worker/db/schema.ts" && !typeOnly);
    expect(
      offenders(
        knows,
        ({ from }) => inside("worker/db")(from) || /^worker\/reports\/[^/]+\/query\.ts$/.test(from),
      ),
    ).toEqual([]);
    const prepares = sources.filter((file) => /\.prepare\(/.test(readFileSync(join(root, file), "utf8")));
    expect(prepares).toEqual(["worker/db/run.ts"]);
  });
});

describe("registries and folders agree, both ways", () => {
  it("reports", () => {
    expect(Object.keys(reports).sort()).toEqual(foldersOf("worker/reports").sort());
  });

  it("signals", () => {
    const files = filesOf("shared/domain/scoring/signals")
      .map((file) => file.split("/").at(-1)?.replace(".ts", ""))
      .filter((name) => name && name !== "index" && !name.includes("."));
    expect(Object.keys(signals).sort()).toEqual(files.sort());
  });

  it("sites", () => {
    // The one for any page is in a script of its own, which stands nowhere by itself.
    const registered = imports.flatMap(({ from, to }) => {
      const [, name] = /^extension\/sites\/([a-z-]+)\/index\.ts$/.exec(to) ?? [];
      const isRegistry =
        from === "extension/sites/index.ts" || from === "extension/entrypoints/any.content.ts";
      return name && isRegistry ? [name] : [];
    });
    const folders = foldersOf("extension/sites").filter((name) => name !== "helpers");
    expect(registered.sort()).toEqual(folders.sort());
  });

  it("routes: every file of resources is mounted", () => {
    const mounted = imports.filter(({ from, to }) => from === "worker/app.ts" && inside("worker/routes")(to));
    const files = filesOf("worker/routes").filter((file) => !isTest(file) && !file.endsWith("/route.ts"));
    expect(mounted.map(({ to }) => to).sort()).toEqual(files.sort());
  });
});

describe("the repository", () => {
  it("has no cast to any and no swallowed type error", () => {
    const silenced = sources.filter((file) =>
      /\bas any\b|@ts-(ignore|expect-error|nocheck)/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(silenced).toEqual([]);
  });
});
