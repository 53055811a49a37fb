import { SeenInput, SeenResult, VerdictInput, VerdictResult } from "../../shared/contract/feedback.ts";
import { checkVerdict, contactPhase, isNewer } from "../../shared/domain/feedback/verdicts.ts";
import { isStage } from "../../shared/domain/stages/stages.ts";
import { effectOfVerdict } from "../../shared/domain/stages/verdict.ts";
import {
  lastStageChange,
  type MyVerdictRow,
  myVerdict,
  type StageChangeRow,
  verdictById,
  writeSeen,
  writeSnapshot,
  writeStageChange,
  writeVerdict,
} from "../db/feedback.ts";
import { type LeadRow, leadById } from "../db/leads.ts";
import type { Statement } from "../db/run.ts";
import { mergedLead, wereOne, writeBeside } from "../db/standing.ts";
import { clamped, unknownLead } from "../input.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { noteLeads } from "../standings.ts";
import { accountFactsOf, factsOf } from "../views/facts.ts";
import { mineView } from "../views/insight.ts";
import { dayOf } from "../zone.ts";
import { body, json, resource, route } from "./route.ts";

/** How often a verdict is weighed anew because its lead is being moved at the same time. */
const TRIES = 4;

export const feedback = resource()
  .openapi(
    route(
      {
        method: "post",
        path: "/feedback",
        summary: "One verdict on a lead; the same id again is 200 and changes nothing",
        request: { body: body(VerdictInput) },
        responses: { 200: json(VerdictResult, "The verdict is kept") },
      },
      ["unknown_lead", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const input = c.req.valid("json");
      const stateOf = (leadId: string) =>
        [leadById(leadId), myVerdict({ leadId, tokenHash: session.tokenHash })] as const;
      const answer = (lead: LeadRow, mine: MyVerdictRow | undefined, recorded: boolean) =>
        c.json(
          {
            id: input.id,
            recorded,
            mine: mineView(mine),
            good: lead.good,
            bad: lead.bad,
            stage: { name: lead.stage, since: lead.stageSince },
          },
          200,
        );
      let { leadId } = input;
      for (let tries = 0; tries < TRIES; tries += 1) {
        const [[known], [last], [lead], [mine]] = await session.read([
          verdictById({ id: input.id }),
          lastStageChange({ leadId }),
          ...stateOf(leadId),
        ]);
        if (!lead) {
          // A panel, or its outbox, may still name a lead that was merged into another.
          const stays = await mergedLead(session.db, leadId);
          if (!stays) throw unknownLead();
          leadId = stays.id;
          continue;
        }
        const isSame =
          known?.personId === session.person.id && (await wereOne(session.db, known.leadId, lead.id));
        if (known && !isSame) throw new ProblemError("conflict", ["id", "Another verdict has this id"]);
        if (known) return answer(lead, mine, false);
        const [written] = await session.db.batch(writesOf(input, { lead, mine, last }, session, Date.now()));
        if (!written?.length) continue;
        noteLeads([leadId]);
        const [[after = lead], [current]] = await session.db.batch(stateOf(leadId));
        return answer(after, current, true);
      }
      throw new ProblemError("unavailable");
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/seen",
        summary: "The panel stood visible with this lead for 3 seconds; kept once a rep, lead and day",
        request: { body: body(SeenInput) },
        responses: { 200: json(SeenResult, "Noted") },
      },
      ["unknown_lead"],
    ),
    async (c) => {
      const { session } = c.var;
      const { leadId, seen, ...input } = c.req.valid("json");
      const [[named]] = await session.read([leadById(leadId)]);
      const lead = named ?? (await mergedLead(session.db, leadId));
      if (!lead) throw unknownLead();
      const at = clamped(input.at, Date.now()).at;
      const day = dayOf(at, session.config.timeZone);
      const recorded = await writeBeside(session.db, lead, ({ id, firstContactAt, source, campaign }) =>
        writeSeen({
          leadId: id,
          personId: session.person.id,
          day,
          at,
          ...seen,
          contact: contactPhase(at, firstContactAt),
          source,
          campaign,
        }),
      );
      return c.json({ recorded }, 200);
    },
  );

interface Before {
  lead: LeadRow;
  mine: MyVerdictRow | undefined;
  last: StageChangeRow | undefined;
}

/** The verdict, the facts as they are now, and what it does to the lead's stage: one transaction. */
function writesOf(
  input: VerdictInput,
  { lead, mine, last }: Before,
  session: Session,
  now: number,
): Statement[] {
  const { config, person } = session;
  const checked = checkVerdict(input, config.reasons);
  if (!checked.ok) throw new ProblemError("invalid_input", [checked.field, checked.message]);
  const { at, claimedAt } = clamped(input.at, now);
  const group = checked.reason?.group ?? null;
  const facts = JSON.stringify(factsOf(lead, accountFactsOf(lead)));
  const writes: Statement[] = [
    writeVerdict({
      id: input.id,
      leadId: lead.id,
      personId: person.id,
      verdict: input.verdict,
      reason: checked.reason?.id ?? null,
      group,
      note: checked.note,
      at,
      claimedAt,
      receivedAt: now,
      ...input.seen,
      goodLead: config.goodLead.version,
      contact: contactPhase(at, lead.firstContactAt),
      source: lead.source,
      campaign: lead.campaign,
      stage: lead.stage,
      stageSince: lead.stageSince,
      mine: mine?.id ?? null,
    }),
    writeSnapshot({ id: input.id, leadId: lead.id, at: now, cause: "verdict", facts }),
  ];
  const isLate = mine !== undefined && isNewer(mine, { id: input.id, at });
  if (isLate || !isStage(lead.stage)) return writes;

  const next = effectOfVerdict({
    stage: lead.stage,
    stageSince: lead.stageSince,
    verdict: input.verdict,
    group,
    mayMove: lead.ownerId === null || lead.ownerId === person.id,
    lastChange: last ? { ...last, restores: last.restores ? JSON.parse(last.restores) : null } : null,
    personId: person.id,
    at,
  });
  if (next)
    writes.push(
      writeStageChange({
        id: input.id,
        leadId: lead.id,
        from: lead.stage,
        to: next.stage,
        at: now,
        since: next.since,
        cause: "verdict",
        personId: person.id,
        reason: checked.reason?.id ?? null,
        restores: next.restores && JSON.stringify(next.restores),
      }),
    );
  return writes;
}
