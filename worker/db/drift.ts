import { sql } from "drizzle-orm";
import { query } from "./run.ts";
import { drift } from "./schema.ts";

/** Pages that are no longer read as they were. */

/** Ways and signs are JSON lists. `print` tells what is the same thing again. */
export interface DriftWrite {
  site: string;
  version: string;
  print: string;
  kind: "nobody" | "disagree";
  signs: string;
  failed: string;
  doubts: string;
  outline: string;
  at: number;
}

/** Of one version of a site: what else comes is no news, and only takes room. */
const MOST_OF_A_VERSION = 20;

/** Count it, and keep it where it is new. */
export const noteDrift = query<DriftWrite, never>(
  (p) => sql`
    insert into ${drift}
      (site, version, print, kind, signs, failed, doubts, outline, first_at, last_at, reports)
    select ${p("site")}, ${p("version")}, ${p("print")}, ${p("kind")}, ${p("signs")}, ${p("failed")},
      ${p("doubts")}, ${p("outline")}, ${p("at")}, ${p("at")}, 1
    where exists (select 1 from ${drift}
        where site = ${p("site")} and version = ${p("version")} and print = ${p("print")})
      or (select count(*) from (select 1 from ${drift}
        where site = ${p("site")} and version = ${p("version")} limit ${sql.raw(`${MOST_OF_A_VERSION}`)}))
        < ${sql.raw(`${MOST_OF_A_VERSION}`)}
    on conflict do update set reports = reports + 1, last_at = max(last_at, excluded.last_at)`,
);

type DriftRow = typeof drift.$inferSelect;

export const listDrift = query<Record<never, never>, Omit<DriftRow, "print">>(
  () => sql`
    select ${drift.site} as site, ${drift.version} as version, ${drift.kind} as kind, ${drift.signs} as signs,
      ${drift.failed} as failed, ${drift.doubts} as doubts, ${drift.outline} as outline,
      ${drift.firstAt} as "firstAt", ${drift.lastAt} as "lastAt", ${drift.reports} as reports
    from ${drift} order by ${drift.lastAt} desc limit 100`,
);

/** What nobody has reported since. */
export const forgetDriftBefore = query<{ before: number }, never>(
  (p) => sql`delete from ${drift} where ${drift.lastAt} < ${p("before")}`,
);
