import { defineConfig } from "wxt";
import { plainCode } from "./extension/plain-code.ts";

/** Public half of the pair that fixes the extension's id, whatever folder it is loaded from. */
const key =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAq2UWk3B7Dxh2qFLUHpCdCMGulRU8syc1gKpzAeBjkz4shPKbOvIq6vCoBKz2DVfVsS8Efdek1hbZ7gtUFQM+uuXEX8h8YC9HxSC/DV8YrTOsXzU5FbZ5YwqtQz3HThiXvw9uMsWdNsOCd9uoGgTAwxZ7d/WZc0FETXUTPuYcUeAFDF6DS3Wb3WKKzMvNCZc1BgR/7hCObG6jOrdnDD9/Z4iWVEtwq932TdnhoxXbuv8KH2Lx0qHVatdSK6cDY4AKz8G4GgSZracI47jgYuK/21T0dqKsZPrOpmj0tdtWUETHYz94+rN6kCUQvT+QlKZ5fGIhrHPNyp25hyVF4o/bhQIDAQAB";

const loopback = ["http://localhost/*", "http://127.0.0.1/*"];

/** Any page of the web, but asked for host by host. A company's CRM inside its own network often has no certificate. */
const anyHost = ["https://*/*", "http://*/*"];

/**
 * `wxt build` and `wxt build --browser firefox` make the store builds; `wxt build --mode loopback` makes the one
 * that is connected to the Worker on this machine (on `PORT`) and works beside the sample mailbox, in
 * `dist/chrome-mv3-local`. (Vite keeps the mode's name "local" to itself.)
 */
export default defineConfig({
  srcDir: "extension",
  publicDir: "extension/public",
  outDir: process.env.OUT_DIR ?? "dist",
  outDirTemplate: "{{browser}}-mv{{manifestVersion}}{{modeSuffix}}",
  hooks: {
    "config:resolved": ({ config }) => {
      config.outDir = config.outDir.replace(/-loopback$/, "-local");
    },
  },
  // What Mozilla is shown of the sources: what is needed to build, and to test, and nothing that was built.
  zip: { excludeSources: ["dist/**", ".state*/**", "docs/pictures/**"] },
  manifestVersion: 3,
  imports: false,
  vite: ({ mode }) => ({
    plugins: [plainCode()],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    define:
      mode === "loopback"
        ? { "import.meta.env.LOCAL_WORKER": JSON.stringify(`http://localhost:${process.env.PORT ?? 8787}`) }
        : {},
  }),
  manifest: ({ browser, mode }) => {
    const local = mode === "loopback";
    return {
      name: local ? "Leadlight (local)" : "Leadlight",
      description: "What marketing knows about a lead, beside the mail that you have open.",
      icons: Object.fromEntries([16, 32, 48, 128].map((size) => [size, `icon/${size}.png`])),
      action: { default_title: "Leadlight" },
      permissions: [
        "storage",
        "alarms",
        // To read a page that somebody clicks on, and no other.
        "activeTab",
        "scripting",
        "contextMenus",
        ...(browser === "firefox" ? [] : ["sidePanel"]),
      ],
      // A company's Worker and CRM have addresses that nobody knows before: each is asked for by itself, when somebody
      // connects, or wants the panel always beside its pages.
      optional_host_permissions: anyHost,
      ...(local ? { host_permissions: loopback } : {}),
      commands: {
        "verdict-good": {
          description: "Worth sales' time: yes",
          suggested_key: { default: "Alt+Shift+Y" },
        },
        "verdict-bad": {
          description: "Worth sales' time: no, because…",
          suggested_key: { default: "Alt+Shift+N" },
        },
        "toggle-panel": {
          description: "Show the panel beside this page, or fold it",
          suggested_key: { default: "Alt+Shift+L" },
        },
      },
      web_accessible_resources: [
        {
          resources: ["panel.html"],
          // On a click the panel stands beside any page.
          matches: anyHost,
          // An address that changes with every start of the browser: no page can tell that the extension is there.
          ...(browser === "firefox" ? {} : { use_dynamic_url: true }),
        },
      ],
      content_security_policy: {
        extension_pages: [
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src https: http://localhost:* http://127.0.0.1:*",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'self' https: http:",
        ].join("; "),
      },
      ...(browser === "firefox"
        ? {
            browser_specific_settings: {
              gecko: {
                id: "extension@leadlight.example",
                strict_min_version: "142.0",
                // Hashed addresses of leads and verdicts go to the company's own Worker, and nowhere else.
                data_collection_permissions: { required: ["personallyIdentifyingInfo"] },
              },
            },
          }
        : { key, minimum_chrome_version: "121", storage: { managed_schema: "managed.json" } }),
    };
  },
});
