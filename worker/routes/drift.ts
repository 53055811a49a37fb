import { Drift, DriftReport } from "../../shared/contract/drift.ts";
import { listDrift, noteDrift } from "../db/drift.ts";
import { sha256 } from "../hash.ts";
import { ProblemError } from "../middleware/problems.ts";
import { body, json, resource, route } from "./route.ts";

export const drift = resource()
  .openapi(
    route({
      method: "post",
      path: "/drift",
      summary: "A page is no longer read as it was: its structure, without text or values",
      description: "Taken where an admin allows it in the settings; nobody's name is kept with it.",
      request: { body: body(DriftReport) },
      responses: { 204: { description: "Noted" } },
    }),
    async (c) => {
      const { session } = c.var;
      await session.read([]);
      if (!session.config.driftReports) throw new ProblemError("not_allowed");
      const { site, version, kind, signs, failed, doubts, outline } = c.req.valid("json");
      const print = (await sha256(JSON.stringify([kind, signs, failed, doubts]))).slice(0, 32);
      await session.db.batch([
        noteDrift({
          site,
          version,
          print,
          kind,
          signs: JSON.stringify(signs),
          failed: JSON.stringify(failed),
          doubts: JSON.stringify(doubts),
          outline,
          at: Date.now(),
        }),
      ]);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/drift",
      summary: "Pages that are no longer read as they were, by site and version",
      responses: { 200: json(Drift, "The newest 100") },
    }),
    async (c) => {
      const { session } = c.var;
      const [rows] = await session.read([listDrift({})], "marketing");
      const items = rows.map((row) => ({
        ...row,
        signs: JSON.parse(row.signs),
        failed: JSON.parse(row.failed),
        doubts: JSON.parse(row.doubts),
      }));
      return c.json({ items, allowed: session.config.driftReports }, 200);
    },
  );
