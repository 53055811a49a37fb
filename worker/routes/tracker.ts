import { secureHeaders } from "hono/secure-headers";
import { resource } from "./route.ts";

/**
 * The tracker under the name of one version, which never changes what it holds: one of the files of this deployment,
 * or where an update has taken it away, the newest. Without this, the dashboard would be found at its address.
 */
export const tracker = resource();

tracker.get(
  "/:version{t-[0-9a-f]+\\.js}",
  secureHeaders({ crossOriginResourcePolicy: "cross-origin" }),
  async (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    const file = await c.env.ASSETS?.fetch(c.req.url);
    if (!file?.headers.get("content-type")?.includes("javascript")) {
      c.header("Cache-Control", "public, max-age=3600");
      return c.redirect("/t.js", 302);
    }
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    return c.body(await file.text(), 200, { "Content-Type": "text/javascript; charset=utf-8" });
  },
);
