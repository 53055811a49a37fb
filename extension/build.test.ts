import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPresets } from "./background/presets.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "leadlight-build-"));
afterAll(() => rmSync(out, { recursive: true }));

/** Builds into a folder of its own and says which. */
async function build(browser: string, mode: string): Promise<string> {
  const options = { root, outDir: join(out, mode), browser, mode };
  const script = `import { build } from "wxt"; await build(${JSON.stringify(options)});`;
  await run(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", PORT: "8999", VITEST: "" },
  });
  const [folder] = readdirSync(join(out, mode)).filter((name) => name.startsWith(browser));
  return join(out, mode, folder ?? "");
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const textOf = (folder: string) =>
  filesOf(folder)
    .map((file) => readFileSync(file, "latin1"))
    .join("\n");

describe.each(["chrome", "firefox"])("the store build for %s", (browser) => {
  let folder: string;
  beforeAll(async () => {
    folder = await build(browser, "production");
  }, 120_000);

  test("carries nothing of the local one", () => {
    const text = textOf(folder);
    expect(text).not.toContain("local-rep");
    expect(text).not.toContain("/sample/mail");
  });

  test("asks for no more than it needs", () => {
    const manifest = manifestOf(folder);
    expect(manifest.manifest_version).toBe(3);
    expect([...manifest.permissions].sort()).toEqual(
      [
        "activeTab",
        "alarms",
        "contextMenus",
        "scripting",
        "storage",
        ...(browser === "chrome" ? ["sidePanel"] : []),
      ].sort(),
    );
    // No page of anybody's but those of the sites, before a person allows another.
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.optional_permissions).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual(["https://*/*", "http://*/*"]);
    expect(manifest.content_scripts).toHaveLength(1);
    expect([...manifest.content_scripts[0].matches].sort()).toEqual([
      "https://*.lightning.force.com/*",
      "https://*.my.salesforce.com/*",
      "https://*.pipedrive.com/*",
      "https://app-ap1.hubspot.com/*",
      "https://app-ca1.hubspot.com/*",
      "https://app-eu1.hubspot.com/*",
      "https://app-na2.hubspot.com/*",
      "https://app-na3.hubspot.com/*",
      "https://app.hubspot.com/*",
      "https://calendar.google.com/calendar/*",
      "https://mail.google.com/mail/*",
      "https://outlook.cloud.microsoft/*",
      "https://outlook.live.com/*",
      "https://outlook.office.com/*",
      "https://outlook.office365.com/*",
    ]);
    expect(manifest.content_scripts[0].all_frames).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
    expect(Object.keys(manifest.commands)).toEqual(["verdict-good", "verdict-bad", "toggle-panel"]);
    expect(manifest.web_accessible_resources).toEqual([
      {
        resources: ["panel.html"],
        matches: ["https://*/*", "http://*/*"],
        ...(browser === "chrome" ? { use_dynamic_url: true } : {}),
      },
    ]);
    expect(browser === "chrome" ? manifest.side_panel : manifest.sidebar_action).toMatchObject(
      browser === "chrome"
        ? { default_path: "sidepanel.html" }
        : { default_panel: "sidepanel.html", open_at_install: false },
    );
    const policy: string = manifest.content_security_policy.extension_pages;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'self' https: http:");
  });

  test.runIf(browser === "chrome")("what a company may preset is what presets.ts reads", () => {
    const schema = JSON.parse(readFileSync(join(folder, manifestOf(folder).storage.managed_schema), "utf8"));
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(readPresets({})).sort());
  });

  test("the script for any page is there, and asks for no host by itself", () => {
    const any = readFileSync(join(folder, "content-scripts/any.js"));
    expect(gzipSync(any).length).toBeLessThan(30_000);
    expect(JSON.stringify(manifestOf(folder))).not.toContain("any.js");
  });

  test("its script in the page stays small", () => {
    expect(gzipSync(readFileSync(join(folder, "content-scripts/content.js"))).length).toBeLessThan(30_000);
  });

  test.runIf(browser === "firefox")(
    "Mozilla's linter finds nothing to say",
    { timeout: 60_000 },
    async () => {
      const lint = join(root, "node_modules/.bin/web-ext");
      const { stdout } = await run(lint, ["lint", "--source-dir", folder, "--output", "json"]);
      const { errors, warnings, notices }: Record<string, { code: string; file: string }[]> =
        JSON.parse(stdout);
      expect({ errors, warnings, notices }).toEqual({ errors: [], warnings: [], notices: [] });
    },
  );

  test("holds no way to make markup or code from strings", () => {
    const scripts = filesOf(folder).filter((file) => file.endsWith(".js"));
    for (const file of scripts)
      expect(readFileSync(file, "utf8")).not.toMatch(
        /\.(inner|outer)HTML\s*=|insertAdjacentHTML|new Function|\beval\(/,
      );
  });

  test("every icon is there", () => {
    for (const icon of Object.values<string>(manifestOf(folder).icons))
      expect(readFileSync(join(folder, icon)).subarray(1, 4).toString()).toBe("PNG");
  });
});

test("the local build knows its Worker and its mailbox", async () => {
  const folder = await build("chrome", "loopback");
  expect(folder.endsWith("chrome-mv3-local")).toBe(true);
  const text = textOf(folder);
  expect(text).toContain("http://localhost:8999");
  expect(text).toContain("local-rep");
  const manifest = manifestOf(folder);
  expect(manifest.host_permissions).toEqual(["http://localhost/*", "http://127.0.0.1/*"]);
  expect(manifest.content_scripts[0].matches).toContain("http://localhost/sample/mail*");
}, 120_000);
