import type { Import, ImportPreview } from "../../../../shared/contract/imports.ts";

/** How many of its rows are in, the ones that were there before as well. */
export const broughtIn = ({
  created,
  updated,
  unchanged,
}: Pick<Import, "created" | "updated" | "unchanged">) => created + updated + unchanged;

/** How many leads, touches or deals a start would bring: rows of the same one count once. */
export const toBring = ({ new: made, known }: Pick<ImportPreview, "new" | "known">) => made + known;
