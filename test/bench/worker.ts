import { app } from "../../worker/app.ts";
import { Database } from "../../worker/db/run.ts";
import { writeTouches } from "../../worker/db/touches.ts";
import { touchBatch } from "./batch.ts";

/** The Worker as it is, and beside it what its figures are held against. */
export default {
  fetch: app
    /** The least that a route can do: one row by its key, straight from D1. */
    .get("/bench/bare", async (c) => {
      const row = await c.env.DB.prepare("select id, name, title from leads where id = ?")
        .bind(c.req.query("id") ?? "")
        .first();
      return c.json(row);
    })
    /** A batch of touches by the product's own statement, into its table or one of the same columns. */
    .post("/bench/touches", async (c) => {
      const { into = "", first = "", size = "", leads = "" } = c.req.query();
      const { text, params } = writeTouches({
        touches: JSON.stringify(touchBatch(Number(first), Number(size), Number(leads))),
      });
      const db = new Database(c.env.DB);
      await db.batch([{ text: text.replaceAll('"touches"', `"${into}"`), params }]);
      return c.json(db.cost);
    }).fetch,
};
