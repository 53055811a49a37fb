import { calendar } from "./calendar/index.ts";
import { gmail } from "./gmail/index.ts";
import { hubspot } from "./hubspot/index.ts";
import { outlook } from "./outlook/index.ts";
import { pipedrive } from "./pipedrive/index.ts";
import { salesforce } from "./salesforce/index.ts";
import { sample } from "./sample/index.ts";
import type { Site } from "./site.ts";

/** The sites of every build. A new one: a folder here and a word in this list. */
export const storeSites: readonly Site[] = [gmail, outlook, calendar, hubspot, salesforce, pipedrive];

/** Those of local builds only. */
export const localSites: readonly Site[] = [sample];
