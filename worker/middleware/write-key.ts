import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { auth } from "hono/utils/basic-auth";
import type { ProblemCode } from "../../shared/contract/problems.ts";
import type { RejectionReason } from "../../shared/contract/sources.ts";
import type { Trust } from "../../shared/domain/tracking/message.ts";
import { type Config, configOf } from "../db/config.ts";
import { Database } from "../db/run.ts";
import { sha256 } from "../hash.ts";
import { readBody } from "../tracking/body.ts";
import { countSoon } from "../tracking/rejections.ts";
import { holderOf } from "../tracking/senders.ts";
import type { Env } from "./env.ts";
import { allowsPage, letPageRead, type PageRules } from "./pages.ts";
import { ProblemError } from "./problems.ts";
import { isLocal, tellCost } from "./session.ts";

/** Who sends, and the database as they write to it. */
interface Sender {
  readonly keyId: string;
  readonly trust: Trust;
  readonly db: Database;
  readonly config: Config;
}

export interface Sent extends Sender {
  /** What, as it came. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long whoever sends too much is asked to wait, s: the period of the limit in wrangler.toml. */
const WAIT = 60;

/** What this isolate has seen of keys that held, by their hash: a flood is turned away without asking the database. */
const known = new Map<string, PageRules & { readonly id: string }>();
const MOST_KNOWN = 500;

/** The `code` of a refusal as it is counted. */
const reasons: Partial<Record<ProblemCode, RejectionReason>> = {
  invalid_input: "invalid",
  broken_json: "invalid",
  too_large: "too_large",
  too_many: "rate",
  unknown_key: "unknown_key",
  not_allowed: "origin",
};

/**
 * Finds out who sends and reads what, and counts what is refused. The key is the user of HTTP Basic, else the body's
 * `writeKey`; one in the header is looked up first, so that a page can read what is wrong with its body. Answers to a
 * public key say nothing of the database.
 * @param limit of the body, in bytes
 */
export const sentWith = (limit: number) =>
  createMiddleware<Env>(async (c, next) => {
    let key = auth(c.req.raw)?.username ?? "";
    try {
      const sender = key === "" ? null : await senderOf(c, key);
      const body = await readBody(c.req.raw, limit);
      if (sender === null && typeof body.writeKey === "string") key = body.writeKey;
      c.set("sent", { ...(sender ?? (await senderOf(c, key))), body });
    } catch (error) {
      await countRefusal(c, key, error);
      throw error;
    }
    await next();
    await countRefusal(c, key, c.error);
    if (c.var.sent.trust === "server") tellCost(c, c.var.sent.db);
  });

/** Whether a page may start with this key. @throws ProblemError too_many, unknown_key, not_allowed */
export async function publicKeyHolds(c: Context<Env>, key: string): Promise<void> {
  try {
    const { trust } = await senderOf(c, key);
    if (trust !== "public") throw new ProblemError("unknown_key", ["key", "A page needs a public key"]);
  } catch (error) {
    await countRefusal(c, key, error);
    throw error;
  }
}

/**
 * Who has this key. From here on pages that it allows may read the answer.
 * @throws ProblemError too_many, unknown_key, not_allowed
 */
async function senderOf(c: Context<Env>, key: string): Promise<Sender> {
  if (key === "") throw new ProblemError("unknown_key", ["writeKey", "Send a write key"]);
  const hash = await sha256(key);
  const seen = known.get(hash);
  if (c.env.TRACKING_RATE && !(await c.env.TRACKING_RATE.limit({ key: hash })).success) {
    if (seen) letPageRead(c, seen);
    c.header("Retry-After", `${WAIT}`);
    throw new ProblemError("too_many");
  }
  const db = new Database(c.env.DB);
  const holder = await holderOf(db, key, isLocal(c.req.url, c.env.LOCAL), Date.now());
  known.delete(hash);
  if (!holder) throw new ProblemError("unknown_key", ["writeKey", "It is not known, or no longer holds"]);
  const { id, kind, configVersion } = holder;
  const rules = { id, kind, origins: JSON.parse(holder.origins) as string[] };
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size >= MOST_KNOWN) known.delete(oldest);
  known.set(hash, rules);
  const origin = c.req.header("origin") ?? null;
  if (!allowsPage(rules, origin))
    throw new ProblemError("not_allowed", [
      "origin",
      `This key is not for ${origin ?? "senders that are no page"}`,
    ]);
  letPageRead(c, rules);
  return { keyId: id, trust: kind, db, config: await configOf(db, configVersion) };
}

async function countRefusal(c: Context<Env>, key: string, error: unknown): Promise<void> {
  if (!(error instanceof ProblemError)) return;
  const reason = reasons[error.code];
  if (!reason) return;
  const [first] = error.errors;
  const sample = first ? `${first.field}: ${first.message}` : null;
  const keyId = known.get(await sha256(key))?.id ?? "";
  await countSoon(c, [{ keyId, reason, messages: 1, at: Date.now(), sample }]);
}
