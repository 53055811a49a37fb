import type { JsonObject, Message, MessageType } from "./message.ts";

/** A message with nothing in it but what a test is about. */
export const message = (type: MessageType, about: Partial<Message> = {}): Message => ({
  id: "m1",
  type,
  at: 1_790_000_000_000,
  anonymousId: null,
  userId: "u1",
  previousId: null,
  groupId: null,
  name: null,
  properties: {},
  traits: {},
  context: {},
  ...about,
});

export const track = (name: string, properties: JsonObject = {}, context: JsonObject = {}): Message =>
  message("track", { name, properties, context });

export const page = (url: string, referrer = "", about: JsonObject = {}): Message =>
  message("page", { properties: { url, referrer, ...about }, context: { page: { url, referrer } } });
