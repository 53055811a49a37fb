import { hc } from "hono/client";
import * as z from "zod";
import type {
  ContentRequestInput,
  ContentUseInput,
  DriftReport,
  SeenInput,
} from "../../shared/contract/index.ts";
import {
  Account,
  AccountPeople,
  Chips,
  ClaimResult,
  ContentUseResult,
  type FieldError,
  Filter,
  Insight,
  KeyKept,
  LeadBriefs,
  type LeadInput,
  type LeadKeyInput,
  LeadsResult,
  Me,
  Problem,
  SeenResult,
  Timeline,
  type VerdictInput,
  VerdictResult,
} from "../../shared/contract/index.ts";
import type { App } from "../../worker/app.ts";

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
/** For a file of more than a megabyte, on a bad line. */
const fileTimeout = 120_000;

/** The Worker's routes by their own types. */
const routes = ({ address, token }: Connection, timeout?: number) =>
  hc<App>(address, {
    headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
    fetch: (input: RequestInfo | URL, init?: RequestInit) =>
      fetch(input, {
        ...init,
        // The token is the only thing that says who asks: a cookie of the dashboard must not.
        credentials: "omit",
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(timeout ?? (init?.method === "GET" ? readTimeout : writeTimeout)),
      }),
  }).v1;

type Sent = Promise<Pick<Response, "ok" | "status" | "headers" | "text">>;

async function read<S extends z.ZodType>(schema: S, sent: Sent): Promise<Answer<z.infer<S>>> {
  let response: Awaited<Sent>;
  let json: unknown;
  try {
    response = await sent;
    json = parsed(await response.text());
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
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

/** Newcomers since an answer before; null where nobody came. */
async function filter(to: Connection, since: string | null): Promise<Answer<Filter | null>> {
  const known = since === null ? {} : { since };
  const headers: Record<string, string> = since === null ? {} : { "If-None-Match": `"${since}"` };
  try {
    const response = await routes(to).filter.$get({ query: known }, { headers });
    if (response.status === 304) return { ok: true, value: null };
    return await read(Filter, Promise.resolve(response));
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
}

/** The filter of a version, in bytes. */
async function filterBytes(to: Connection, version: string): Promise<Answer<Uint8Array>> {
  try {
    const response = await routes(to, fileTimeout).filter[":version"].$get({ param: { version } });
    if (!response.ok) return await read(z.never(), Promise.resolve(response));
    return { ok: true, value: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
}

/** The calls that the extension makes. Every answer is parsed with the contract before anybody sees it. */
export const client = {
  filter,
  filterBytes,
  me: (to: Connection) => read(Me, routes(to).me.$get()),
  insight: (to: Connection, key: string) => read(Insight, routes(to).insight.$get({ query: { key } })),
  account: (to: Connection, key: string) => read(Account, routes(to).accounts.$get({ query: { key } })),
  accountPeople: (to: Connection, key: string) =>
    read(AccountPeople, routes(to).accounts.people.$get({ query: { key } })),
  keepKey: (to: Connection, id: string, kept: LeadKeyInput) =>
    read(KeyKept, routes(to).leads[":id"].keys.$post({ param: { id }, json: kept })),
  chips: (to: Connection, keys: string[]) => read(Chips, routes(to).insights.$post({ json: { keys } })),
  touches: (to: Connection, id: string, query: { cursor?: string; channel?: string }) =>
    read(Timeline, routes(to).leads[":id"].touches.$get({ param: { id }, query })),
  bestLeads: (to: Connection) => read(LeadBriefs, routes(to).leads.best.$get()),
  wokenLeads: (to: Connection) => read(LeadBriefs, routes(to).leads.woken.$get()),
  searchLeads: (to: Connection, q: string) =>
    read(LeadBriefs, routes(to).leads.search.$get({ query: { q } })),
  decideClaim: (to: Connection, id: string, decision: "confirmed" | "refused") =>
    read(ClaimResult, routes(to).claims[":id"].decision.$post({ param: { id }, json: { decision } })),
  addLead: (to: Connection, lead: LeadInput) => read(LeadsResult, routes(to).leads.$post({ json: [lead] })),
  feedback: (to: Connection, verdict: VerdictInput) =>
    read(VerdictResult, routes(to).feedback.$post({ json: verdict })),
  seen: (to: Connection, seen: SeenInput) => read(SeenResult, routes(to).seen.$post({ json: seen })),
  drift: (to: Connection, report: DriftReport) =>
    read(z.undefined(), routes(to).drift.$post({ json: report })),
  contentUse: (to: Connection, id: string, use: z.infer<typeof ContentUseInput>) =>
    read(ContentUseResult, routes(to).content[":id"].uses.$post({ param: { id }, json: use })),
  contentRequest: (to: Connection, request: z.infer<typeof ContentRequestInput>) =>
    read(ContentUseResult, routes(to).content.requests.$post({ json: request })),
};
export type Client = typeof client;
