import { createRoute } from "@hono/zod-openapi";
import { Health } from "../../shared/contract/me.ts";
import { Problem } from "../../shared/contract/problems.ts";
import { readConfig } from "../db/config.ts";
import { Database } from "../db/run.ts";
import { isLocal } from "../middleware/session.ts";
import { VERSION } from "../version.ts";
import { json, resource } from "./route.ts";

export const health = resource().openapi(
  createRoute({
    method: "get",
    path: "/healthz",
    tags: ["health"],
    summary: "Is the database there, and is there a way to sign in",
    responses: {
      200: json(Health, "It is"),
      503: { description: "unavailable", content: { "application/problem+json": { schema: Problem } } },
    },
  }),
  async (c) => {
    await readConfig(new Database(c.env.DB));
    const signIn = isLocal(c.req.url, c.env.LOCAL) ? ("local" as const) : ("none" as const);
    return c.json({ ok: true, version: VERSION, signIn }, 200);
  },
);
