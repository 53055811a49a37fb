import * as z from "zod";
import { filled, id, line, millis, orNull, StageName } from "./fields.ts";

export const importKinds = ["leads", "touches", "deals"] as const;
export const ImportKind = z.enum(importKinds);
export type ImportKind = z.infer<typeof ImportKind>;

/** `mapping`: uploaded and waiting to be started; after a rollback again. */
export const ImportState = z.enum(["mapping", "running", "done", "stopped", "failed"]);
export type ImportState = z.infer<typeof ImportState>;

/** The most that a file may hold. */
export const importLimits = { bytes: 50_000_000, rows: 200_000, columns: 512 } as const;

export const ImportQuery = z.object({ kind: ImportKind, name: filled(200) });
export type ImportQuery = z.infer<typeof ImportQuery>;

const column = line(200);
const attributeType = z.enum(["text", "choice", "number", "date", "boolean", "empty"]);

/** A column of the file: what it is proposed to become, and what it holds. */
export const ImportColumn = z
  .object({
    column,
    /** A target: `email`, `key:<kind>`, `name`, …, `attribute:<name>`, `ignore`. */
    to: line(100),
    type: attributeType,
    /** Filled in by sales after first contact, so that no score may learn from it. */
    afterContact: z.boolean(),
    /** Why it is taken for one, in words. */
    afterContactWhy: line(200).nullable(),
    /** Mapped so by a person when a file with this header came before. */
    remembered: z.boolean(),
    filled: z.int().min(0),
    examples: z.array(line(100)).max(5),
  })
  .meta({ id: "ImportColumn" });
export type ImportColumn = z.infer<typeof ImportColumn>;

/** One word, several of them, or what each value of a column means. */
export const ImportAnswer = z.union([
  line(200),
  z.array(line(200)).max(100),
  z.record(z.string().max(200), line(200)),
]);
export type ImportAnswer = z.infer<typeof ImportAnswer>;
export const ImportAnswers = z.record(z.string().max(300), ImportAnswer);
export type ImportAnswers = z.infer<typeof ImportAnswers>;

/** Something that only a person knows. Left unanswered, the proposal holds; without one it must be answered. */
export const ImportAsk = z
  .object({
    /** The name of its answer: `dates:Created`, `timeZone`, `empty`, `outcome:Converted`. */
    id: line(300),
    question: line(300),
    help: line(500).nullable(),
    column: column.nullable(),
    /** `one` word of the options; `many` of them; `each` value of the column gets one of them; `text` is free. */
    answer: z.enum(["one", "many", "each", "text"]),
    options: z.array(z.object({ value: line(200), label: line(200) })).max(600),
    /** The values that `each` is asked of. */
    values: z.array(z.object({ value: line(200), count: z.int().min(0) })).max(100),
    proposal: orNull(ImportAnswer),
  })
  .meta({ id: "ImportAsk" });
export type ImportAsk = z.infer<typeof ImportAsk>;

const Scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
const Details = z.record(z.string().max(100), Scalar);

/** A row as it will be. */
export const ImportRow = z
  .object({
    /** As the file counts: 1 is the first after the header. */
    row: z.int().min(1),
    does: z.enum(["create", "update", "unchanged", "duplicate", "refuse"]),
    lead: z.object({
      keys: z.array(line(300)).max(12),
      email: line(254).nullable(),
      name: line(200).nullable(),
      title: line(200).nullable(),
      company: line(200).nullable(),
      source: line(80).nullable(),
      campaign: line(120).nullable(),
      owner: line(120).nullable(),
      optedOut: z.boolean().nullable(),
      createdAt: millis.nullable(),
      stage: StageName.nullable(),
      outcome: z.enum(["won", "lost"]).nullable(),
      attributes: Details,
    }),
    touch: orNull(
      z.object({
        at: millis,
        kind: line(64),
        title: line(300),
        channel: line(64),
        campaign: line(120).nullable(),
      }),
    ),
    deal: orNull(
      z.object({
        name: line(200).nullable(),
        stage: line(120).nullable(),
        amount: z.int().nullable(),
        currency: line(3).nullable(),
        openedAt: millis.nullable(),
        closedAt: millis.nullable(),
        outcome: z.enum(["open", "won", "lost"]),
        lostReason: line(200).nullable(),
      }),
    ),
    errors: z.array(z.object({ column, message: line(500) })).max(20),
  })
  .meta({ id: "ImportRow" });
export type ImportRow = z.infer<typeof ImportRow>;

/** Rows with one thing in common: why they are refused, or what is odd about them. */
export const ImportRemark = z
  .object({ message: line(500), count: z.int().min(1), rows: z.array(z.int().min(1)).max(20) })
  .meta({ id: "ImportRemark" });
export type ImportRemark = z.infer<typeof ImportRemark>;

/** A row whose keys belong to different leads. Never merged by itself. */
export const ImportConflict = z
  .object({
    row: z.int().min(1),
    leads: z
      .array(z.object({ key: line(300), leadId: id, name: line(254).nullable() }))
      .min(2)
      .max(12),
  })
  .meta({ id: "ImportConflict" });
export type ImportConflict = z.infer<typeof ImportConflict>;

/** What starting would do; nothing is written. new + known + duplicates + refused = rows. */
export const ImportPreview = z
  .object({
    rows: z.int().min(0),
    new: z.int().min(0),
    known: z.int().min(0),
    /** Of the known: those that would change nothing. */
    unchanged: z.int().min(0),
    /** Rows with a key of an earlier row of this file: they add to that row's lead. */
    duplicates: z.int().min(0),
    refused: z.int().min(0),
    first: z.array(ImportRow).max(10),
    refusals: z.array(ImportRemark).max(50),
    odd: z.array(ImportRemark).max(50),
    conflicts: z.array(ImportConflict).max(50),
    conflictCount: z.int().min(0),
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** How the file is read. */
export const ImportFile = z
  .object({
    bytes: z.int().min(0),
    format: z.enum(["csv", "ndjson"]),
    /** A name of the Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`. */
    encoding: line(40),
    /** The letter between cells; null of NDJSON. */
    delimiter: line(1).nullable(),
    /** Whether the first row names the columns. */
    header: z.boolean(),
  })
  .meta({ id: "ImportFile" });
export type ImportFile = z.infer<typeof ImportFile>;

/** Read the file otherwise. A field left out stays. */
export const ImportFileInput = z
  .object({
    encoding: line(40).optional(),
    delimiter: z.string().length(1).optional(),
    header: z.boolean().optional(),
  })
  .meta({ id: "ImportFileInput" });
export type ImportFileInput = z.infer<typeof ImportFileInput>;

/** An upload as it is understood so far. */
export const ImportProposal = z
  .object({
    id,
    kind: ImportKind,
    name: line(200),
    file: ImportFile,
    columns: z.array(ImportColumn).max(importLimits.columns),
    ask: z.array(ImportAsk).max(200),
    /** Null where a question without a proposal is still open. */
    preview: orNull(ImportPreview),
  })
  .meta({ id: "ImportProposal" });
export type ImportProposal = z.infer<typeof ImportProposal>;

/** What a person corrects. Columns not named keep their proposal. */
export const ImportMapping = z
  .object({
    mapping: z.record(z.string().max(200), z.string().max(100)).optional(),
    answers: ImportAnswers.optional(),
    afterContact: z.record(z.string().max(200), z.boolean()).optional(),
  })
  .meta({ id: "ImportMapping" });
export type ImportMapping = z.infer<typeof ImportMapping>;

/** Where an import stands. */
export const Import = z
  .object({
    id,
    kind: ImportKind,
    name: line(200),
    state: ImportState,
    /** What a running one is at: `writing` the rows, `ranking` the accounts, `undoing` what it wrote. */
    phase: z.enum(["writing", "ranking", "undoing"]).nullable(),
    rows: z.int().min(0),
    /** Rows behind it; while undoing, rows still to be undone. */
    done: z.int().min(0),
    created: z.int().min(0),
    updated: z.int().min(0),
    unchanged: z.int().min(0),
    refused: z.int().min(0),
    /** Why it failed, in words. */
    error: line(500).nullable(),
    odd: z.array(ImportRemark).max(50),
    conflicts: z.int().min(0),
    by: line(120),
    createdAt: millis,
    startedAt: millis.nullable(),
    finishedAt: millis.nullable(),
    /** Whether the uploaded file is still kept, so that it can be started (again). */
    fileKept: z.boolean(),
    /** Until when it can be rolled back; null where there is nothing to undo, or no longer. */
    undoUntil: millis.nullable(),
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof Import>;

export const Imports = z.object({ imports: z.array(Import).max(100) }).meta({ id: "Imports" });
export type Imports = z.infer<typeof Imports>;

/** The leads that an import brought, counted: to check against the tool that they came from. */
export const ImportTotals = z
  .object({
    leads: z.int().min(0),
    won: z.int().min(0),
    sources: z
      .array(z.object({ source: line(80).nullable(), leads: z.int().min(0), won: z.int().min(0) }))
      .max(200),
    /** By month of first contact in the workspace's time zone, `YYYY-MM`. */
    months: z.array(z.object({ month: line(7), leads: z.int().min(0), won: z.int().min(0) })).max(1200),
  })
  .meta({ id: "ImportTotals" });
export type ImportTotals = z.infer<typeof ImportTotals>;
