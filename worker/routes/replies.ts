import { z } from "@hono/zod-openapi";
import { uuid } from "../../shared/contract/fields.ts";
import {
  Meeting,
  type MeetingItem,
  Replies,
  ReplyInput,
  ReplyResult,
} from "../../shared/contract/replies.ts";
import { weekStart } from "../../shared/domain/feedback/week.ts";
import {
  deleteMeetingItem,
  listMeeting,
  listReplies,
  putMeetingItem,
  verdictToAnswer,
  writeRecipients,
  writeReply,
} from "../db/replies.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { spanOf, verdictsOf } from "../reports/feedback/query.ts";
import { selectVerdicts } from "../reports/feedback/selection.ts";
import { dayOf } from "../zone.ts";
import { body, json, resource, route } from "./route.ts";

const VerdictParam = z.object({ verdictId: uuid });

interface Addressed {
  about: string;
  verdictIds: string[];
  verdictId: string | null;
  reason: string | null;
}

/** Which verdicts a reply answers, and how that reads in the list of replies. */
async function addressed(to: ReplyInput["to"], session: Session): Promise<Addressed> {
  if ("verdictId" in to) {
    const [[verdict]] = await session.read([verdictToAnswer({ id: to.verdictId })], "marketing");
    if (!verdict)
      throw new ProblemError("unknown_verdict", [
        "to.verdictId",
        "There is no such verdict, or its rep has changed or withdrawn it",
      ]);
    const about = verdict.leadName ?? verdict.leadEmail ?? "A lead";
    return { about, verdictIds: [verdict.id], verdictId: verdict.id, reason: null };
  }
  await session.read([], "marketing");
  const reason = session.config.reasons.find(({ id }) => id === to.reason);
  if (!reason) throw new ProblemError("invalid_input", ["to.reason", "Not a reason of this workspace"]);
  const span = spanOf(to.slice, session.config.timeZone, Date.now());
  const { chosen } = selectVerdicts(await verdictsOf(session.db, session.config, span), to.slice, span);
  const verdictIds = chosen.filter((verdict) => verdict.reason === reason.id).map(({ id }) => id);
  if (verdictIds.length === 0)
    throw new ProblemError("invalid_input", [
      "to.reason",
      "Nobody gave this reason in this part of the report",
    ]);
  const where = [to.slice.campaign, to.slice.source, to.slice.band && `band ${to.slice.band}`].filter(
    Boolean,
  );
  return {
    about: [`Everyone who said “${reason.label}”`, ...where].join(", "),
    verdictIds,
    verdictId: null,
    reason: reason.id,
  };
}

export const replies = resource()
  .openapi(
    route(
      {
        method: "post",
        path: "/replies",
        summary:
          "Answer one verdict, or everyone who gave a reason in a slice; it shows in those reps' panels",
        request: { body: body(ReplyInput) },
        responses: { 200: json(ReplyResult, "The reply is kept") },
      },
      ["unknown_verdict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id, text, to } = c.req.valid("json");
      const { about, verdictIds, verdictId, reason } = await addressed(to, session);
      const at = Date.now();
      const reached = verdictIds.length;
      const [written] = await session.db.batch([
        writeReply({
          id,
          at,
          personId: session.person.id,
          author: session.person.name,
          text,
          verdictId,
          reason,
          about,
          reached,
        }),
        writeRecipients({ replyId: id, at, verdictIds: JSON.stringify(verdictIds) }),
      ]);
      return c.json({ id, recorded: written.length > 0, reached }, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/replies",
      summary: "What marketing answered, newest first",
      responses: { 200: json(Replies, "The newest 100") },
    }),
    async (c) => {
      const [items] = await c.var.session.read([listReplies({})], "marketing");
      return c.json({ items }, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/meeting",
      summary: "The verdicts to talk about when the two teams next meet",
      responses: { 200: json(Meeting, "In the order in which they were added") },
    }),
    async (c) => {
      const { session } = c.var;
      const [rows] = await session.read([listMeeting({})], "marketing");
      const labels = new Map(session.config.reasons.map(({ id, label }) => [id, label]));
      const { timeZone, firstDay } = session.config;
      const items: MeetingItem[] = rows.map(({ name, title, company, reason, at, ...row }) => ({
        ...row,
        week: weekStart(dayOf(at, timeZone), firstDay),
        lead: { name, title, company },
        reason: reason && (labels.get(reason) ?? reason),
      }));
      return c.json({ items }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "put",
        path: "/meeting/{verdictId}",
        summary: "Put a verdict on the meeting's list",
        request: { params: VerdictParam },
        responses: { 204: { description: "It is on the list" } },
      },
      ["unknown_verdict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { verdictId } = c.req.valid("param");
      const [[verdict]] = await session.read([verdictToAnswer({ id: verdictId })], "marketing");
      if (!verdict) throw new ProblemError("unknown_verdict", ["verdictId", "There is no such verdict"]);
      await session.db.batch([putMeetingItem({ verdictId, personId: session.person.id, at: Date.now() })]);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/meeting/{verdictId}",
      summary: "Take a verdict off the meeting's list",
      request: { params: VerdictParam },
      responses: { 204: { description: "It is not on the list" } },
    }),
    async (c) => {
      const { session } = c.var;
      const { verdictId } = c.req.valid("param");
      await session.read([], "marketing");
      await session.db.batch([deleteMeetingItem({ verdictId })]);
      return c.body(null, 204);
    },
  );
