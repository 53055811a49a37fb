import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { Env } from "./env.ts";
import { problem } from "./problems.ts";

/** The most that a call may bring, in bytes: 500 leads with all their attributes fit. */
export const MAX_BODY = 2_000_000;

/** Calls whose body is a file: of any type, and measured by themselves while they read it. */
const bringsFile = ({ req }: Context): boolean => req.method === "POST" && req.path === "/v1/imports";

const limited = bodyLimit({
  maxSize: MAX_BODY,
  onError: (c) => problem(c, "too_large", [{ field: "body", message: `At most ${MAX_BODY} bytes` }]),
});

export const limitBody = createMiddleware<Env>((c, next) => (bringsFile(c) ? next() : limited(c, next)));

/** Bodies are JSON. A form that another site's page can post without asking is refused by this, too. */
export const jsonOnly = createMiddleware<Env>(async (c, next) => {
  if (
    !bringsFile(c) &&
    c.req.raw.body !== null &&
    // A browser's PUT of nothing arrives as a body of no bytes.
    c.req.header("content-length") !== "0" &&
    !/^application\/([\w.-]+\+)?json\b/i.test(c.req.header("content-type") ?? "")
  )
    return problem(c, "wrong_media_type", [{ field: "body", message: "Send it as application/json" }]);
  await next();
});
