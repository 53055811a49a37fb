import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { id } from "../../shared/contract/fields.ts";
import { Import, ImportMapping, Imports, ImportTotals } from "../../shared/contract/imports.ts";
import { beginUndoing, stopImport } from "../db/import-steps.ts";
import { importTotals } from "../db/import-totals.ts";
import { type ImportRow, importById, importShown, importsShown } from "../db/imports.ts";
import { profilesOf } from "../imports/proposal.ts";
import { refusedCsv } from "../imports/refused.ts";
import { runImport } from "../imports/run.ts";
import { start } from "../imports/start.ts";
import { totalsOf } from "../imports/totals.ts";
import { importView, KEPT } from "../imports/view.ts";
import type { Env } from "../middleware/env.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { body, json, resource, route } from "./route.ts";

const path = z.object({ id });
const answer = json(Import, "Where the import stands");

/** How long an answer may be behind while its request takes an import on, ms: Workers give 30 seconds. */
const RUN = 20_000;

export const importJobs = resource()
  .openapi(
    route({
      method: "get",
      path: "/imports",
      summary: "The newest 100 imports, newest first",
      responses: { 200: json(Imports, "Where each stands") },
    }),
    async (c) => {
      const [rows] = await c.var.session.read([importsShown({})], "marketing");
      const now = Date.now();
      return c.json({ imports: rows.map((row) => importView(row, now)) }, 200);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/imports/{id}",
        summary: "How far an import is",
        description: "Asking takes one on that runs and that nobody is working on.",
        request: { params: path },
        responses: { 200: answer },
      },
      ["unknown_import"],
    ),
    async (c) => c.json(await shown(c, c.req.valid("param").id), 200),
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/imports/{id}/start",
        summary: "Write it, as it is mapped and answered; what is not said stays as proposed",
        description: "One that was stopped goes on as it began: with an empty body.",
        request: { params: path, body: { ...body(ImportMapping), required: false } },
        responses: { 200: answer },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const row = await find(session, c.req.valid("param").id);
      await start(session, row, c.req.valid("json"), Date.now());
      return c.json(await shown(c, row.id), 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/imports/{id}/stop",
        summary: "Write no further; what is written stays, and it can go on or be rolled back",
        request: { params: path },
        responses: { 200: answer },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = await find(session, c.req.valid("param").id);
      const stopped = await session.db.all(stopImport({ id, now: Date.now() }));
      if (stopped.length === 0) throw new ProblemError("conflict", ["id", "This import is not running"]);
      return c.json(await shown(c, id), 200);
    },
  )
  .openapi(
    route(
      {
        method: "post",
        path: "/imports/{id}/rollback",
        summary: "Take back what it wrote, but for what others have changed or added since",
        description: "Within 30 days. Afterwards the file waits to be started again.",
        request: { params: path },
        responses: { 200: answer },
      },
      ["unknown_import", "conflict"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id, state } = await find(session, c.req.valid("param").id);
      const begun = await session.db.all(beginUndoing({ id, since: Date.now() - KEPT }));
      if (begun.length === 0) throw new ProblemError("conflict", ["id", whyNotBack(state)]);
      return c.json(await shown(c, id), 200);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/imports/{id}/totals",
        summary: "The leads that it wrote, counted by source and by month of first contact",
        request: { params: path },
        responses: { 200: json(ImportTotals, "To check against the tool that they came from") },
      },
      ["unknown_import"],
    ),
    async (c) => {
      const { session } = c.var;
      const { id } = await find(session, c.req.valid("param").id);
      const rows = await session.db.all(importTotals({ importId: id }));
      return c.json(totalsOf(rows, session.config.timeZone), 200);
    },
  )
  .openapi(
    route(
      {
        method: "get",
        path: "/imports/{id}/refused",
        summary: "The rows that could not go in, as CSV with why in its last column",
        request: { params: path },
        responses: {
          200: {
            description: "The columns of the file, the number of the row and why it was refused",
            content: { "text/csv": { schema: z.string().meta({ format: "binary" }) } },
          },
        },
      },
      ["unknown_import"],
    ),
    async (c) => {
      const { session } = c.var;
      const row = await find(session, c.req.valid("param").id);
      const columns = profilesOf(row).map(({ column }) => column);
      const csv = refusedCsv(session.db.forJob(), row.id, columns);
      return c.body(csv, 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="refused.csv"',
      });
    },
  );

async function find(session: Session, id: string): Promise<ImportRow> {
  const [[row]] = await session.read([importById({ id })], "marketing");
  if (!row) throw new ProblemError("unknown_import", ["id", "No import has this id"]);
  return row;
}

const whyNotBack = (state: ImportRow["state"]): string => {
  if (state === "running") return "This import is running: stop it first";
  return state === "mapping" ? "This import has written nothing" : "It is more than 30 days old";
};

/** Where an import stands; where nobody works on it, this request does once it is answered. */
async function shown(c: Context<Env>, id: string): Promise<Import> {
  const { session } = c.var;
  const [[row]] = await session.read([importShown({ id })], "marketing");
  if (!row) throw new ProblemError("unknown_import", ["id", "No import has this id"]);
  const now = Date.now();
  const isOpen = row.state === "running" || (row.state !== "mapping" && row.ranked < row.step);
  if (isOpen && row.leaseUntil <= now) afterwards(c, runImport(session.db.forJob(), id, RUN));
  return importView(row, now);
}

/** Keep the Worker at it after the answer is sent. Outside of one there is nothing to keep. */
function afterwards(c: Context<Env>, work: Promise<void>): void {
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    // A test's request has no Worker behind it: the work goes on by itself.
  }
}
