import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { $ZodIssue } from "zod/v4/core";
import { type FieldError, type Problem, type ProblemCode, problems } from "../../shared/contract/problems.ts";
import { BusyError } from "../db/run.ts";
import type { Env } from "./env.ts";

/** Thrown anywhere below a route; leaves as a problem document. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[];

  /** @param errors the fields to blame, or a single `[field, message]` */
  constructor(code: ProblemCode, errors: FieldError[] | [field: string, message: string] = []) {
    super(code);
    this.code = code;
    const [field, message] = errors;
    this.errors =
      typeof field === "string" && typeof message === "string"
        ? [{ field, message }]
        : errors.filter((error) => typeof error !== "string");
  }
}

/** An RFC 9457 answer of a known code. */
export function problem(c: Context, code: ProblemCode, errors: FieldError[] = []): Response {
  const { status, title } = problems[code];
  const document: Problem = {
    type: `/docs#${code}`,
    title,
    status,
    code,
    ...(errors.length > 0 && {
      detail: errors
        .map(({ field, message }) => `${field}: ${message}`)
        .join("; ")
        .slice(0, 1000),
      errors: errors.slice(0, 100),
    }),
  };
  return c.body(JSON.stringify(document), status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
  });
}

/** Where an issue lies (`seen.score`) and what is wrong with it; an issue of the whole is one of `whole`. */
export const fieldErrors = (issues: readonly $ZodIssue[], whole = "body"): FieldError[] =>
  issues.slice(0, 100).map((issue) => ({
    field: issue.path.map(String).join(".").slice(0, 300) || whole,
    message: issue.message.slice(0, 500),
  }));

export const onError: ErrorHandler<Env> = (error, c) => {
  if (error instanceof ProblemError) return problem(c, error.code, error.errors);
  if (error instanceof BusyError) {
    c.header("Retry-After", "1");
    return problem(c, "unavailable");
  }
  if (error instanceof HTTPException && error.status === 400)
    return problem(c, "broken_json", [{ field: "body", message: "This is not valid JSON" }]);
  // The database says what failed without the values; any other message may hold what the request held.
  const what = error.message.startsWith("D1_ERROR") ? error.message : error.name;
  console.error(`${what} in ${c.req.method} ${c.req.routePath}`);
  if (/D1_ERROR|database|network connection lost/i.test(error.message)) return problem(c, "unavailable");
  return problem(c, "internal");
};

export const onNotFound: NotFoundHandler<Env> = (c) => problem(c, "not_found");
