import { getTableColumns, sql } from "drizzle-orm";
import { insertRows } from "./bulk.ts";
import { type Database, query } from "./run.ts";
import { importChunks, importMappings, importSteps, imports, people } from "./schema.ts";

/** An import as it is kept: lists and records are JSON text. */
export type ImportRow = typeof imports.$inferSelect;

/** The columns of ImportRow. */
export const importColumns = sql.join(
  Object.entries(getTableColumns(imports)).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
);

export const importById = query<{ id: string }, ImportRow>(
  (p) => sql`select ${importColumns} from ${imports} where ${imports.id} = ${p("id")}`,
);

/** A new import; its pieces are there already. */
export const insertImport = (row: typeof imports.$inferInsert) => insertRows(imports, [row]);

/** The file of one that waits to be started, read otherwise: what was mapped before no longer fits. */
export const rereadImport = query<
  Pick<ImportRow, "id" | "encoding" | "delimiter" | "header" | "rows" | "profiles" | "lookAlikes" | "asks">,
  { id: string }
>(
  (p) => sql`
    update ${imports} set
      encoding = ${p("encoding")}, delimiter = ${p("delimiter")}, header = ${p("header")}, rows = ${p("rows")},
      profiles = ${p("profiles")}, look_alikes = ${p("lookAlikes")}, asks = ${p("asks")},
      mapping = null, answers = null, after_contact = null
    where id = ${p("id")} and state = 'mapping'
    returning id`,
);

/** A piece of an upload; `bytes` is base64. */
export const writeChunk = query<{ importId: string; number: number; bytes: string }, never>(
  (p) => sql`
    insert into ${importChunks} (import_id, number, bytes)
    values (${p("importId")}, ${p("number")}, ${p("bytes")})`,
);

const readChunk = query<{ importId: string; number: number }, { bytes: string }>(
  (p) => sql`
    select ${importChunks.bytes} as bytes from ${importChunks}
    where ${importChunks.importId} = ${p("importId")} and ${importChunks.number} = ${p("number")}`,
);

/** Piece by piece the bytes of an uploaded file; null after the last. */
export type Chunks = (number: number) => Promise<Uint8Array | null>;

/** The pieces of an import. Each costs one query. */
export const chunksOf =
  (db: Database, importId: string): Chunks =>
  async (number) => {
    const [row] = await db.all(readChunk({ importId, number }));
    return row ? Uint8Array.fromBase64(row.bytes) : null;
  };

/** One row where the file of an import is still kept. */
export const hasFile = query<{ importId: string }, { kept: number }>(
  (p) => sql`
    select 1 as kept from ${importChunks}
    where ${importChunks.importId} = ${p("importId")} and ${importChunks.number} = 0`,
);

/** The file of an upload that came to nothing. */
export const dropChunks = query<{ importId: string }, never>(
  (p) => sql`delete from ${importChunks} where ${importChunks.importId} = ${p("importId")}`,
);

const dropChunksBefore = query<{ id: string }, never>(
  (p) => sql`
    delete from ${importChunks}
    where ${importChunks.importId} < ${p("id")}
      and ${importChunks.importId} not in (select ${imports.id} from ${imports})`,
);

/** Pieces of uploads that broke off before a time, UTC ms, and never became an import. */
export function dropOrphanChunks(before: number) {
  const time = before.toString(16).padStart(12, "0");
  return dropChunksBefore({ id: `${time.slice(0, 8)}-${time.slice(8)}` });
}

/** Forget the file of an import, unless it runs. */
const forgetFile = query<{ id: string }, never>(
  (p) => sql`
    delete from ${importChunks}
    where ${importChunks.importId} = (
      select ${imports.id} from ${imports} where ${imports.id} = ${p("id")} and ${imports.state} <> 'running')`,
);

const forgetSteps = query<{ id: string }, never>(
  (p) => sql`
    delete from ${importSteps}
    where ${importSteps.importId} = (
      select ${imports.id} from ${imports} where ${imports.id} = ${p("id")} and ${imports.state} = 'mapping')`,
);

const forgetImport = query<{ id: string }, never>(
  (p) => sql`delete from ${imports} where ${imports.id} = ${p("id")} and ${imports.state} = 'mapping'`,
);

/** The file goes, and of one that has written nothing all else too. One that runs is left alone. */
export const deleteImport = (id: string) =>
  [forgetFile({ id }), forgetSteps({ id }), forgetImport({ id })] as const;

const forgetFilesBefore = query<{ before: number }, never>(
  (p) => sql`
    delete from ${importChunks} where ${importChunks.importId} in (
      select ${imports.id} from ${imports}
      where ${imports.state} <> 'running' and coalesce(${imports.finishedAt}, ${imports.createdAt}) < ${p("before")})`,
);

const forgetUndoBefore = query<{ before: number }, never>(
  (p) => sql`
    update ${importSteps} set undo = '{}' where undo <> '{}' and import_id in (
      select ${imports.id} from ${imports} where ${imports.state} <> 'running' and ${imports.finishedAt} < ${p("before")})`,
);

const forgetUnstartedBefore = query<{ before: number }, never>(
  (p) => sql`
    delete from ${imports} where ${imports.state} = 'mapping' and ${imports.createdAt} < ${p("before")}
      and not exists (select 1 from ${importChunks} where ${importChunks.importId} = ${imports.id})`,
);

/** What is kept for a time only, of imports that ended before a time, UTC ms: their files, and what would undo them. */
export const forgetImportsBefore = (before: number) =>
  [forgetFilesBefore({ before }), forgetUndoBefore({ before }), forgetUnstartedBefore({ before })] as const;

/** How a person mapped files with this header. */
export type MappingRow = typeof importMappings.$inferSelect;

export const rememberedMapping = query<{ header: string }, MappingRow>(
  (p) => sql`
    select ${importMappings.header} as header, ${importMappings.mapping} as mapping,
      ${importMappings.answers} as answers, ${importMappings.afterContact} as "afterContact",
      ${importMappings.usedAt} as "usedAt"
    from ${importMappings} where ${importMappings.header} = ${p("header")}`,
);

export const rememberMapping = query<MappingRow, never>(
  (p) => sql`
    insert into ${importMappings} (header, mapping, answers, after_contact, used_at)
    values (${p("header")}, ${p("mapping")}, ${p("answers")}, ${p("afterContact")}, ${p("usedAt")})
    on conflict (header) do update set
      mapping = excluded.mapping, answers = excluded.answers, after_contact = excluded.after_contact,
      used_at = excluded.used_at`,
);

/** An import as it is shown: without what only its file and its mapping need. */
export type ImportShown = Omit<
  ImportRow,
  "profiles" | "asks" | "mapping" | "answers" | "afterContact" | "reading"
> & {
  /** Who brought it. */
  by: string | null;
  /** 1 where its file is still kept. */
  fileKept: number;
};

const unshown = new Set(["profiles", "asks", "mapping", "answers", "afterContact", "reading"]);
const shownColumns = sql`${sql.join(
  Object.entries(getTableColumns(imports))
    .filter(([name]) => !unshown.has(name))
    .map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
  sql`, `,
)}, ${people.name} as "by",
  exists (select 1 from ${importChunks} where ${importChunks.importId} = ${imports.id} and ${importChunks.number} = 0)
    as "fileKept"`;

export const importShown = query<{ id: string }, ImportShown>(
  (p) => sql`
    select ${shownColumns} from ${imports} left join ${people} on ${people.id} = ${imports.personId}
    where ${imports.id} = ${p("id")}`,
);

/** The newest 100, newest first. */
export const importsShown = query<Record<never, never>, ImportShown>(
  () => sql`
    select ${shownColumns} from ${imports} left join ${people} on ${people.id} = ${imports.personId}
    order by ${imports.id} desc limit 100`,
);
