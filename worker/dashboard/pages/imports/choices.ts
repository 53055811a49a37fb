import {
  type ImportAnswer,
  type ImportAnswers,
  type ImportAsk,
  type ImportKind,
  ImportMapping,
  type ImportProposal,
} from "../../../../shared/contract/imports.ts";
import { isTarget } from "../../../../shared/domain/imports/targets.ts";
import { s } from "./strings.ts";

/** What a person corrected of a proposal; what is not in it stays as proposed. */
export interface Choices {
  readonly mapping: Readonly<Record<string, string>>;
  readonly answers: ImportAnswers;
  readonly afterContact: Readonly<Record<string, boolean>>;
}

export const noChoices: Choices = { mapping: {}, answers: {}, afterContact: {} };

/** What a record holds under a name that somebody wrote: of "constructor" it holds nothing by itself. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Whether a question is about how the file is read: its answer is another reading, not part of the mapping. */
export const isAboutFile = ({ id }: Pick<ImportAsk, "id">): boolean =>
  id === "encoding" || id === "delimiter" || id === "header";

const isRecord = (answer: ImportAnswer | null | undefined): answer is Record<string, string> =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer);

/** The words for each value, the person's before the proposed. */
export const eachOf = (ask: ImportAsk, answers: ImportAnswers): Record<string, string> => {
  const said = own(answers, ask.id);
  return { ...(isRecord(ask.proposal) && ask.proposal), ...(isRecord(said) && said) };
};

/** The answer as it stands: the person's, else the proposed; undefined where there is none. */
export function answerTo(ask: ImportAsk, answers: ImportAnswers): ImportAnswer | undefined {
  if (ask.answer === "each") return eachOf(ask, answers);
  return own(answers, ask.id) ?? ask.proposal ?? undefined;
}

/** Whether a question still keeps the import from starting. */
export function isOpen(ask: ImportAsk, answers: ImportAnswers): boolean {
  if (isAboutFile(ask)) return false;
  const answer = answerTo(ask, answers);
  if (ask.answer !== "each") return answer === undefined || answer === "";
  const said = eachOf(ask, answers);
  return ask.values.some(({ value }) => !own(said, value));
}

/** What of the choices still speaks of a column that is there. */
export function forColumns(choices: Choices, { columns }: Pick<ImportProposal, "columns">): Choices {
  const names = new Set(columns.map(({ column }) => column));
  const only = <Value>(record: Readonly<Record<string, Value>>, isOf: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => isOf(key)));
  const isColumn = (name: string) => names.has(name);
  return {
    mapping: only(choices.mapping, isColumn),
    // `dates:Created` is of a column, `timeZone` of none; what is not asked just now may be asked again
    answers: only(choices.answers, (id) => !id.includes(":") || isColumn(id.slice(id.indexOf(":") + 1))),
    afterContact: only(choices.afterContact, isColumn),
  };
}

const place = (id: string) => `import:${id}`;

/** What was chosen in this tab before it was loaded anew. */
export function recall(id: string, storage: Pick<Storage, "getItem">): Choices {
  try {
    const read = ImportMapping.safeParse(JSON.parse(storage.getItem(place(id)) ?? "null"));
    return read.success ? { ...noChoices, ...read.data } : noChoices;
  } catch {
    return noChoices;
  }
}

export function keep(id: string, choices: Choices, storage: Pick<Storage, "setItem">): void {
  try {
    storage.setItem(place(id), JSON.stringify(choices));
  } catch {
    // A full or closed storage: the choices live as long as the page
  }
}

export const forget = (id: string, storage: Pick<Storage, "removeItem">): void =>
  storage.removeItem(place(id));

/** Columns whose new name is none that an attribute or a key can have: said here, before the Worker is asked. */
export const wrongNames = (kind: ImportKind, { mapping }: Choices): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(mapping)
      .filter(([, target]) => !isTarget(kind, target))
      .map(([column, target]) => [
        `mapping.${column}`,
        target.startsWith("key:") ? s.columns.badKey : s.columns.badAttribute,
      ]),
  );
