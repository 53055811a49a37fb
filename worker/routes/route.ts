import { createRoute, OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import { Problem, type ProblemCode, problems } from "../../shared/contract/problems.ts";
import type { Env } from "../middleware/env.ts";
import { fieldErrors, problem } from "../middleware/problems.ts";

/** A resource's routes. What does not parse leaves as a problem document that names the fields. */
export const resource = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result, c) =>
      result.success
        ? undefined
        : problem(
            c,
            "invalid_input",
            fieldErrors(result.error.issues, result.target === "json" ? "body" : result.target),
          ),
  });

/** A JSON answer or body of one shape. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { "application/json": { schema } },
});

/** A JSON body that must be there. */
export const body = <Schema extends z.ZodType>(schema: Schema, description = "") => ({
  ...json(schema, description),
  required: true,
});

/** The documentation of a route's problems. Their shape is one, so the answers' types leave them out. */
export const problemDocs = (codes: readonly ProblemCode[]) => {
  const docs: Record<
    string,
    { description: string; content: { "application/problem+json": { schema: typeof Problem } } }
  > = {};
  for (const code of codes) {
    const { status, title } = problems[code];
    const before = docs[status]?.description;
    docs[status] = {
      description: before ? `${before}; ${code}: ${title}` : `${code}: ${title}`,
      content: { "application/problem+json": { schema: Problem } },
    };
  }
  return docs;
};

/** A route of `/v1` for somebody signed in: its answers, and the problems that it may have besides the usual. */
export function route<const Config extends Omit<RouteConfig, "security">>(
  config: Config,
  codes: readonly ProblemCode[] = [],
): Config & { getRoutingPath(): string } {
  const usual: ProblemCode[] = ["invalid_input", "not_signed_in", "not_allowed"];
  if (config.request?.body?.content["application/json"])
    usual.push("broken_json", "too_large", "wrong_media_type");
  const withDocs = {
    security: [{ token: [] }],
    tags: [config.path.split("/")[1] ?? ""],
    ...config,
    responses: { ...problemDocs([...usual, ...codes]), ...config.responses },
  };
  return createRoute(withDocs) as ReturnType<typeof createRoute<string, Config>>;
}
