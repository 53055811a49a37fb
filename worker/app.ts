import { OpenAPIHono } from "@hono/zod-openapi";
import { secureHeaders } from "hono/secure-headers";
import { LeadInput } from "../shared/contract/leads.ts";
import { LinkInput } from "../shared/contract/links.ts";
import { asked } from "./imports/manners.ts";
import type { Env } from "./middleware/env.ts";
import { jsonOnly, limitBody } from "./middleware/limits.ts";
import { onError, onNotFound } from "./middleware/problems.ts";
import { keyFirst } from "./middleware/server-key.ts";
import { session, tokenFirst } from "./middleware/session.ts";
import { reports } from "./reports/index.ts";
import { accounts } from "./routes/accounts.ts";
import { arrivals } from "./routes/arrivals.ts";
import { claims } from "./routes/claims.ts";
import { content } from "./routes/content.ts";
import { deadLetters } from "./routes/dead-letters.ts";
import { drift } from "./routes/drift.ts";
import { eventKinds } from "./routes/event-kinds.ts";
import { feedback } from "./routes/feedback.ts";
import { filter } from "./routes/filter.ts";
import { health } from "./routes/health.ts";
import { importJobs } from "./routes/import-jobs.ts";
import { imports } from "./routes/imports.ts";
import { insight } from "./routes/insight.ts";
import { leadKeys } from "./routes/lead-keys.ts";
import { leads } from "./routes/leads.ts";
import { links } from "./routes/links.ts";
import { me } from "./routes/me.ts";
import { merges } from "./routes/merges.ts";
import { replies } from "./routes/replies.ts";
import { sources } from "./routes/sources.ts";
import { standings } from "./routes/standings.ts";
import { touches } from "./routes/touches.ts";
import { tracker } from "./routes/tracker.ts";
import { tracking } from "./routes/tracking.ts";
import { writeKeys } from "./routes/write-keys.ts";
import { sampleMailbox } from "./sample/mailbox.ts";
import { standSoon } from "./standings.ts";
import { VERSION } from "./version.ts";

const root = new OpenAPIHono<Env>();
root.onError(onError);
root.notFound(onNotFound);
// A flush in a moment of what has become of leads, whoever told.
root.use("/v1/*", async (c, next) => {
  await next();
  standSoon(c);
});
root.route("/v1", tracking);
root.route("/", tracker);
root.use(secureHeaders());
root.use("/v1/links", keyFirst, limitBody, jsonOnly);
root.route("/v1", links);
root.use("/v1/*", session, tokenFirst, limitBody, jsonOnly);
root.use("/v1/*", async (c, next) => {
  if (!c.req.path.startsWith("/v1/imports")) asked();
  await next();
});
root.route("/sample", sampleMailbox);
// Items of a list of leads are parsed one by one, so that no route names their shape.
root.openAPIRegistry.register("LeadInput", LeadInput);
root.openAPIRegistry.register("LinkInput", LinkInput);
root.openAPIRegistry.registerComponent("securitySchemes", "token", { type: "http", scheme: "bearer" });
root.openAPIRegistry.registerComponent("securitySchemes", "writeKey", { type: "http", scheme: "basic" });

/** Every route of the Worker; its type is what the clients are made of. */
export const app = root
  .route("/", health)
  .route("/v1", insight)
  .route("/v1", accounts)
  .route("/v1", feedback)
  .route("/v1", filter)
  .route("/v1", leads)
  .route("/v1", leadKeys)
  .route("/v1", standings)
  .route("/v1", touches)
  .route("/v1", reports.feedback)
  .route("/v1", reports.campaigns)
  .route("/v1", replies)
  .route("/v1", content)
  .route("/v1", imports)
  .route("/v1", importJobs)
  .route("/v1", me)
  .route("/v1", merges)
  .route("/v1", deadLetters)
  .route("/v1", writeKeys)
  .route("/v1", claims)
  .route("/v1", sources)
  .route("/v1", eventKinds)
  .route("/v1", arrivals)
  .route("/v1", drift)
  .doc31("/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Leadlight",
      version: VERSION,
      description: "What marketing knows about a lead, and what sales says about it.",
      license: { name: "Apache-2.0" },
    },
    security: [{ token: [] }],
  });

export type App = typeof app;
