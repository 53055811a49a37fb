import { z } from "@hono/zod-openapi";
import { resource, route } from "../../routes/route.ts";
import { FeedbackQuery, FeedbackReport } from "./contract.ts";
import { feedbackCsv } from "./csv.ts";
import { readFeedbackReport } from "./report.ts";

export const feedback = resource().openapi(
  route({
    method: "get",
    path: "/reports/feedback",
    summary:
      "What sales says about the leads: verdicts by slice, by week and by reason, and where score and sales differ",
    description: "`Accept: text/csv` gives the table that `table` names, for a spreadsheet.",
    request: { query: FeedbackQuery },
    responses: {
      200: {
        description: "The report; nowhere does it say who gave a verdict",
        content: { "application/json": { schema: FeedbackReport }, "text/csv": { schema: z.string() } },
      },
    },
  }),
  async (c) => {
    const { session } = c.var;
    const query = c.req.valid("query");
    await session.read([]);
    const report = await readFeedbackReport(session.db, session.config, query, Date.now());
    if (/\btext\/csv\b/i.test(c.req.header("accept") ?? ""))
      return c.text(feedbackCsv(report, query.table ?? "rows"), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="feedback-${report.from}-${report.to}.csv"`,
      });
    return c.json(report, 200);
  },
);
