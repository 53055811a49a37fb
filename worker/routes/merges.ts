import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import {
  ConflictDecision,
  ConflictResult,
  Conflicts,
  ConflictsQuery,
  MergeInput,
  MergeResult,
  Merges,
} from "../../shared/contract/merges.ts";
import {
  type ConflictRow,
  conflictById,
  decideConflict,
  listConflicts,
  MOST_LISTED,
} from "../db/conflicts.ts";
import { type Lead, leadsAsTheyAre, listMerges, mergeById, mergeOnTop } from "../db/merges.ts";
import { type Merged, mergeLeads } from "../db/merging.ts";
import { rankAccounts } from "../db/ranking.ts";
import { leadsStanding } from "../db/standing.ts";
import { accountOf } from "../intake/strangers.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { noteLeads } from "../standings.ts";
import { decision, part } from "../tracking/decide.ts";
import { conflictView, mergeView } from "../views/merges.ts";
import { body, json, resource, route } from "./route.ts";

const IdParam = z.object({ id });

const busy = (field: string) =>
  new ProblemError("conflict", [field, "Somebody else is changing these leads right now: try again"]);

export const merges = resource()
  .openapi(
    route(
      {
        method: "post",
        path: "/merges",
        summary: "Two leads are one person: all that is known of one becomes the other's",
        description:
          "`into` stays; what it does not say is filled in from `from`, which is no more. Whoever asks for it gets the other. Can be undone.",
        request: { body: body(MergeInput) },
        responses: { 201: json(MergeResult, "They are one") },
      },
      ["unknown_lead", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const input = c.req.valid("json");
      const ids = JSON.stringify([input.into, input.from]);
      const [standing] = await session.read([leadsStanding({ ids })], "marketing");
      const now = new Map(standing.map(({ asked, id }) => [asked, id]));
      const [into, from] = [now.get(input.into), now.get(input.from)];
      if (!into) throw new ProblemError("unknown_lead", ["into", "No lead has this id"]);
      if (!from) throw new ProblemError("unknown_lead", ["from", "No lead has this id"]);
      return c.json(await merge(session, into, from, "from"), 201);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/merges",
      summary: "Which leads were merged, newest first",
      responses: { 200: json(Merges, "The newest 100, undone ones among them") },
    }),
    async (c) => {
      const [rows] = await c.var.session.read([listMerges({})], "marketing");
      return c.json({ items: rows.map(mergeView) }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "delete",
        path: "/merges/{id}",
        summary: "Undo a merge: both leads are as they were",
        description:
          "What has come since, and what somebody has changed since, stays with the lead that stayed; what came by a key goes where the key goes. Messages that say that they are one do not make them one again.",
        request: { params: IdParam },
        responses: { 204: { description: "They are two again" } },
      },
      ["unknown_merge", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      const [[row], [top]] = await session.read([mergeById({ id }), mergeOnTop({ id })], "marketing");
      if (!row) throw new ProblemError("unknown_merge", ["id", "There is no such merge"]);
      if (row.undoneAt !== null) return c.body(null, 204);
      if (top) {
        const { id, into, from } = mergeView(top);
        const name = ({ name, email }: typeof into) => name ?? email ?? "a lead without a name";
        const which = `${name(from)} into ${name(into)} (${id})`;
        throw new ProblemError("conflict", [
          "id",
          `A later merge is built on this one. First undo that of ${which}`,
        ]);
      }
      if (!(await part(session.db, session.config, row, session.person.id))) throw busy("id");
      noteLeads([row.intoId, row.fromId]);
      await rankAccounts(session.db, [row.intoId, row.fromId], session.config.scorecard, Date.now());
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/conflicts",
      summary: "Leads that a row of an import says are one person, for a person to decide",
      request: { query: ConflictsQuery },
      responses: { 200: json(Conflicts, "Up to 100, oldest first") },
    }),
    async (c) => {
      const { state } = c.req.valid("query");
      const [rows] = await c.var.session.read([listConflicts({ state })], "marketing");
      const items = rows.slice(0, MOST_LISTED).map((row) => conflictView(row, state));
      return c.json({ items, more: rows.length > MOST_LISTED }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "put",
        path: "/conflicts/{id}",
        summary: "Decide: one person (and which lead stays), two people, or undecided again",
        description: "A merge is undone with DELETE /v1/merges/{id}; the conflict is open again then.",
        request: { params: IdParam, body: body(ConflictDecision) },
        responses: { 200: json(ConflictResult, "It is decided") },
      },
      ["unknown_conflict", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      const input = c.req.valid("json");
      const [[row]] = await session.read([conflictById({ id })], "marketing");
      if (!row) throw new ProblemError("unknown_conflict", ["id", "There is no such conflict of keys"]);
      if (input.decision === "merged") {
        if (row.state === "merged") {
          if (row.intoId !== input.into)
            throw new ProblemError("conflict", ["into", "They are one lead already"]);
          return c.json({ id, state: row.state, mergeId: row.mergeId }, 200);
        }
        const { into, from } = pairOf(row, input.into);
        const merged = await merge(session, into, from, "into");
        return c.json({ id, state: "merged" as const, mergeId: merged.id }, 200);
      }
      const state = input.decision;
      const decided = state === "apart" && { personId: session.person.id, at: Date.now() };
      const { a, b } = row;
      const isOfTwo = row.state !== "merged" && a !== null && b !== null && a !== b;
      const [written] = await session.db.batch([
        decideConflict({ id, state, ...(decided || { personId: null, at: null }) }),
        ...(isOfTwo ? await decision(session.db, decided ? "apart" : null, a, b) : []),
      ]);
      if (written.length === 0)
        throw new ProblemError("conflict", ["decision", "They were merged: undo the merge first"]);
      return c.json({ id, state, mergeId: null }, 200);
    },
  );

/** Which of a conflict's two stays, by its id now or as the conflict was written. */
function pairOf({ a, b, leadA, leadB }: ConflictRow, stays: string): { into: string; from: string } {
  if (!a || !b) throw new ProblemError("unknown_lead", ["id", "One of the two leads is no longer here"]);
  if (stays === a || stays === leadA) return { into: a, from: b };
  if (stays === b || stays === leadB) return { into: b, from: a };
  throw new ProblemError("invalid_input", ["into", "This is neither of the two leads"]);
}

/** One of two leads that stand into the other. */
async function merge(session: Session, into: string, from: string, field: string): Promise<Merged> {
  if (into === from) throw new ProblemError("conflict", [field, "They are one lead already"]);
  const rows = await session.db.all(leadsAsTheyAre({ ids: JSON.stringify([into, from]) }));
  const byId = new Map<string, Lead>(rows.map((row) => [row.id, row]));
  const [stays, goes] = [byId.get(into), byId.get(from)];
  if (!stays || !goes) throw busy(field);
  const pair = { into: stays, from: goes };
  const also = [...(await accountOf(pair)), ...(await decision(session.db, "merged", into, from))];
  const merged = await mergeLeads(session.db, pair, session.person.id, Date.now(), also);
  if (!merged) throw busy(field);
  noteLeads([into]);
  await rankAccounts(session.db, [into], session.config.scorecard, Date.now());
  return merged;
}
