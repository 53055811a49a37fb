import { localSites, storeSites } from "./index.ts";
import type { Site } from "./site.ts";

/** The sites of this build. Asked of the mode itself, so that store builds carry nothing of the local ones. */
export const sites: readonly Site[] =
  import.meta.env.MODE === "loopback" ? [...storeSites, ...localSites] : storeSites;
