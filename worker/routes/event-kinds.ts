import { uuidv7 } from "uuidv7";
import { EventKindInput } from "../../shared/contract/sources.ts";
import { kindDirection } from "../../shared/domain/touches/kinds.ts";
import { plainName } from "../../shared/domain/tracking/fields.ts";
import {
  deleteEventKinds,
  deleteUnmapped,
  listEventKinds,
  listUnmapped,
  MOST_EVENT_KINDS,
  writeEventKind,
} from "../db/event-kinds.ts";
import { startPass } from "../db/rekind.ts";
import { ProblemError } from "../middleware/problems.ts";
import { body, resource, route } from "./route.ts";

export const eventKinds = resource().openapi(
  route({
    method: "put",
    path: "/event-kinds",
    summary: "Say which kind of touch an event is, however its name is written",
    description:
      "From now on, and within minutes for touches of the past that were of kind `other`. Kind null takes it back: what has come so far stays what it is.",
    request: { body: body(EventKindInput) },
    responses: { 204: { description: "So it is taken" } },
  }),
  async (c) => {
    const { session } = c.var;
    const { name, kind, direction } = c.req.valid("json");
    const [mapped, unmapped] = await session.read([listEventKinds({}), listUnmapped({})], "marketing");
    const isSame = (other: { name: string }) => plainName(other.name) === plainName(name);
    const before = mapped.filter((row) => isSame(row) && (kind === null || row.name !== name));
    const forget = deleteEventKinds({ names: JSON.stringify(before.map((row) => row.name)) });
    if (kind === null) {
      await session.db.batch([forget]);
      return c.body(null, 204);
    }
    if (mapped.length - before.length >= MOST_EVENT_KINDS && !mapped.some(isSame))
      throw new ProblemError("invalid_input", ["name", `At most ${MOST_EVENT_KINDS} events`]);
    await session.db.batch([
      forget,
      writeEventKind({
        name,
        kind,
        direction: direction ?? kindDirection(kind),
        personId: session.person.id,
        at: Date.now(),
      }),
      deleteUnmapped({ names: JSON.stringify(unmapped.filter(isSame).map((row) => row.name)) }),
      startPass({ pass: uuidv7() }),
    ]);
    return c.body(null, 204);
  },
);
