import type { StageName } from "../stages/stages.ts";
import { attributeOf, type ImportKind } from "./targets.ts";

export type ColumnType = "text" | "choice" | "number" | "date" | "boolean" | "empty";

/** How one column is read. */
export interface ColumnReading {
  readonly column: string;
  readonly to: string;
  readonly type: ColumnType;
  /** Which of day and month comes first in its dates. */
  readonly order: "dmy" | "mdy";
  /** What its values mean, where a person was asked; null where they mean what they say. */
  readonly means: Readonly<Record<string, string>> | null;
}

/** All that reading a row of a file needs: the mapping with the answers in it. Plain JSON, kept with the import. */
export interface Reading {
  readonly kind: ImportKind;
  /** Every column of the file, in its order. */
  readonly columns: readonly ColumnReading[];
  /** The zone of dates that do not say theirs. */
  readonly timeZone: string;
  readonly decimals: "point" | "comma";
  /** Words that count as empty, lower case. */
  readonly empties: readonly string[];
  /** Of amounts that do not say theirs; null where none needs it. */
  readonly currency: string | null;
  /** Where every lead of the file stands; null where a column says it, or nothing does. */
  readonly stage: StageName | null;
  /** How every deal of the file ended; null where columns say it. */
  readonly outcome: "open" | "won" | "lost" | null;
  /** What every touch of the file is; null where a column says it. */
  readonly touchKind: string | null;
  /** What becomes of touches and deals of a lead that is not known. */
  readonly unknownLead: "create" | "refuse";
}

/** Where a country that is none, or a headcount that is no number, is kept: a score must not read it. */
export const asWritten = (name: string): string => `${name} (as written)`;

/** True of a lead's attributes that a score reads as what they are called. */
export const isScored = (kind: ImportKind, name: string): boolean =>
  kind === "leads" && (name === "country" || name === "employees");

interface AttributeIn {
  column: string;
  name: string;
  type: ColumnType;
}

/** Every custom attribute that the rows of a file may bring, with the column that it comes from. */
export const attributesIn = ({ kind, columns }: Reading): AttributeIn[] =>
  columns.flatMap(({ column, to, type }): AttributeIn[] => {
    const name = attributeOf(to);
    if (name === null) return [];
    if (!isScored(kind, name)) return [{ column, name, type }];
    return [
      { column, name, type: name === "employees" ? "number" : "choice" },
      { column, name: asWritten(name), type: "text" },
    ];
  });
