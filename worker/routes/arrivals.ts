import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import { Arrivals } from "../../shared/contract/sources.ts";
import { newestArrivals } from "../db/arrivals.ts";
import { json, resource, route } from "./route.ts";

const DAY = 86_400_000;

export const arrivals = resource().openapi(
  route({
    method: "get",
    path: "/arrivals",
    summary: "The newest touches that came in, to see whether a page or a tool is connected",
    request: { query: z.object({ key: id.optional() }) },
    responses: { 200: json(Arrivals, "Up to 20 since yesterday, the last one first") },
  }),
  async (c) => {
    const { session } = c.var;
    const keyId = c.req.valid("query").key ?? null;
    const since = new Date(Date.now() - DAY).toISOString().slice(0, 10);
    const [items] = await session.read([newestArrivals({ keyId, since })], "marketing");
    return c.json({ items }, 200);
  },
);
