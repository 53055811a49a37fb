import * as z from "zod";
import { RejectionReason } from "./sources.ts";

/**
 * Messages of the Segment HTTP Tracking API. Their schemas tell what is understood; whatever else a tool sends may stand
 * beside it, and each message is read by itself (see shared/domain/tracking/normalize.ts).
 */

const idOf = z.union([z.string().max(200), z.number()]);
const personId = idOf.nullish();
const bag = z.looseObject({}).nullish();
const time = z.union([z.string().max(80), z.number()]).nullish();
const name = z.string().max(200);

const common = {
  messageId: z
    .string()
    .max(128)
    .nullish()
    .meta({ description: "The same message twice is one; made from what it says where it is missing" }),
  anonymousId: personId.meta({
    description: "The same browser again. One of anonymousId, userId and an email is needed",
  }),
  userId: personId.meta({ description: "Who it is, by the id that your own systems know" }),
  timestamp: time.meta({ description: "When it happened: ISO 8601. Missing: when it came" }),
  sentAt: time.meta({ description: "When it was sent, by the same clock: a wrong one is put right by it" }),
  context: bag.meta({ description: "What it happened in: page, campaign, userAgent, traits, externalIds …" }),
  writeKey: z.string().max(300).nullish().meta({ description: "Where it is not the user of HTTP Basic" }),
};
const messages = {
  identify: z.looseObject({ ...common, traits: bag }),
  track: z.looseObject({ ...common, event: name, properties: bag }),
  page: z.looseObject({ ...common, name: name.nullish(), category: name.nullish(), properties: bag }),
  screen: z.looseObject({ ...common, name: name.nullish(), properties: bag }),
  group: z.looseObject({ ...common, groupId: personId, traits: bag }),
  alias: z.looseObject({ ...common, userId: idOf, previousId: idOf }),
};

export const trackingMessages = {
  identify: messages.identify.meta({ id: "IdentifyMessage" }),
  track: messages.track.meta({ id: "TrackMessage" }),
  page: messages.page.meta({ id: "PageMessage" }),
  screen: messages.screen.meta({ id: "ScreenMessage" }),
  group: messages.group.meta({ id: "GroupMessage" }),
  alias: messages.alias.meta({ id: "AliasMessage" }),
};

export const TrackingBatch = z
  .looseObject({
    batch: z
      .array(
        z.looseObject({ ...common, type: z.enum(["identify", "track", "page", "screen", "group", "alias"]) }),
      )
      .max(2500)
      .meta({ description: "Messages, each with its type and at most 32 kB" }),
    sentAt: common.sentAt,
    context: bag.meta({ description: "Of all messages; what each says itself goes before it" }),
    writeKey: common.writeKey,
  })
  .meta({ id: "TrackingBatch" });

export const TrackingResult = z
  .object({
    success: z.literal(true),
    /** Messages of a batch that cannot be taken in: how many for which reason, and what is wrong with the last of them. */
    rejected: z
      .array(
        z.object({
          reason: RejectionReason,
          messages: z.int().min(1),
          sample: z.string().max(500).nullable(),
        }),
      )
      .max(10)
      .optional(),
  })
  .meta({ id: "TrackingResult" });

/** What `@segment/analytics-next` starts with: one integration, whose messages come here. */
export const TrackingSettings = z
  .object({
    integrations: z.object({
      "Segment.io": z.object({
        apiKey: z.string().max(300),
        apiHost: z.string().max(300),
        protocol: z.enum(["http", "https"]),
        addBundledMetadata: z.literal(false),
      }),
    }),
    /** It would report on itself to its maker. */
    metrics: z.object({ sampleRate: z.literal(0), host: z.string().max(300) }),
    plan: z.object({}),
    analyticsNextEnabled: z.literal(true),
    legacyVideoPluginsEnabled: z.literal(false),
    remotePlugins: z.array(z.object({})).max(0),
  })
  .meta({ id: "TrackingSettings" });
export type TrackingSettings = z.infer<typeof TrackingSettings>;
