import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import { Timeline, TouchesQuery } from "../../shared/contract/touches.ts";
import { readCursor } from "../cursor.ts";
import { timeline, unpackTimeline } from "../db/timeline.ts";
import { ProblemError } from "../middleware/problems.ts";
import { timelineView } from "../views/timeline.ts";
import { json, resource, route } from "./route.ts";

export const touches = resource().openapi(
  route(
    {
      method: "get",
      path: "/leads/{id}/touches",
      summary: "A lead's history, newest first, up to 50 touches a page",
      description:
        "`cursor` is that of the page before, or of the insight. A page of one channel looks through 200 touches: it may hold few or none and still have a next; `lookedTo` says how far it came.",
      request: { params: z.object({ id }), query: TouchesQuery },
      responses: { 200: json(Timeline, "A page of it") },
    },
    ["unknown_lead"],
  ),
  async (c) => {
    const { session } = c.var;
    const { cursor, channel } = c.req.valid("query");
    const from = cursor === undefined ? null : readCursor(cursor);
    if (cursor !== undefined && from === null)
      throw new ProblemError("invalid_input", ["cursor", "Take it from the page before"]);
    const [[row]] = await session.read([timeline(c.req.valid("param").id, from, channel ?? null)]);
    if (!row) throw new ProblemError("unknown_lead", ["id", "No lead has this id"]);
    return c.json(timelineView(unpackTimeline(row), from === null), 200);
  },
);
