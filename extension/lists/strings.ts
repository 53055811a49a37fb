import type { RowChip } from "../background/answers.ts";

/** Every sentence in a page's list. */
export const strings = {
  said: ({ score, band }: Pick<RowChip, "score" | "band">) =>
    band === null ? `Customer, lead score ${score}` : `Lead score ${score}, band ${band}`,
  customer: "Customer",
  ofHundred: "of 100",
};
