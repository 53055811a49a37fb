import type { z } from "@hono/zod-openapi";
import { Chips, ChipsInput, Insight, InsightQuery } from "../../shared/contract/insight.ts";
import { isCustomer } from "../../shared/domain/accounts/accounts.ts";
import { quickScore } from "../../shared/domain/scoring/score.ts";
import { stageOf } from "../../shared/domain/stages/stages.ts";
import { insightByKey, unpackInsight } from "../db/insight.ts";
import { leadsByFewKeys } from "../db/leads.ts";
import { splitKey } from "../keys.ts";
import { ProblemError } from "../middleware/problems.ts";
import { accountFactsOf, factsOf } from "../views/facts.ts";
import { insightView } from "../views/insight.ts";
import { body, json, resource, route } from "./route.ts";

const keyOf = ({ key, email }: z.infer<typeof InsightQuery>) =>
  splitKey(key ?? `email:${(email ?? "").trim().toLowerCase()}`);

export const insight = resource()
  .openapi(
    route(
      {
        method: "get",
        path: "/insight",
        summary: "Everything that the panel shows of a lead, in one answer",
        request: { query: InsightQuery },
        responses: { 200: json(Insight, "The lead") },
      },
      ["unknown_lead"],
    ),
    async (c) => {
      const { session } = c.var;
      const query = c.req.valid("query");
      const [[row]] = await session.read([insightByKey({ ...keyOf(query), tokenHash: session.tokenHash })]);
      if (!row)
        throw new ProblemError("unknown_lead", [
          query.email === undefined ? "key" : "email",
          "No lead has it",
        ]);
      const view = await insightView(unpackInsight(row), session.config, session.person.id, Date.now());
      return c.json(view, 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/insights",
      summary: "A chip for each known lead of a list; unknown keys are left out",
      request: { body: body(ChipsInput) },
      responses: { 200: json(Chips, "The known ones, in the order asked") },
    }),
    async (c) => {
      const { session } = c.var;
      const keys = [...new Set(c.req.valid("json").keys)];
      const [found] = await session.read([
        leadsByFewKeys({ keys: JSON.stringify(keys.map((key) => ({ key, ...splitKey(key) }))) }),
      ]);
      const now = Date.now();
      const items = found.map((row) => {
        const { value, band } = quickScore(factsOf(row, accountFactsOf(row)), session.config.scorecard, now);
        return {
          key: row.key,
          leadId: row.id,
          score: value,
          band,
          stage: stageOf(row.stage),
          ...(isCustomer(row.stage, { customerSince: row.accountCustomerSince, openDeal: null }) && {
            customer: true,
          }),
        };
      });
      return c.json({ items }, 200);
    },
  );
