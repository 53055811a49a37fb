import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageTypes } from "./message.ts";
import { type Around, type Normalized, normalize } from "./normalize.ts";

const receivedAt = Date.UTC(2026, 10, 22, 12);
const around: Around = { type: null, receivedAt, sentAt: null, context: null };

function taken(raw: unknown, more: Partial<Around> = {}): Normalized {
  const read = normalize(raw, { ...around, ...more });
  if (!read.ok) throw new Error(`${read.reason}: ${read.field}: ${read.sentence}`);
  return read;
}
const messageOf = (raw: unknown, more?: Partial<Around>) => taken(raw, more).message;
const refused = (raw: unknown, more: Partial<Around> = {}) => {
  const read = normalize(raw, { ...around, ...more });
  return read.ok ? null : `${read.reason} ${read.field}`;
};
const track = { type: "track", event: "Signed Up", anonymousId: "a1" };

describe("a message that can be taken", () => {
  it("as the browser library sends it", () => {
    const message = messageOf(
      {
        timestamp: "2026-11-22T11:59:00.000Z",
        integrations: {},
        anonymousId: "d0f3",
        type: "page",
        properties: { path: "/a", url: "https://x.example/a", title: "A", referrer: "", search: "" },
        context: { page: { path: "/a" }, userAgent: "Mozilla/5.0", library: { name: "analytics.js" } },
        messageId: "ajs-next-1-2",
        userId: null,
        writeKey: "k",
        sentAt: "2026-11-22T12:00:00.000Z",
        _metadata: { bundled: ["Segment.io"] },
      },
      { type: "page" },
    );
    expect(message).toEqual({
      id: "ajs-next-1-2",
      type: "page",
      at: receivedAt - 60_000,
      anonymousId: "d0f3",
      userId: null,
      previousId: null,
      groupId: null,
      name: null,
      properties: { path: "/a", url: "https://x.example/a", title: "A", referrer: "", search: "" },
      traits: {},
      context: { page: { path: "/a" }, userAgent: "Mozilla/5.0", library: { name: "analytics.js" } },
    });
  });

  it("as RudderStack's server library sends it: its own name for the time, ids as JSON, traits in the context", () => {
    const message = messageOf(
      {
        type: "identify",
        userId: "17",
        originalTimestamp: "2026-11-22T11:00:00.000Z",
        context: { traits: { email: "ada@x.example", plan: "old" } },
        traits: { plan: "pro" },
        messageId: "m",
        sentAt: "2026-11-22T12:00:00.000Z",
      },
      { sentAt: "2026-11-22T12:00:00.000Z" },
    );
    expect(message.at).toBe(receivedAt - 3_600_000);
    expect(message.traits).toEqual({ email: "ada@x.example", plan: "pro" });
  });

  it("by the address's type before its own, and by any spelling of it", () => {
    expect(messageOf({ ...track, type: "page" }, { type: "track" }).type).toBe("track");
    expect(messageOf({ ...track, type: "Track" }).type).toBe("track");
  });

  it("with the batch's context behind its own", () => {
    const { context } = messageOf(
      { ...track, context: { app: { name: "own" } } },
      { context: { app: { name: "batch" }, locale: "de", ip: "10.0.0.1" } },
    );
    expect(context).toEqual({ app: { name: "own" }, locale: "de" });
  });

  it("without the address that it came from", () => {
    expect(messageOf({ ...track, context: { ip: "203.0.113.9", locale: "de" } }).context).toEqual({
      locale: "de",
    });
  });

  it("with numbers for ids, and of the batch's clock rather than its own", () => {
    const message = messageOf(
      { ...track, userId: 17, timestamp: "2026-11-22T10:00:00Z", sentAt: "2020-01-01T00:00:00Z" },
      { sentAt: "2026-11-22T11:00:00Z" },
    );
    expect(message.userId).toBe("17");
    expect(message.at).toBe(receivedAt - 3_600_000);
  });

  it("of a group says what the company is like, not the person", () => {
    const message = messageOf({
      type: "group",
      userId: "u",
      groupId: "g",
      traits: { name: "Acme" },
      context: { traits: { name: "Ada" } },
    });
    expect(message.traits).toEqual({ name: "Acme" });
  });

  it("whose page has a category for a name", () => {
    expect(messageOf({ type: "page", anonymousId: "a", category: "Docs" }).name).toBe("Docs");
    expect(messageOf({ type: "page", anonymousId: "a", category: "Docs", name: "Index" }).name).toBe("Index");
  });

  it("whose time is missing happened when it came", () => {
    for (const timestamp of [undefined, null, ""])
      expect(messageOf({ ...track, timestamp }).at).toBe(receivedAt);
  });

  it("is of nobody where a program wrote what it knows of nobody", () => {
    const nobodies = [
      "",
      " ",
      "null",
      "undefined",
      "0",
      "-1",
      "NaN",
      "[object Object]",
      "anonymous",
      "None",
      "TRUE",
    ];
    for (const userId of [...nobodies, 0, -1, "00000000-0000-0000-0000-000000000000"])
      expect(messageOf({ ...track, userId }).userId).toBeNull();
    expect(messageOf({ ...track, userId: "nullius" }).userId).toBe("nullius");
  });
});

describe("what a message without an id is known by", () => {
  const id = (raw: unknown, more?: Partial<Around>) => {
    const { message, said } = taken(raw, more);
    expect(message.id).toBe("");
    return said;
  };

  it("is what it says, however often it is sent", () => {
    const dated = { ...track, timestamp: "2026-11-22T10:00:00Z" };
    const first = id(dated, { sentAt: "2026-11-22T12:00:00Z" });
    expect(id(dated, { sentAt: "2026-11-22T12:30:00Z", receivedAt: receivedAt + 1_800_000 })).toBe(first);
    expect(id({ ...dated, event: "Other" })).not.toBe(first);
    expect(id({ ...dated, timestamp: "2026-11-22T10:00:01Z" })).not.toBe(first);
  });

  it("holds the minute where it has no time: sent again at once it is the same, tomorrow another", () => {
    const first = id(track);
    expect(id(track, { receivedAt: receivedAt + 20_000 })).toBe(first);
    expect(id(track, { receivedAt: receivedAt + 86_400_000 })).not.toBe(first);
  });

  it("holds its own where that is too long to be kept, or nothing but what is no character", () => {
    const long = "x".repeat(129);
    expect(id({ ...track, messageId: `${long}a` })).not.toBe(id({ ...track, messageId: `${long}b` }));
    expect(id({ ...track, messageId: "\u0000" })).not.toBe(id(track));
    expect(messageOf({ ...track, messageId: "x".repeat(128) }).id).toHaveLength(128);
    expect(messageOf({ ...track, messageId: 17 }).id).toBe("17");
  });
});

describe("a message that cannot be taken", () => {
  it.each([
    ["invalid message", null],
    ["invalid message", "text"],
    ["invalid message", [track]],
    ["invalid type", { ...track, type: "tracks" }],
    ["invalid type", { ...track, type: undefined }],
    ["invalid event", { ...track, event: undefined }],
    ["invalid event", { ...track, event: "  " }],
    ["invalid event", { ...track, event: { a: 1 } }],
    ["invalid timestamp", { ...track, timestamp: "yesterday" }],
    ["invalid timestamp", { ...track, timestamp: {} }],
    ["too_far_ahead timestamp", { ...track, timestamp: "2026-12-22T12:00:00Z" }],
    ["invalid userId", { ...track, userId: { id: 1 } }],
    ["invalid userId", { ...track, userId: ["u"] }],
    ["invalid userId", { ...track, userId: false }],
    ["invalid userId", { ...track, userId: 2 ** 60 }],
    ["invalid userId", { ...track, userId: "u".repeat(201) }],
    ["invalid anonymousId", { ...track, anonymousId: "a".repeat(201) }],
    ["invalid previousId", { type: "alias", userId: "u" }],
    ["invalid userId", { type: "alias", previousId: "u" }],
    ["no_identity userId", { type: "track", event: "x" }],
    ["no_identity userId", { type: "identify", userId: "null", traits: { name: "Ada" } }],
  ])("%s: %j", (why, raw) => expect(refused(raw)).toBe(why));

  it("but one by an address is somebody's", () => {
    expect(refused({ type: "identify", traits: { email: "ada@x.example" } })).toBeNull();
    expect(refused({ type: "track", event: "x", properties: { email: "ada@x.example" } })).toBeNull();
    expect(refused({ type: "track", event: "x", properties: { email: "no address" } })).toBe(
      "no_identity userId",
    );
  });
});

const unfit = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Every text in a value, the names among them. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)])
      : [];

describe("whatever is sent", () => {
  const nasty = fc.oneof(
    fc.anything({ maxDepth: 4, withNullPrototype: true }),
    fc.string({ unit: "binary" }),
    fc.constantFrom("__proto__", "\u0000", "\ud800", Number.POSITIVE_INFINITY, -0, "x".repeat(10_000)),
  );
  const field = <Right>(right: fc.Arbitrary<Right>) => fc.oneof({ weight: 3, arbitrary: right }, nasty);
  const id = field(fc.string({ minLength: 1, maxLength: 20 }));
  const any = fc.record(
    {
      type: field(fc.constantFrom(...messageTypes)),
      messageId: id,
      anonymousId: id,
      userId: id,
      previousId: id,
      groupId: id,
      event: id,
      name: id,
      timestamp: field(fc.constant("2026-11-22T10:00:00Z")),
      sentAt: nasty,
      properties: nasty,
      traits: nasty,
      context: nasty,
    },
    { requiredKeys: [] },
  );

  it("is a message that JSON holds, is bounded and dated, or a refusal that names a field", () => {
    let messages = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: any }, nasty), nasty, nasty, (raw, sentAt, context) => {
        const read = normalize(raw, { type: null, receivedAt, sentAt, context });
        if (!read.ok) {
          expect(read.field).not.toBe("");
          expect(read.sentence.length).toBeLessThan(200);
          return;
        }
        messages += 1;
        const { message } = read;
        expect(JSON.parse(JSON.stringify(message))).toEqual(message);
        expect(message.at).toBeLessThanOrEqual(receivedAt);
        expect(Number.isSafeInteger(message.at)).toBe(true);
        expect(message.id.length).toBeLessThanOrEqual(128);
        for (const text of textsIn(message)) expect(text).not.toMatch(unfit);
        for (const text of [
          message.anonymousId,
          message.userId,
          message.previousId,
          message.groupId,
          message.name,
        ])
          expect((text ?? "x").length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
    expect(messages).toBeGreaterThan(100);
  });
});
