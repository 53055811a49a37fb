import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { RejectionReason } from "../../shared/contract/sources.ts";
import {
  TrackingBatch,
  TrackingResult,
  TrackingSettings,
  trackingMessages,
} from "../../shared/contract/tracking.ts";
import { type MessageType, messageTypes } from "../../shared/domain/tracking/message.ts";
import type { Env } from "../middleware/env.ts";
import { preflight } from "../middleware/pages.ts";
import { ProblemError } from "../middleware/problems.ts";
import { publicKeyHolds, sentWith } from "../middleware/write-key.ts";
import { deliver } from "../tracking/deliver.ts";
import { trackingLimits } from "../tracking/limits.ts";
import type { Rejected } from "../tracking/parcel.ts";
import { parcelOf } from "../tracking/receive.ts";
import { countSoon } from "../tracking/rejections.ts";
import { body, json, problemDocs, resource } from "./route.ts";

/** The Segment HTTP Tracking API. Mounted before the sign-in: who sends has a write key. */
export const tracking = resource();

const headers = secureHeaders({ crossOriginResourcePolicy: "cross-origin" });

/** Takes in what came: in the database, or in the queue, before the answer. */
async function take(c: Context<Env>, type: MessageType | null) {
  const { sent } = c.var;
  const at = Date.now();
  const parcel = await parcelOf({ ...sent, type, headers: c.req.raw.headers, at });
  if (parcel.items.length > 0) await deliver(c.env, sent.db, sent.config, parcel);
  else
    await countSoon(
      c,
      parcel.rejected.map((one) => ({ ...one, keyId: sent.keyId, at })),
    );
  const wrong = parcel.rejected.filter(({ reason }) => isWrong(reason));
  const [only] = wrong;
  if (type !== null && only) throw new ProblemError("invalid_input", blamed(only));
  return c.json({ success: true as const, ...(wrong.length > 0 && { rejected: wrong }) }, 200);
}

/** Whether whoever sent a message has to mend it; the others are left out on purpose. */
const isWrong = (reason: RejectionReason): boolean =>
  ["invalid", "too_large", "no_identity", "too_far_ahead"].includes(reason);

/** A sample's field and what is wrong with it. */
function blamed({ sample }: Rejected): [field: string, message: string] {
  const [, field = "body", message = "Not readable as a message"] =
    /^([^:]+): (.+)$/s.exec(sample ?? "") ?? [];
  return [field, message];
}

function accept(paths: string[], type: MessageType | null): void {
  const limit = type === null ? trackingLimits.batch : trackingLimits.message;
  tracking.on("POST", paths, headers, sentWith(limit), (c) => take(c, type));
  tracking.on("OPTIONS", paths, headers, preflight);
}

const documented = (path: string, summary: string, schema: z.ZodType) =>
  tracking.openAPIRegistry.registerPath(
    createRoute({
      method: "post",
      path,
      tags: ["tracking"],
      summary,
      security: [{ writeKey: [] }, {}],
      request: { body: body(schema, "JSON, plain or gzip, of whatever declared type") },
      responses: {
        200: json(TrackingResult, "It is kept, or was left out and counted"),
        ...problemDocs([
          "invalid_input",
          "broken_json",
          "unknown_key",
          "not_allowed",
          "too_large",
          "too_many",
        ]),
      },
    }),
  );

const summaries: Record<MessageType, string> = {
  identify: "Who somebody is, and what is known of them",
  track: "Something that somebody did",
  page: "A page that somebody looked at",
  screen: "A screen of an app that somebody looked at",
  group: "The company that somebody belongs to",
  alias: "Another id of the same person",
};

for (const type of messageTypes) {
  documented(`/${type}`, summaries[type], trackingMessages[type]);
  accept([`/${type}`, `/${type.charAt(0)}`], type);
}
documented("/batch", "Many messages at once; of these the good ones go in", TrackingBatch);
accept(["/batch", "/b"], null);

const settings = createRoute({
  method: "get",
  path: "/projects/{key}/settings",
  tags: ["tracking"],
  summary: "What browser libraries start with, by the public write key",
  security: [{}],
  middleware: [headers],
  request: { params: z.object({ key: z.string().max(300) }) },
  responses: {
    200: json(TrackingSettings, "Send everything here, and to nobody else"),
    ...problemDocs(["unknown_key", "not_allowed", "too_many"]),
  },
});
tracking.on("OPTIONS", "/projects/:key/settings", headers, preflight);
tracking.openapi(settings, async (c) => {
  const { key } = c.req.valid("param");
  await publicKeyHolds(c, key);
  const { host, protocol } = new URL(c.req.url);
  return c.json(
    {
      integrations: {
        "Segment.io": {
          apiKey: key,
          apiHost: `${host}/v1`,
          protocol: protocol === "http:" ? ("http" as const) : ("https" as const),
          addBundledMetadata: false as const,
        },
      },
      metrics: { sampleRate: 0 as const, host: `${host}/v1` },
      plan: {},
      analyticsNextEnabled: true as const,
      legacyVideoPluginsEnabled: false as const,
      remotePlugins: [],
    },
    200,
    { "Cache-Control": "public, max-age=300" },
  );
});
