import { signal } from "@preact/signals";
import type { z } from "zod";
import { ContentLibrary } from "../../shared/contract/content.ts";
import { Health, Me, type SettingsInput, Workspace } from "../../shared/contract/me.ts";
import { type FieldError, Problem } from "../../shared/contract/problems.ts";
import { Meeting, Replies, type ReplyInput, ReplyResult } from "../../shared/contract/replies.ts";
import { t } from "./strings.ts";

/** A call that did not work. `code` is the problem's, or `unreachable`, or `unreadable`. */
export class Failure extends Error {
  override name = "Failure";
  readonly code: string;
  readonly fields: readonly FieldError[];

  constructor(code: string, message: string, fields: readonly FieldError[] = []) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

/** Turns true when the Worker says that nobody is signed in any more. */
export const signedOut = signal(false);

type Ask = { method?: string; body?: unknown; accept?: string; signal?: AbortSignal };

async function ask(path: string, { method = "GET", body, accept = "application/json", signal }: Ask = {}) {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: { accept, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure("unreachable", t.failure.unreachable);
  }
  if (response.ok) return response;
  if (response.status === 401) signedOut.value = true;
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (!problem.success) throw new Failure("unreadable", t.failure.status(response.status));
  const { code, title, detail, errors } = problem.data;
  throw new Failure(code, detail ? `${title}. ${detail}` : title, errors);
}

async function read<S extends z.ZodType>(schema: S, path: string, options?: Ask): Promise<z.infer<S>> {
  const response = await ask(path, options);
  const answer = schema.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new Failure("unreadable", t.failure.unreadable);
  return answer.data;
}

const done = async (path: string, options: Ask) => {
  await ask(path, options);
};

/** The Worker's routes that the dashboard uses; answers are parsed with the contract. */
export const api = {
  me: () => read(Me, "/v1/me"),
  health: () => read(Health, "/healthz"),
  signIn: (token: string) => done("/v1/session", { method: "POST", body: { token } }),
  signOut: () => done("/v1/session", { method: "DELETE" }),

  /** `name` is the report's; `search` its query, with the leading `?` where there is one. */
  report: <S extends z.ZodType>(schema: S, name: string, search: string, signal?: AbortSignal) =>
    read(schema, `/v1/reports/${name}${search}`, { signal }),
  reportCsv: async (name: string, search: string) =>
    (await ask(`/v1/reports/${name}${search}`, { accept: "text/csv" })).blob(),

  reply: (input: ReplyInput) => read(ReplyResult, "/v1/replies", { method: "POST", body: input }),
  replies: () => read(Replies, "/v1/replies"),
  meeting: () => read(Meeting, "/v1/meeting"),
  addToMeeting: (verdictId: string) => done(`/v1/meeting/${verdictId}`, { method: "PUT" }),
  removeFromMeeting: (verdictId: string) => done(`/v1/meeting/${verdictId}`, { method: "DELETE" }),
  content: () => read(ContentLibrary, "/v1/content"),
  saveSettings: (input: SettingsInput) => read(Workspace, "/v1/settings", { method: "PUT", body: input }),
};
