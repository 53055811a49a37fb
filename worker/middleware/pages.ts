import type { Context } from "hono";
import { allowsOrigin } from "../../shared/domain/tracking/origins.ts";

/** What pages of other origins may read of the tracking API's answers. No cookie is ever looked at there. */

/** What a key says of the pages that may send with it. */
export interface PageRules {
  readonly kind: "public" | "server";
  /** Of a public key; none means any page, those without an origin (`null`: files, sandboxed frames) among them. */
  readonly origins: readonly string[];
}

/** Whether a request from there may be made with the key: a server key in a page is everybody's already. */
export const allowsPage = ({ kind, origins }: PageRules, origin: string | null): boolean =>
  kind === "server" ? origin === null : allowsOrigin(origins, origin);

/** Lets the page that asked read the answer, as far as the key allows it. */
export function letPageRead(c: Context, rules: PageRules): void {
  const origin = c.req.header("origin");
  if (origin === undefined || !allowsPage(rules, origin)) return;
  c.header("Access-Control-Allow-Origin", rules.origins.length === 0 ? "*" : origin);
  if (rules.origins.length > 0) c.header("Vary", "Origin", { append: true });
  c.header("Access-Control-Expose-Headers", "Retry-After");
}

const headerNames = /^[\w-]+( *, *[\w-]+)*$/;

/**
 * The answer to a browser that asks whether a page may send. It does not say with which key, so any page may; the key
 * decides over the call itself.
 */
export function preflight(c: Context): Response {
  const asked = c.req.header("access-control-request-headers") ?? "";
  return c.body(null, 204, {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST",
    // A star would leave out `authorization`.
    "Access-Control-Allow-Headers":
      asked.length <= 500 && headerNames.test(asked) ? asked : "authorization, content-type",
    "Access-Control-Max-Age": "86400",
    Vary: "Access-Control-Request-Headers",
  });
}
