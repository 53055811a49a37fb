import type { D1Database, Fetcher, RateLimit } from "@cloudflare/workers-types";
import type { Outbox } from "../tracking/queue.ts";
import type { Session } from "./session.ts";
import type { Sent } from "./write-key.ts";

export interface Bindings {
  DB: D1Database;
  /** The built dashboard. Absent in tests of routes. */
  ASSETS?: Fetcher;
  /** Stands before the database where it is bound: see worker/tracking/queue.ts. */
  TOUCHES?: Outbox;
  /** How many requests of the tracking API a write key may make. Absent: as many as come. */
  TRACKING_RATE?: RateLimit;
  /** "1" only where `npm start` passed it. */
  LOCAL?: string;
}

/** What Hono carries through a request. */
export interface Env {
  Bindings: Bindings;
  Variables: { session: Session; sent: Sent };
}
