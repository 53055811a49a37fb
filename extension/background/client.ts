import { z } from "zod";
import type { ContentRequestInput, ContentUseInput, SeenInput } from "../../shared/contract/index.ts";
import {
  Account,
  Chips,
  ContentUseResult,
  type FieldError,
  Insight,
  type LeadInput,
  LeadsResult,
  Me,
  Problem,
  SeenResult,
  type VerdictInput,
  VerdictResult,
} from "../../shared/contract/index.ts";

// An extension may not make code from strings, so the validator must not either.
z.config({ jitless: true });

/**
 * Why a call brought nothing. `offline`: no answer came (no network, the Worker is down, or it took too long).
 * `signed_out`: the token is not, or no longer, good. `problem`: the Worker said no, with its RFC 9457 code.
 * `unreadable`: an answer came, but not one that this build understands.
 */
export type Failure =
  | { kind: "offline" }
  | { kind: "signed_out" }
  | {
      kind: "problem";
      status: number;
      code: string;
      title: string;
      errors: FieldError[];
      /** The Worker's own clock when it answered, UTC milliseconds, where it says. */
      workerTime: number | null;
      /** Milliseconds that the Worker asks to wait before the next try. */
      retryAfter: number | null;
    }
  | { kind: "unreadable"; status: number };

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Where the Worker is, without a slash at the end, and what opens it. */
export interface Connection {
  address: string;
  token: string;
}

const readTimeout = 8_000;
const writeTimeout = 15_000;

type Request = { method: "GET" | "POST"; path: string; query?: Record<string, string>; body?: unknown };

async function call<S extends z.ZodType>(
  { address, token }: Connection,
  schema: S,
  { method, path, query, body }: Request,
): Promise<Answer<z.infer<S>>> {
  const url = new URL(`${address}${path}`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      // The token is the only thing that says who asks: a cookie of the dashboard must not.
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(method === "GET" ? readTimeout : writeTimeout),
    });
    text = await response.text();
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
  const json = parsed(text);
  if (response.ok) {
    const value = schema.safeParse(json);
    return value.success
      ? { ok: true, value: value.data }
      : { ok: false, failure: { kind: "unreadable", status: response.status } };
  }
  if (response.status === 401) return { ok: false, failure: { kind: "signed_out" } };
  const problem = Problem.safeParse(json);
  if (!problem.success) return { ok: false, failure: { kind: "unreadable", status: response.status } };
  const { code, title, errors = [] } = problem.data;
  return {
    ok: false,
    failure: {
      kind: "problem",
      status: response.status,
      code,
      title,
      errors,
      workerTime: dateOf(response.headers.get("Date")),
      retryAfter: secondsOf(response.headers.get("Retry-After")),
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function dateOf(header: string | null): number | null {
  const at = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? null : at;
}

function secondsOf(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const Anything = z.unknown();

/** The calls that the extension makes. Every answer is parsed with the contract before anybody sees it. */
export const client = {
  me: (to: Connection) => call(to, Me, { method: "GET", path: "/v1/me" }),
  insight: (to: Connection, key: string) =>
    call(to, Insight, { method: "GET", path: "/v1/insight", query: { key } }),
  account: (to: Connection, key: string) =>
    call(to, Account, { method: "GET", path: "/v1/accounts", query: { key } }),
  chips: (to: Connection, keys: string[]) =>
    call(to, Chips, { method: "POST", path: "/v1/insights", body: { keys } }),
  addLead: (to: Connection, lead: LeadInput) =>
    call(to, LeadsResult, { method: "POST", path: "/v1/leads", body: [lead] }),
  feedback: (to: Connection, verdict: VerdictInput) =>
    call(to, VerdictResult, { method: "POST", path: "/v1/feedback", body: verdict }),
  seen: (to: Connection, seen: z.infer<typeof SeenInput>) =>
    call(to, SeenResult, { method: "POST", path: "/v1/seen", body: seen }),
  contentUse: (to: Connection, contentId: string, use: z.infer<typeof ContentUseInput>) =>
    call(to, ContentUseResult, {
      method: "POST",
      path: `/v1/content/${encodeURIComponent(contentId)}/uses`,
      body: use,
    }),
  contentRequest: (to: Connection, request: z.infer<typeof ContentRequestInput>) =>
    call(to, Anything, { method: "POST", path: "/v1/content/requests", body: request }),
};
export type Client = typeof client;
