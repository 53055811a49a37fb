import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import { KeyKept, LeadKeyInput } from "../../shared/contract/leads.ts";
import { isPersonKey } from "../../shared/domain/crm/record-keys.ts";
import { isTrusted } from "../../shared/domain/crm/trust.ts";
import { keepKey, keyHolder } from "../db/lead-keys.ts";
import { splitKey } from "../keys.ts";
import { ProblemError } from "../middleware/problems.ts";
import { body, json, resource, route } from "./route.ts";

export const leadKeys = resource().openapi(
  route(
    {
      method: "post",
      path: "/leads/{id}/keys",
      summary: "Keep the record id of a lead whose address a page of a trusted CRM shows",
      description:
        "Only from a CRM that an admin trusts, only of a person's record, and never one that is another lead's. A key that the lead has already is kept as well.",
      request: { params: z.object({ id }), body: body(LeadKeyInput) },
      responses: { 200: json(KeyKept, "The lead has it") },
    },
    ["unknown_lead", "conflict"],
  ),
  async (c) => {
    const { session } = c.var;
    const { id: leadId } = c.req.valid("param");
    const { key, tenant } = c.req.valid("json");
    const named = splitKey(key);
    const wanted = { ...named, leadId };
    const [[lead]] = await session.read([keyHolder(wanted)]);
    if (!isTrusted(tenant, session.config.trustedCrms))
      throw new ProblemError("not_allowed", ["tenant", "No admin has said that this CRM is trusted"]);
    if (!isPersonKey(named, tenant))
      throw new ProblemError("invalid_input", ["key", "This is no record of a person in this CRM"]);
    // Whom strangers alone have spoken of may be gone tomorrow.
    if (lead?.verified !== 1) throw new ProblemError("unknown_lead", ["id", "No lead has this id"]);
    const after = lead.holder ?? (await held());
    if (after !== leadId) throw new ProblemError("conflict", ["key", "Another lead has it"]);
    return c.json({ kept: true as const }, 200);

    async function held(): Promise<string | null | undefined> {
      const [, [now]] = await session.db.batch([keepKey(wanted), keyHolder(wanted)]);
      return now?.holder;
    }
  },
);
