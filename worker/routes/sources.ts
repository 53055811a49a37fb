import { Sources } from "../../shared/contract/sources.ts";
import { listEventKinds } from "../db/event-kinds.ts";
import { keyNames, mostUnmapped, recentArrivals, recentRejections, waitingLetters } from "../db/sources.ts";
import { lately, sourcesView } from "../views/sources.ts";
import { json, resource, route } from "./route.ts";

export const sources = resource().openapi(
  route({
    method: "get",
    path: "/sources",
    summary: "What arrives, from which key, what was left out and why, and events that nobody has mapped",
    description: "Days are UTC. The last hour is told from counts by the clock's hours.",
    responses: { 200: json(Sources, "The last hour and the last 30 days") },
  }),
  async (c) => {
    const now = Date.now();
    const span = lately(now);
    const [arrived, rejected, keys, unmapped, mapped, letters] = await c.var.session.read(
      [
        recentArrivals(span),
        recentRejections(span),
        keyNames({}),
        mostUnmapped({}),
        listEventKinds({}),
        waitingLetters({}),
      ],
      "marketing",
    );
    const rows = { arrived, rejected, keys, unmapped, mapped, letters };
    return c.json(sourcesView(rows, now, c.env.TOUCHES !== undefined), 200);
  },
);
