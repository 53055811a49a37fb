import { z } from "@hono/zod-openapi";
import { id } from "../../shared/contract/fields.ts";
import {
  ImportFileInput,
  ImportMapping,
  ImportProposal,
  ImportQuery,
  importLimits,
} from "../../shared/contract/imports.ts";
import { deleteImport, hasFile, type ImportRow, importById, rememberedMapping } from "../db/imports.ts";
import { listPeople } from "../db/people.ts";
import type { Database } from "../db/run.ts";
import { keepFile } from "../imports/keep.ts";
import { previewOf } from "../imports/preview.ts";
import { headerOf, profilesOf, understand } from "../imports/proposal.ts";
import { reread, shapeOfImport } from "../imports/reread.ts";
import { UnreadableFile } from "../imports/unreadable.ts";
import { tooLarge } from "../imports/upload.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { body, json, resource, route } from "./route.ts";

const proposal = json(ImportProposal, "As it is understood so far; nothing of it is written yet");
const path = z.object({ id });

export const imports = resource()
  .openapi(
    route(
      {
        method: "post",
        path: "/imports",
        summary: "Bring a file of leads, touches or deals: CSV or NDJSON, up to 50 MB and 200,000 rows",
        description:
          "The body is the file itself, of any content type and encoding. It is kept, looked at, and answered with what each column is taken for, what only a person can say, and a preview.",
        request: {
          query: ImportQuery,
          body: {
            required: true,
            content: {
              "text/csv": { schema: z.string().meta({ format: "binary" }) },
              "application/x-ndjson": { schema: z.string().meta({ format: "binary" }) },
            },
          },
        },
        responses: { 201: proposal },
      },
      ["unreadable_file", "too_large"],
    ),
    async (c) => {
      const { session } = c.var;
      const { kind, name } = c.req.valid("query");
      await session.read([], "marketing");
      if (Number(c.req.header("content-length") ?? 0) > importLimits.bytes) throw tooLarge();
      const file = c.req.raw.body;
      if (file === null) throw new UnreadableFile("This file is empty.");
      const about = { kind, name, personId: session.person.id, now: Date.now() };
      const db = session.db.forJob();
      return c.json(await proposalOf(session, db, await keepFile(db, about, file)), 201);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/imports/{id}/mapping",
        summary: "An upload as it is understood, with what was said of it when it was started",
        request: { params: path },
        responses: { 200: proposal },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const row = await find(session, c.req.valid("param").id);
      return c.json(await proposalOf(session, session.db.forJob(), row), 200);
    },
  )
  .openapi(
    route(
      {
        method: "put",
        path: "/imports/{id}/file",
        summary:
          "Read the file otherwise: in another encoding, with another delimiter, with or without a header",
        description: "What was mapped before is forgotten, since the columns may be others.",
        request: { params: path, body: body(ImportFileInput) },
        responses: { 200: proposal },
      },
      ["unknown_import", "conflict", "unreadable_file"],
    ),
    async (c) => {
      const { session } = c.var;
      const row = await findWaiting(session, c.req.valid("param").id);
      const db = session.db.forJob();
      const changed = await reread(db, row, c.req.valid("json"));
      if (!changed) throw isStarted();
      return c.json(await proposalOf(session, db, changed), 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/imports/{id}/preview",
        summary: "What starting with this mapping and these answers would do; nothing is written",
        request: { params: path, body: body(ImportMapping) },
        responses: { 200: proposal },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const row = await findWaiting(session, c.req.valid("param").id);
      return c.json(await proposalOf(session, session.db.forJob(), row, c.req.valid("json")), 200);
    },
  )
  .openapi(
    route(
      {
        method: "delete",
        path: "/imports/{id}",
        summary: "Forget an uploaded file; one that was never started goes as a whole",
        description: "What an import has written stays: roll it back to undo that.",
        request: { params: path },
        responses: { 204: { description: "The file is gone" } },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id, state } = await find(session, c.req.valid("param").id);
      if (state === "running") throw isStarted();
      await session.db.batch(deleteImport(id));
      return c.body(null, 204);
    },
  );

async function find(session: Session, id: string): Promise<ImportRow> {
  const [[row]] = await session.read([importById({ id })], "marketing");
  if (!row) throw new ProblemError("unknown_import", ["id", "No import has this id"]);
  return row;
}

const isStarted = () => new ProblemError("conflict", ["id", "This import is not waiting to be started"]);

/** An import that waits to be started, with its file. */
async function findWaiting(session: Session, id: string): Promise<ImportRow> {
  const [[row], [file]] = await session.read([importById({ id }), hasFile({ importId: id })], "marketing");
  if (!row) throw new ProblemError("unknown_import", ["id", "No import has this id"]);
  if (row.state !== "mapping") throw isStarted();
  if (!file) throw new ProblemError("conflict", ["id", "Its file is no longer kept: bring it again"]);
  return row;
}

/** @param said what a person corrects now; else what they said when they started it */
async function proposalOf(
  session: Session,
  db: Database,
  row: ImportRow,
  said?: ImportMapping,
): Promise<ImportProposal> {
  const header = await headerOf(
    row.kind,
    profilesOf(row).map(({ column }) => column),
  );
  const [[remembered], people] = await db.batch([rememberedMapping({ header }), listPeople({})]);
  const { timeZone } = session.config;
  const { columns, asks, reading, errors } = understand(row, said ?? saidOf(row), remembered, {
    timeZone,
    people,
  });
  if (said && errors.length > 0) throw new ProblemError("invalid_input", errors);
  const { id, kind, name, bytes } = row;
  return {
    ...{ id, kind, name, columns },
    file: { bytes, ...shapeOfImport(row) },
    ask: asks,
    preview: reading && row.state === "mapping" ? await previewOf(db, row, reading, session.config) : null,
  };
}

const saidOf = ({ mapping, answers, afterContact }: ImportRow): ImportMapping =>
  ImportMapping.parse({
    mapping: mapping === null ? undefined : JSON.parse(mapping),
    answers: answers === null ? undefined : JSON.parse(answers),
    afterContact: afterContact === null ? undefined : JSON.parse(afterContact),
  });
