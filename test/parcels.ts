import type { JsonObject, Message, Trust } from "../shared/domain/tracking/message.ts";
import type { Parcel } from "../worker/tracking/parcel.ts";

/** Messages and parcels for tests. */

const nothing: JsonObject = {};

/** A message of a visitor; what it is about can be said. */
export const message = (id: string, about: Partial<Message> = {}): Message => ({
  id,
  type: "track",
  at: 1_790_000_000_000,
  anonymousId: "visitor-1",
  userId: null,
  previousId: null,
  groupId: null,
  name: "Form Submitted",
  properties: nothing,
  traits: nothing,
  context: nothing,
  ...about,
});

/** What came in one request: these messages, without a signed link. */
export const parcel = (
  id: string,
  messages: readonly Message[],
  { trust = "server", keyId = "k-test" }: { trust?: Trust; keyId?: string } = {},
): Parcel => ({
  id,
  keyId,
  trust,
  receivedAt: 1_790_000_001_000,
  items: messages.map((message) => ({ message, proven: null })),
  rejected: [],
});
