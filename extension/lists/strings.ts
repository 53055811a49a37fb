import type { RowChip } from "../background/answers.ts";

/** Every sentence in a page's list. */
export const strings = {
  said: ({ score, band }: Pick<RowChip, "score" | "band">) =>
    band === null ? `Customer, lead score ${score}` : `Lead score ${score}, band ${band}`,
  nameless: "Name unknown",
  ofHundred: "of 100",
  flags: {
    customer: "Customer",
    open_deal: "Open deal",
    opted_out: "Opted out",
    disqualified: "Disqualified",
  } as Record<string, string>,
};
