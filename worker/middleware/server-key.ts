import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { auth } from "hono/utils/basic-auth";
import { type Config, configOf } from "../db/config.ts";
import { Database } from "../db/run.ts";
import { holderOf } from "../tracking/senders.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problems.ts";
import { isLocal } from "./session.ts";

/** Calls of the workspace's own tools: a server write key as the user of HTTP Basic. */

const unknown = () =>
  new ProblemError("unknown_key", [
    "authorization",
    "Send a server key that holds as the user of HTTP Basic",
  ]);

/** Nobody without a key gets as far as having a body read; whether it holds is seen with the first read. */
export const keyFirst = createMiddleware<Env>(async (c, next) => {
  if (!auth(c.req.raw)?.username) throw unknown();
  await next();
});

/** The database and the configuration for whoever has a server key. @throws ProblemError unknown_key, not_allowed */
export async function withServerKey(c: Context<Env>): Promise<{ db: Database; config: Config }> {
  const db = new Database(c.env.DB);
  const key = auth(c.req.raw)?.username ?? "";
  const holder = await holderOf(db, key, isLocal(c.req.url, c.env.LOCAL), Date.now());
  if (!holder) throw unknown();
  if (holder.kind !== "server")
    throw new ProblemError("not_allowed", [
      "authorization",
      "This takes a server key, and this is a public one",
    ]);
  return { db, config: await configOf(db, holder.configVersion) };
}
