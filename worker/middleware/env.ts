import type { D1Database, Fetcher, Queue } from "@cloudflare/workers-types";
import type { Parcel } from "../tracking/parcel.ts";
import type { Session } from "./session.ts";

export interface Bindings {
  DB: D1Database;
  /** The built dashboard. Absent in tests of routes. */
  ASSETS?: Fetcher;
  /** Stands before the database where it is bound: see worker/tracking/queue.ts. */
  TOUCHES?: Queue<Parcel>;
  /** "1" only where `npm start` passed it. */
  LOCAL?: string;
}

/** What Hono carries through a request. */
export interface Env {
  Bindings: Bindings;
  Variables: { session: Session };
}
