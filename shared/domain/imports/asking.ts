import { typeOf } from "./columns.ts";
import type { ColumnProfile } from "./profile.ts";
import { attributeOf, canonical, type ImportKind } from "./targets.ts";

export type Answer = string | string[] | Record<string, string>;

/** A question that only a person can answer; as in the contract. */
export interface Ask {
  id: string;
  question: string;
  help: string | null;
  column: string | null;
  answer: "one" | "many" | "each" | "text";
  options: Option[];
  values: { value: string; count: number }[];
  proposal: Answer | null;
}
export type Option = { value: string; label: string };

export interface AskContext {
  /** The workspace's. */
  readonly timeZone: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

export interface File extends AskContext {
  readonly kind: ImportKind;
  readonly profiles: readonly ColumnProfile[];
  readonly targetOf: TargetOf;
  /** The column of a target, if any has it. */
  readonly columnOf: (target: string) => ColumnProfile | undefined;
}

/** More values than that, nobody wants to be asked about. */
export const MOST_VALUES = 50;

export type TargetOf = (profile: ColumnProfile) => string;

/** What a column is mapped to; `ignore` where that is nothing that it can be. */
export const targetIn =
  (kind: ImportKind, mapping: Readonly<Record<string, string>>): TargetOf =>
  ({ column }) =>
    canonical(kind, (Object.hasOwn(mapping, column) ? mapping[column] : undefined) ?? "") ?? "ignore";

export const timeTargets = new Set([
  "createdAt",
  "outcomeAt",
  "at",
  "openedAt",
  "closedAt",
  "wonAt",
  "lostAt",
]);

/** Columns whose cells are read as dates. */
export const dateColumns = ({ profiles, targetOf }: File): ColumnProfile[] =>
  profiles.filter((profile) => {
    const target = targetOf(profile);
    return timeTargets.has(target) || (attributeOf(target) !== null && typeOf(profile) === "date");
  });

/** Columns whose cells are read as numbers. */
export const numberColumns = (profiles: readonly ColumnProfile[], targetOf: TargetOf): ColumnProfile[] =>
  profiles.filter((profile) => {
    const target = targetOf(profile);
    if (target === "amount" || target === "attribute:employees") return true;
    return attributeOf(target) !== null && typeOf(profile) === "number";
  });

/** Of a question that is asked of no one column and of no values. */
export const blank = { column: null, values: [] as { value: string; count: number }[] };

export const count = (number: number, noun: string): string =>
  `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
