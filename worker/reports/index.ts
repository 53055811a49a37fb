import { campaigns } from "./campaigns/route.ts";
import { feedback } from "./feedback/route.ts";

/** Every report, by the name in its address: a folder here and a line. */
export const reports = { feedback, campaigns } as const;
