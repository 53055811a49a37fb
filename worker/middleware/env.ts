import type { D1Database, Fetcher } from "@cloudflare/workers-types";
import type { Session } from "./session.ts";

export interface Bindings {
  DB: D1Database;
  /** The built dashboard. Absent in tests of routes. */
  ASSETS?: Fetcher;
  /** "1" only where `npm start` passed it. */
  LOCAL?: string;
}

/** What Hono carries through a request. */
export interface Env {
  Bindings: Bindings;
  Variables: { session: Session };
}
