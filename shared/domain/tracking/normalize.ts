import { happenedAt, timeOf } from "./clock.ts";
import { type JsonObject, type Message, type MessageType, messageTypes } from "./message.ts";
import { tidyLine, tidyObject } from "./text.ts";
import { understand } from "./understand.ts";

/** What a message stands in: the request, or the batch that it came in. */
export interface Around {
  /** Where the address says it (`/v1/track`); null in a batch, where each says it. */
  readonly type: MessageType | null;
  /** UTC ms. */
  readonly receivedAt: number;
  /** By the sender's clock, as it was sent. */
  readonly sentAt: unknown;
  /** Of the batch: each message's own goes before it. */
  readonly context: unknown;
}

export interface Normalized {
  readonly ok: true;
  /** Without the sender's own id, `id` is empty: one is to be made of `said`. */
  readonly message: Message;
  /** All that it says, the same when it is sent again: what an id is made of where it has none. */
  readonly said: string;
}

/** Why a message cannot be taken: the field, and what is wrong with it. */
export interface Refused {
  readonly ok: false;
  readonly reason: "invalid" | "no_identity" | "too_far_ahead";
  readonly field: string;
  readonly sentence: string;
}

const LONGEST_ID = 200;
/** Of a message's own id; a longer one is only part of what `said` holds. */
const LONGEST_MESSAGE_ID = 128;
const MINUTE = 60_000;

/** What programs write where they know of nobody. Taken for ids, they would make everybody one person. */
const nobody = new Set([
  ..."0 -1 anonymous anonymous_id anonymousid anon guest unknown undefined null nil none nan n/a na".split(
    " ",
  ),
  ..."true false id user userid user_id {} [] 00000000-0000-0000-0000-000000000000".split(" "),
  "[object object]",
]);

class Refusal extends Error {
  readonly refused: Refused;
  constructor(field: string, sentence: string, reason: Refused["reason"] = "invalid") {
    super(reason);
    this.refused = { ok: false, reason, field, sentence };
  }
}

/** A message as it was sent, made sure of; or why it cannot be taken. It may be anything at all. */
export function normalize(raw: unknown, around: Around): Normalized | Refused {
  try {
    return read(raw, around);
  } catch (error) {
    if (error instanceof Refusal) return error.refused;
    throw error;
  }
}

function read(raw: unknown, around: Around): Normalized {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new Refusal("message", "A message is an object");
  const given = new Map(Object.entries(raw));
  const type = around.type ?? typeOf(given.get("type"));
  const timestamp = given.get("timestamp") ?? given.get("originalTimestamp") ?? null;
  const claimed = timestamp === null || timestamp === "" ? null : timeOf(timestamp);
  if (claimed === null && timestamp !== null && timestamp !== "")
    throw new Refusal("timestamp", "Not a time, such as 2026-11-22T09:30:00Z");
  const { receivedAt } = around;
  const sentAt = timeOf(around.sentAt) ?? timeOf(given.get("sentAt"));
  const at = happenedAt({ timestamp: claimed, sentAt, receivedAt });
  if (at === "too_far_ahead")
    throw new Refusal("timestamp", "More than 7 days in the future", "too_far_ahead");

  const context = contextOf(around.context, given.get("context"));
  const messageId = given.get("messageId");
  const id = typeof messageId === "string" || typeof messageId === "number" ? String(messageId) : "";
  const message: Message = {
    id: id.length <= LONGEST_MESSAGE_ID ? tidyLine(id) : "",
    type,
    at,
    anonymousId: idOf(given, "anonymousId"),
    userId: idOf(given, "userId"),
    previousId: idOf(given, "previousId"),
    groupId: idOf(given, "groupId"),
    name: nameOf(type, given),
    properties: tidyObject(given.get("properties")),
    traits: traitsOf(type, given.get("traits"), context),
    context,
  };
  if (type === "alias" && (message.previousId === null || message.userId === null))
    throw new Refusal(message.userId ? "previousId" : "userId", "An alias needs both ids");
  if (message.userId === null && message.anonymousId === null && understand(message, {}).keys.length === 0)
    throw new Refusal("userId", "Nobody is named: userId, anonymousId or an email is needed", "no_identity");
  // The same thing said again, without a time, in another minute is another thing.
  const when = claimed ?? Math.floor(receivedAt / MINUTE) * MINUTE;
  return { ok: true, message, said: JSON.stringify([id, when, { ...message, id: null, at: null }]) };
}

function typeOf(value: unknown): MessageType {
  const type = messageTypes.find((name) => typeof value === "string" && name === value.toLowerCase());
  if (!type) throw new Refusal("type", `One of: ${messageTypes.join(", ")}`);
  return type;
}

/** An id, the same for the same person whatever tool wrote it; null where it names nobody. */
function idOf(given: ReadonlyMap<string, unknown>, field: string): string | null {
  const value = given.get(field) ?? null;
  if (value === null) return null;
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new Refusal(field, "A number that loses digits: send it as a text");
  if (typeof value !== "string" && typeof value !== "number") throw new Refusal(field, "An id is a text");
  const id = tidyLine(String(value), LONGEST_ID + 1);
  if (id.length > LONGEST_ID) throw new Refusal(field, `At most ${LONGEST_ID} characters`);
  return id === "" || nobody.has(id.toLowerCase()) ? null : id;
}

function nameOf(type: MessageType, given: ReadonlyMap<string, unknown>): string | null {
  const text = (field: string): string | null => {
    const value = given.get(field);
    return typeof value === "string" ? tidyLine(value) || null : null;
  };
  if (type === "page" || type === "screen") return text("name") ?? text("category");
  if (type !== "track") return null;
  const event = text("event");
  if (event === null) throw new Refusal("event", "A track message needs the event's name");
  return event;
}

/** The batch's and the message's own; addresses that requests came from are kept nowhere. */
function contextOf(batch: unknown, own: unknown): JsonObject {
  const { ip: _, ...context } = { ...tidyObject(batch), ...tidyObject(own) };
  return context;
}

/** Of a group, the company's; else the person's, which stand in the context, too. */
function traitsOf(type: MessageType, own: unknown, context: JsonObject): JsonObject {
  const traits = tidyObject(own);
  return type === "group" ? traits : { ...tidyObject(context.traits), ...traits };
}
