import { z } from "@hono/zod-openapi";
import { ClaimDecision, ClaimResult } from "../../shared/contract/claims.ts";
import { id } from "../../shared/contract/fields.ts";
import { type ClaimRow, claimById, decideClaim, forgetUnknown, isDecided } from "../db/claims.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { believe } from "../tracking/believe.ts";
import { Facts } from "../tracking/facts.ts";
import { body, json, resource, route } from "./route.ts";

export const claims = resource().openapi(
  route(
    {
      method: "post",
      path: "/claims/{id}/decision",
      summary: "Say whether it was the lead who asked for something with the lead's address",
      description:
        "Confirmed: all that the visitor did is the lead's, and what they said of themselves counts. Refused: it no longer shows, and a lead that is known by refused claims alone goes. Who decided, and when, is kept.",
      request: { params: z.object({ id }), body: body(ClaimDecision) },
      responses: { 200: json(ClaimResult, "It is decided, now or before") },
    },
    ["unknown_claim", "conflict"],
  ),
  async (c) => {
    const { session } = c.var;
    const { id } = c.req.valid("param");
    const { decision } = c.req.valid("json");
    const [[claim]] = await session.read([claimById({ id })]);
    if (!claim) throw unknown();
    if (claim.state === "open") await decide(claim, decision, session);
    const [now] = await session.db.all(claimById({ id }));
    if (!now) throw unknown();
    if (now.state !== decision)
      throw new ProblemError("conflict", ["decision", `This was ${now.state} before`]);
    return c.json({ id, state: now.state, leadId: now.leadId }, 200);
  },
);

const unknown = () => new ProblemError("unknown_claim", ["id", "There is no such claim"]);

/** Decides, unless somebody else does so at the same time. */
async function decide(claim: ClaimRow, state: "confirmed" | "refused", session: Session): Promise<void> {
  const { db, config, person } = session;
  const decided = decideClaim({ id: claim.id, state, at: Date.now(), personId: person.id });
  try {
    if (state === "confirmed")
      await believe(db, config, await factsOf(claim), { first: [decided], personId: person.id });
    else await db.batch([decided, ...forgetUnknown({ leads: JSON.stringify([claim.leadId]) })]);
  } catch (error) {
    if (!isDecided(error)) throw error;
  }
}

/**
 * What was claimed, as if one of the workspace's own tools had said so then. Of a visitor who is known already, they are
 * one person, or there is a conflict for somebody to decide.
 */
async function factsOf({ key, via, known, at, messageId, said }: ClaimRow): Promise<Facts> {
  const facts = new Facts();
  facts.name(key, at, messageId);
  await facts.state("joined", known === null ? [key, via] : [key, via, known], at, messageId);
  facts.say(key, JSON.parse(said));
  return facts;
}
