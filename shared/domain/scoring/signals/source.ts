import { clip } from "../../people/words.ts";
import type { Signal } from "../signal.ts";

/** Where they came from, in the workspace's own words. */
export const signal: Signal = {
  id: "source",
  kind: "fit",
  name: "source",
  read: ({ source }) => source?.trim().toLowerCase() || null,
  say: ({ source, campaign }) => ({
    label: `Source: ${clip(source ?? "", 100)}`,
    ...(campaign?.trim() ? { evidence: `Campaign: ${clip(campaign)}` } : {}),
  }),
};
