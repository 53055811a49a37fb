import { z } from "@hono/zod-openapi";
import { resource, route } from "../../routes/route.ts";
import { CampaignsQuery, CampaignsReport } from "./contract.ts";
import { campaignsCsv } from "./csv.ts";
import { readCampaignsReport } from "./report.ts";

export const campaigns = resource().openapi(
  route({
    method: "get",
    path: "/reports/campaigns",
    summary:
      "What channels, campaigns and their content bring: touches, leads, MQLs, the good share and deals won, by first touch and by last",
    description: "Days are UTC. `Accept: text/csv` gives the rows for a spreadsheet.",
    request: { query: CampaignsQuery },
    responses: {
      200: {
        description: "The report",
        content: { "application/json": { schema: CampaignsReport }, "text/csv": { schema: z.string() } },
      },
    },
  }),
  async (c) => {
    const { session } = c.var;
    await session.read([]);
    const report = await readCampaignsReport(session.db, c.req.valid("query"), Date.now());
    if (/\btext\/csv\b/i.test(c.req.header("accept") ?? ""))
      return c.text(campaignsCsv(report), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="campaigns-${report.from}-${report.to}.csv"`,
      });
    return c.json(report, 200);
  },
);
