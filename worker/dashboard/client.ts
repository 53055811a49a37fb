import { signal } from "@preact/signals";
import { hc } from "hono/client";
import * as z from "zod";
import { ContentLibrary } from "../../shared/contract/content.ts";
import { Health, Me, type SettingsInput, Workspace } from "../../shared/contract/me.ts";
import { type FieldError, Problem } from "../../shared/contract/problems.ts";
import { Meeting, Replies, type ReplyInput, ReplyResult } from "../../shared/contract/replies.ts";
import type { App } from "../app.ts";
import { type FeedbackQuery, FeedbackReport } from "../reports/feedback/contract.ts";
import { t } from "./strings.ts";

// The page's policy forbids code made from strings, so the validator must not try.
z.config({ jitless: true });

export const worker = hc<App>("/");

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

  /** What to tell a person: what is wrong with the fields, or else what happened. */
  get sentences(): readonly string[] {
    return this.fields.length > 0 ? this.fields.map((field) => field.message) : [this.message];
  }
}

/** Turns true when the Worker says that nobody is signed in any more. */
export const signedOut = signal(false);

type Answer = Pick<Response, "ok" | "status" | "json" | "blob">;

/** @throws Failure, or what aborted the call */
export async function ask(sent: Promise<Answer>): Promise<Answer> {
  let answer: Answer;
  try {
    answer = await sent;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Failure("unreachable", t.failure.unreachable);
  }
  if (answer.ok) return answer;
  if (answer.status === 401) signedOut.value = true;
  const problem = Problem.safeParse(await answer.json().catch(() => null));
  if (!problem.success) throw new Failure("unreadable", t.failure.status(answer.status));
  const { code, title, detail, errors } = problem.data;
  throw new Failure(code, detail ? `${title}. ${detail}` : title, errors);
}

/** What came, in the contract's shape. @throws Failure, or what aborted the call */
export async function read<S extends z.ZodType>(schema: S, sent: Promise<Answer>): Promise<z.infer<S>> {
  const answer = await ask(sent);
  const parsed = schema.safeParse(await answer.json().catch(() => null));
  if (!parsed.success) throw new Failure("unreadable", t.failure.unreadable);
  return parsed.data;
}

const done = async (sent: Promise<Answer>): Promise<void> => {
  await ask(sent);
};

const { me, session, replies, meeting, content, settings, reports } = worker.v1;
const onList = (verdictId: string) => ({ param: { verdictId } });

/** The Worker's routes that the dashboard uses: typed by the Worker's own routes, parsed with the contract. */
export const api = {
  me: () => read(Me, me.$get()),
  health: () => read(Health, worker.healthz.$get()),
  signIn: (token: string) => done(session.$post({ json: { token } })),
  signOut: () => done(session.$delete()),

  feedback: (query: FeedbackQuery, signal: AbortSignal) =>
    read(FeedbackReport, reports.feedback.$get({ query }, { init: { signal } })),
  feedbackCsv: async (query: FeedbackQuery) =>
    (await ask(reports.feedback.$get({ query }, { headers: { accept: "text/csv" } }))).blob(),

  reply: (input: ReplyInput) => read(ReplyResult, replies.$post({ json: input })),
  replies: () => read(Replies, replies.$get()),
  meeting: () => read(Meeting, meeting.$get()),
  addToMeeting: (verdictId: string) => done(meeting[":verdictId"].$put(onList(verdictId))),
  removeFromMeeting: (verdictId: string) => done(meeting[":verdictId"].$delete(onList(verdictId))),
  content: () => read(ContentLibrary, content.$get()),
  saveSettings: (input: SettingsInput) => read(Workspace, settings.$put({ json: input })),
};
