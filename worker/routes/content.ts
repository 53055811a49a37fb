import { z } from "@hono/zod-openapi";
import {
  ContentLibrary,
  ContentRequestInput,
  ContentUseInput,
  ContentUseResult,
} from "../../shared/contract/content.ts";
import { id } from "../../shared/contract/fields.ts";
import { matchPersona } from "../../shared/domain/personas/match.ts";
import { isStage, stageOf } from "../../shared/domain/stages/stages.ts";
import { listContent, listRequests, writeRequest, writeUse } from "../db/content.ts";
import { leadById } from "../db/leads.ts";
import { mergedLead, writeBeside } from "../db/standing.ts";
import { clamped, unknownLead } from "../input.ts";
import { ProblemError } from "../middleware/problems.ts";
import { accountFactsOf, factsOf } from "../views/facts.ts";
import { body, json, resource, route } from "./route.ts";

export const content = resource()
  .openapi(
    route(
      {
        method: "post",
        path: "/content/{id}/uses",
        summary: "The link of a piece of content was copied for a lead",
        request: { params: z.object({ id }), body: body(ContentUseInput) },
        responses: { 200: json(ContentUseResult, "Noted, once an id") },
      },
      ["unknown_lead", "unknown_content"],
    ),
    async (c) => {
      const { session } = c.var;
      const contentId = c.req.valid("param").id;
      const { id, leadId, at } = c.req.valid("json");
      const [[named]] = await session.read([leadById(leadId)]);
      if (!session.config.pieces.some((piece) => piece.id === contentId))
        throw new ProblemError("unknown_content", ["id", "There is no such piece of content"]);
      const lead = named ?? (await mergedLead(session.db, leadId));
      if (!lead) throw unknownLead();
      const use = { id, contentId, personId: session.person.id, ...clamped(at, Date.now()) };
      const recorded = await writeBeside(session.db, lead, (lead) => writeUse({ ...use, leadId: lead.id }));
      return c.json({ recorded }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/content/requests",
        summary: "Nothing fits: ask marketing, in one line, for what was missing for a lead",
        request: { body: body(ContentRequestInput) },
        responses: { 200: json(ContentUseResult, "Noted, once an id") },
      },
      ["unknown_lead"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id, leadId, text } = c.req.valid("json");
      const [[named]] = await session.read([leadById(leadId)]);
      const known = named ?? (await mergedLead(session.db, leadId));
      if (!known) throw unknownLead();
      const asked = { id, text, personId: session.person.id, at: Date.now() };
      const recorded = await writeBeside(session.db, known, (lead) => {
        const match = matchPersona(factsOf(lead, accountFactsOf(lead)), session.config.personas);
        return writeRequest({
          ...asked,
          leadId: lead.id,
          persona: match?.persona.id ?? null,
          stage: lead.stage,
        });
      });
      return c.json({ recorded }, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/content",
      summary: "The content, what is used of it, and what reps asked for",
      responses: { 200: json(ContentLibrary, "The library") },
    }),
    async (c) => {
      const { session } = c.var;
      const [items, requests] = await session.read([listContent({}), listRequests({})], "marketing");
      const names = new Map(session.config.personas.map(({ id, name }) => [id, name]));
      const nameOf = (persona: string) => names.get(persona) ?? persona;
      return c.json(
        {
          items: items.map((item) => ({
            ...item,
            personas: JSON.parse(item.personas).map(nameOf),
            stages: JSON.parse(item.stages).filter(isStage),
          })),
          requests: requests.map((request) => ({
            ...request,
            persona: request.persona && nameOf(request.persona),
            stage: stageOf(request.stage),
          })),
        },
        200,
      );
    },
  );
