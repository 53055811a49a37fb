import { version } from "../package.json";

/** This build of Leadlight. */
export const VERSION = version;
