import type { StageName } from "../stages/stages.ts";
import type { ImportKind } from "./targets.ts";

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
