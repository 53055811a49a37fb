import type { ImportMapping } from "../../shared/contract/imports.ts";
import { allAttributes, writeAttributes } from "../db/attributes.ts";
import { isNotStarted, resumeImport, startImport, writeStart } from "../db/import-steps.ts";
import { type ImportRow, rememberedMapping, rememberMapping } from "../db/imports.ts";
import { listPeople } from "../db/people.ts";
import { ProblemError } from "../middleware/problems.ts";
import type { Session } from "../middleware/session.ts";
import { attributesOf } from "./attributes.ts";
import { about } from "./lists.ts";
import { headerOf, profilesOf, understand } from "./proposal.ts";

const isEmpty = (said: ImportMapping): boolean => Object.values(said).every((value) => value === undefined);

/**
 * Begin to write an import as a person mapped it, and remember that for files with the same header. One that was
 * stopped goes on, in the way that it began.
 * @throws ProblemError invalid_input with what is wrong or missing, conflict where it cannot be started
 */
export async function start(
  session: Session,
  row: ImportRow,
  said: ImportMapping,
  now: number,
): Promise<void> {
  if (row.state === "stopped" || row.state === "failed") {
    if (!isEmpty(said))
      throw new ProblemError("conflict", [
        "mapping",
        "It goes on as it began: roll it back to map it otherwise",
      ]);
    if ((await session.db.all(resumeImport({ id: row.id }))).length === 0) throw cannotStart(row);
    return;
  }
  if (row.state !== "mapping") throw cannotStart(row);
  const columns = profilesOf(row).map(({ column }) => column);
  const header = await headerOf(row.kind, columns);
  const [[remembered], people, known] = await session.db.batch([
    rememberedMapping({ header }),
    listPeople({}),
    allAttributes({}),
  ]);
  const understood = understand(row, said, remembered, { timeZone: session.config.timeZone, people });
  const { reading, errors, open, mapping, afterContact } = understood;
  if (!reading) throw new ProblemError("invalid_input", [...errors, ...open]);
  const asked = new Set(understood.asks.map(({ id }) => id));
  const answers = { ...(remembered && JSON.parse(remembered.answers)), ...said.answers };
  const before: Record<string, boolean> = remembered ? JSON.parse(remembered.afterContact) : {};
  const marks = Object.fromEntries(
    Object.entries({ ...before, ...said.afterContact }).filter(([column]) => columns.includes(column)),
  );
  const byName = new Map(known.map((attribute) => [attribute.name, attribute]));
  const attributes = attributesOf(
    reading,
    byName,
    new Set(afterContact),
    new Map(Object.entries(marks)),
    now,
  );
  const json = {
    mapping: JSON.stringify(mapping),
    answers: JSON.stringify(Object.fromEntries(Object.entries(answers).filter(([ask]) => asked.has(ask)))),
    afterContact: JSON.stringify(marks),
  };
  const begin = session.db.batch([
    startImport({ id: row.id, now, ...json, reading: JSON.stringify(reading) }),
    writeStart({ importId: row.id, now, undo: JSON.stringify({ attributes }) }),
    ...about(
      attributes.map(({ after }) => after),
      (list) => writeAttributes({ attributes: list }),
    ),
    rememberMapping({ header, ...json, usedAt: now }),
  ]);
  const [started] = await begin.catch((error: unknown) => {
    if (isNotStarted(error)) throw cannotStart(row);
    throw error;
  });
  if (started?.length === 0) throw cannotStart(row);
}

const cannotStart = ({ state }: ImportRow) =>
  new ProblemError("conflict", [
    "id",
    state === "running" || state === "done"
      ? "This import was started already"
      : "Its file is no longer kept: bring it again",
  ]);
