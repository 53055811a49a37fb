import type { D1Database, D1PreparedStatement, ExecutionContext } from "@cloudflare/workers-types";
import { app } from "../../worker/app.ts";
import { currentConfig } from "../../worker/db/config.ts";
import { Database } from "../../worker/db/run.ts";
import { writeMessageTouches } from "../../worker/db/tracking.ts";
import { makeFilter } from "../../worker/jobs/filter.ts";
import type { Bindings } from "../../worker/middleware/env.ts";
import { gather } from "../../worker/tracking/gather.ts";
import { takeIn } from "../../worker/tracking/take-in.ts";
import { leadBatch, messageParcel } from "./batch.ts";

/** What imports have cost the database, those that ran on behind an answer, too. */
const imports = { trips: 0, read: 0, written: 0 };

/** The Worker as it is, and beside it what its figures are held against. */
const bench = app
  /** The least that a route can do: one row by its key, straight from D1. */
  .get("/bench/bare", async (c) => {
    const row = await c.env.DB.prepare("select id, name, title from leads where id = ?")
      .bind(c.req.query("id") ?? "")
      .first();
    return c.json(row);
  })
  /**
   * A parcel taken in as it is in the product; or, where `into` names a table of the same columns, its touches alone by
   * the product's own statement into that.
   */
  .post("/bench/touches", async (c) => {
    const { into, first = "", size = "", senders = "" } = c.req.query();
    const db = new Database(c.env.DB);
    const config = await currentConfig(db);
    const before = { ...db.cost };
    const parcel = messageParcel(Number(first), Number(size), senders === "leads" ? "leads" : "visitors");
    if (into === undefined) await takeIn(db, config, [parcel]);
    else {
      const { touches } = await gather(config.eventKinds, [parcel]);
      const { text, params } = writeMessageTouches({ touches: JSON.stringify([...touches.values()]) });
      await db.batch([{ text: text.replaceAll('"touches"', `"${into}"`), params }]);
    }
    return c.json({
      trips: db.cost.trips - before.trips,
      read: db.cost.read - before.read,
      written: db.cost.written - before.written,
    });
  })
  /** Leads into a table that has nothing but its primary key, so many at a time. */
  .post("/bench/leads", async (c) => {
    const { first, count, size } = await c.req.json<Record<"first" | "count" | "size", number>>();
    for (let from = first; from < first + count; from += size)
      await c.env.DB.prepare(bareInsert)
        .bind(JSON.stringify(leadBatch(from, Math.min(size, first + count - from))))
        .run();
    return c.json({});
  })
  /** The membership filter is made, for some seconds; and what that cost. */
  .post("/bench/filter", async (c) => {
    const db = new Database(c.env.DB, Number.POSITIVE_INFINITY);
    await makeFilter(db, Date.now(), 5_000);
    return c.json(db.cost);
  })
  /** What imports have cost since this was last asked. */
  .post("/bench/imports", (c) => {
    const cost = { ...imports };
    Object.assign(imports, { trips: 0, read: 0, written: 0 });
    return c.json(cost);
  });

const columns = [
  "id",
  "email",
  "name",
  "title",
  "company",
  "domain",
  "source",
  "campaign",
  "attributes",
  "at",
];
const bareInsert = `insert into bench_leads (${columns.join()})
  select ${columns.map((name) => `value ->> '${name}'`).join()} from json_each(?)`;

/** The same database, whose batches are summed. */
const counted = (d1: D1Database): D1Database =>
  new Proxy(d1, {
    get(target, name) {
      if (name !== "batch") {
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return async (statements: D1PreparedStatement[]) => {
        const results = await target.batch(statements);
        imports.trips += 1;
        for (const { meta } of results) {
          imports.read += meta.rows_read;
          imports.written += meta.rows_written;
        }
        return results;
      };
    },
  });

export default {
  fetch: (request: Request, env: Bindings, context: ExecutionContext) =>
    bench.fetch(
      request,
      new URL(request.url).pathname.startsWith("/v1/imports") ? { ...env, DB: counted(env.DB) } : env,
      context,
    ),
};
