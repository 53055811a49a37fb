import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import { DeadLetters } from "../../shared/contract/sources.ts";
import { deadLetterById, dropDeadLetter, listDeadLetters, noteAttempt } from "../db/dead-letters.ts";
import { ProblemError } from "../middleware/problems.ts";
import { readLetter } from "../tracking/letters.ts";
import { takeIn } from "../tracking/take-in.ts";
import { json, resource, route } from "./route.ts";

const IdParam = z.object({ id });

const unknown = () => new ProblemError("unknown_letter", ["id", "There is no such dead letter"]);

export const deadLetters = resource()
  .openapi(
    route({
      method: "get",
      path: "/dead-letters",
      summary: "Messages of the queue that could not be written, however often it was tried",
      responses: { 200: json(DeadLetters, "The newest 100") },
    }),
    async (c) => {
      const [items] = await c.var.session.read([listDeadLetters({})], "marketing");
      return c.json({ items }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/dead-letters/{id}/retry",
        summary: "Write it now; where that works, it is no dead letter any more",
        description: "An admin. What of it is there already is not written twice.",
        request: { params: IdParam },
        responses: { 204: { description: "It is written" } },
      },
      ["unknown_letter", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      const [[letter]] = await session.read([deadLetterById({ id })], "admin");
      if (!letter) throw unknown();
      const parcel = readLetter(letter.body);
      if (!parcel) throw new ProblemError("conflict", ["id", "Nobody can read it: it can only be deleted"]);
      const db = session.db.forJob();
      try {
        await takeIn(db, session.config, [parcel]);
      } catch (error) {
        const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "Unknown";
        await db.batch([noteAttempt({ id, error: why })]);
        throw new ProblemError("conflict", ["id", why]);
      }
      await db.batch([dropDeadLetter({ id })]);
      return c.body(null, 204);
    },
  )
  .openapi(
    route(
      {
        method: "delete",
        path: "/dead-letters/{id}",
        summary: "Throw it away",
        description: "An admin. What it held is lost.",
        request: { params: IdParam },
        responses: { 204: { description: "It is gone" } },
      },
      ["unknown_letter"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = c.req.valid("param");
      await session.read([], "admin");
      const [gone] = await session.db.batch([dropDeadLetter({ id })]);
      if (gone.length === 0) throw unknown();
      return c.body(null, 204);
    },
  );
