import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Role } from "../../shared/contract/me.ts";
import { type Config, configOf } from "../db/config.ts";
import { type TokenRow, tokenHolder } from "../db/people.ts";
import { Database, type Statement } from "../db/run.ts";
import { sha256 } from "../hash.ts";
import type { Env } from "./env.ts";
import { ProblemError } from "./problems.ts";

/** The dashboard's cookie. */
export const SESSION_COOKIE = "leadlight_session";

const rank: Record<Role, number> = { rep: 0, marketing: 1, admin: 2 };

export type Person = Pick<TokenRow, "id" | "name" | "email" | "role" | "team">;

/**
 * Who asks, and the database as they may use it. The token is checked in the same trip as the first read;
 * the configuration takes a second trip only after it has changed.
 */
export class Session {
  readonly db: Database;
  #tokenHash: string | null;
  #local: boolean;
  #person: Person | undefined;
  #config: Config | undefined;

  constructor(db: Database, tokenHash: string | null, local: boolean) {
    this.db = db;
    this.#tokenHash = tokenHash;
    this.#local = local;
  }

  get isNobody(): boolean {
    return this.#tokenHash === null;
  }

  /** SHA-256 of the token, for statements that read on behalf of its holder; 401 without one. */
  get tokenHash(): string {
    if (this.#tokenHash === null) throw new ProblemError("not_signed_in");
    return this.#tokenHash;
  }

  get person(): Person {
    if (!this.#person) throw new Error("Read the session before asking who it is");
    return this.#person;
  }

  get config(): Config {
    if (!this.#config) throw new Error("Read the session before asking for the configuration");
    return this.#config;
  }

  /** Check the token and read, in one trip. Nothing that writes belongs here: it would run before the check.
   *  @throws ProblemError not_signed_in, not_allowed */
  async read<const Statements extends readonly Statement[]>(statements: Statements, atLeast: Role = "rep") {
    const [holders, ...rows] = await this.db.batch([tokenHolder({ hash: this.tokenHash }), ...statements]);
    const holder = holders?.[0];
    const now = Date.now();
    if (
      !holder ||
      (holder.local === 1 && !this.#local) ||
      holder.revokedAt !== null ||
      (holder.expiresAt !== null && holder.expiresAt <= now)
    )
      throw new ProblemError("not_signed_in");
    if (rank[holder.role] < rank[atLeast]) throw new ProblemError("not_allowed");
    this.#person = holder;
    this.#config = await configOf(this.db, holder.configVersion);
    return rows;
  }
}

/** The host names at which local mode is honoured; what a proxy claims is not looked at. */
export const isLocal = (url: string, variable: string | undefined): boolean =>
  variable === "1" && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

/** Gives every request its session, and every answer what it cost the database. */
export const session = createMiddleware<Env>(async (c, next) => {
  const bearer = /^Bearer +(\S{1,300})$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const cookie = bearer === undefined ? getCookie(c, SESSION_COOKIE) : undefined;
  if (cookie !== undefined && !["GET", "HEAD"].includes(c.req.method) && !fromOwnPage(c.req.raw))
    throw new ProblemError("not_allowed", ["origin", "This can only be sent from Leadlight's own pages"]);
  const token = bearer ?? cookie;
  const db = new Database(c.env.DB);
  c.set("session", new Session(db, token ? await sha256(token) : null, isLocal(c.req.url, c.env.LOCAL)));
  await next();
  tellCost(c, db);
});

/** What an answer cost the database; and nobody keeps it. */
export function tellCost(c: Context, { cost: { trips, read, written, duration } }: Database): void {
  c.header(
    "Server-Timing",
    `d1;dur=${duration.toFixed(1)};desc="trips=${trips} read=${read} written=${written}"`,
  );
  c.header("Cache-Control", "private, no-store");
}

/** Nobody without a token gets as far as having a body read; whether the token holds is seen with the first read. */
export const tokenFirst = createMiddleware<Env>(async (c, next) => {
  if (c.var.session.isNobody && c.req.path !== "/v1/session") throw new ProblemError("not_signed_in");
  await next();
});

/** A cookie alone does not prove intent: another site's page would send it too. */
function fromOwnPage(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin === null
    ? request.headers.get("sec-fetch-site") === "same-origin"
    : origin === new URL(request.url).origin;
}
