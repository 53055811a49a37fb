import type {
  ImportAnswers,
  ImportAsk,
  ImportColumn,
  ImportKind,
  ImportMapping,
} from "../../shared/contract/imports.ts";
import { type AskContext, questions } from "../../shared/domain/imports/ask.ts";
import type { ColumnProfile } from "../../shared/domain/imports/profile.ts";
import { propose } from "../../shared/domain/imports/propose.ts";
import type { Reading } from "../../shared/domain/imports/reading.ts";
import { mappingOf, type Refusal, resolve } from "../../shared/domain/imports/resolve.ts";
import { refusedColumns } from "../../shared/domain/imports/row.ts";
import type { ImportRow, MappingRow } from "../db/imports.ts";
import { sha256 } from "../hash.ts";

/** An upload as it is understood with what a person said of it so far. */
export interface Understood {
  columns: ImportColumn[];
  /** About the file, then about what is in it. */
  asks: ImportAsk[];
  /** Column to target, all of them. */
  mapping: Record<string, string>;
  /** Names of the columns that sales fill in after contact. */
  afterContact: string[];
  /** How its rows are read; or what is wrong with what a person said. Both are missing while a question is open. */
  reading: Reading | null;
  errors: Refusal[];
  /** The questions that are open. */
  open: Refusal[];
}

/** By what mappings are remembered: files of one kind with the same columns, and what was refused of such a file. */
export const headerOf = (kind: ImportKind, columns: readonly string[]): Promise<string> =>
  sha256(JSON.stringify([kind, ...columns.filter((column) => !refusedColumns.includes(column))]));

export const profilesOf = (row: Pick<ImportRow, "profiles">): ColumnProfile[] => JSON.parse(row.profiles);

/** @param remembered what a person made of a file with this header before */
export function understand(
  row: Pick<ImportRow, "kind" | "profiles" | "asks">,
  said: ImportMapping,
  remembered: MappingRow | undefined,
  context: AskContext,
): Understood {
  const profiles = profilesOf(row);
  const before: Memory | null = remembered
    ? {
        mapping: JSON.parse(remembered.mapping),
        answers: JSON.parse(remembered.answers),
        afterContact: JSON.parse(remembered.afterContact),
      }
    : null;
  const proposed = propose(row.kind, profiles, before?.mapping ?? null);
  const mapping = mappingOf(row.kind, proposed, said.mapping ?? {});
  const asks = questions(row.kind, profiles, mapping, context).map((ask) =>
    before && Object.hasOwn(before.answers, ask.id) ? asBefore(ask, before.answers[ask.id]) : ask,
  );
  const answers = said.answers ?? {};
  const resolved = resolve(row.kind, profiles, mapping, answers, asks);
  const strangers = Object.keys(said.afterContact ?? {}).filter(
    (name) => !profiles.some(({ column }) => column === name),
  );
  const refusals: Refusal[] = [
    ...("errors" in resolved ? resolved.errors : []),
    ...strangers.map((name) => ({
      field: `afterContact.${name}`,
      message: "There is no such column in this file",
    })),
  ];
  const open = new Set(asks.filter((ask) => isOpen(ask, answers)).map(({ id }) => `answers.${id}`));
  const columns = proposed.map((column, place): ImportColumn => {
    const { filled = 0, examples = [] } = profiles[place] ?? {};
    const { column: name } = column;
    return {
      ...column,
      to: own(mapping, name) ?? column.to,
      afterContact: own(said.afterContact, name) ?? own(before?.afterContact, name) ?? column.afterContact,
      filled,
      examples: [...examples],
    };
  });
  return {
    columns,
    asks: [...(JSON.parse(row.asks) as ImportAsk[]), ...asks],
    mapping,
    afterContact: columns.filter(({ afterContact }) => afterContact).map(({ column }) => column),
    reading: "plan" in resolved && strangers.length === 0 ? resolved.plan : null,
    errors: refusals.filter(({ field }) => !open.has(field)),
    open: refusals.filter(({ field }) => open.has(field)),
  };
}

interface Memory {
  mapping: Record<string, string>;
  answers: ImportAnswers;
  afterContact: Record<string, boolean>;
}

/** What a record says of a name, whatever the name. */
const own = <Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

type Answer = ImportAnswers[string] | undefined;
const isRecord = (answer: Answer | null): answer is Record<string, string> =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer);

/** A question that was answered before, as far as the answer still fits it. */
function asBefore<Ask extends ImportAsk>(ask: Ask, answer: Answer): Ask {
  const isOption = (word: string) => ask.options.some(({ value }) => value === word);
  if (ask.answer === "each" && isRecord(answer)) {
    const fits = Object.entries(answer).filter(
      ([value, word]) => isOption(word) && ask.values.some((asked) => asked.value === value),
    );
    return { ...ask, proposal: { ...(isRecord(ask.proposal) && ask.proposal), ...Object.fromEntries(fits) } };
  }
  const isWord = typeof answer === "string";
  if (ask.answer === "one" && isWord && isOption(answer)) return { ...ask, proposal: answer };
  if (ask.answer === "text" && isWord) return { ...ask, proposal: answer };
  if (ask.answer === "many" && Array.isArray(answer)) return { ...ask, proposal: answer };
  return ask;
}

/** Whether a question waits for an answer: it has no proposal, and a person has not said all of it. */
function isOpen(ask: ImportAsk, answers: ImportAnswers): boolean {
  const answer = own(answers, ask.id) ?? ask.proposal;
  if (answer === null) return true;
  if (ask.answer !== "each" || typeof answer === "string") return false;
  const said = { ...(isRecord(ask.proposal) && ask.proposal), ...(isRecord(answer) && answer) };
  return ask.values.some(({ value }) => !Object.hasOwn(said, value));
}
