import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { message, parcel } from "../../test/parcels.ts";
import type { Parcel } from "./parcel.ts";
import { enqueue, queueLimits, sends, split } from "./queue.ts";

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** A queue that notes what it is sent, and refuses what Queues would. */
function recorder() {
  const sent: Parcel[][] = [];
  return {
    sent,
    async sendBatch(messages: Iterable<{ body: Parcel; contentType?: string }>) {
      const list = [...messages];
      const sizes = list.map(({ body }) => bytesOf(body) + 100);
      if (list.length === 0 || list.length > 100) throw new Error(`${list.length} messages in a send`);
      if (sizes.some((size) => size > 128_000)) throw new Error(`A message of ${Math.max(...sizes)} bytes`);
      if (sizes.reduce((sum, size) => sum + size, 0) > 256_000) throw new Error("More than 256 kB in a send");
      if (list.some(({ contentType }) => contentType !== "json")) throw new Error("Not sent as JSON");
      sent.push(list.map(({ body }) => body));
    },
  };
}

/** Texts that are longer as bytes, and longer still as JSON, than they look. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom("a", "ü", "€", "😀", '"', "\\", "\u0001", "\n"),
      fc.integer({ min: 0, max: 32_000 }),
    )
    .map(([letter, count]) => letter.repeat(count)),
);
const items = fc.array(
  fc
    .record({ id: fc.uuid(), text })
    .map(({ id, text }) => message(id, { properties: { text }, name: text.slice(0, 20) })),
  { maxLength: 60 },
);

describe("a parcel on its way into the queue", () => {
  it("is within the queue's limits, loses nothing and keeps its order, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(items, fc.nat(3), async (messages, id) => {
        const queue = recorder();
        const whole = {
          ...parcel(`p${"é".repeat(id)}`, messages),
          rejected: [{ reason: "bot" as const, messages: 2, sample: null }],
        };
        const rest = await enqueue(queue, whole);
        const sent = queue.sent.flat();
        const ids = sent.flatMap(({ items }) => items.map(({ message }) => message.id));
        const tooLong = rest.items.map(({ message }) => message.id);
        // All, each once; in order.
        expect([...ids, ...tooLong].sort()).toEqual(messages.map(({ id }) => id).sort());
        expect(ids).toEqual(messages.map(({ id }) => id).filter((id) => ids.includes(id)));
        for (const { message: alone } of rest.items)
          expect(bytesOf(alone)).toBeGreaterThan(queueLimits.messageBytes - 1_000);
        // What was left out is counted once, not with every part.
        expect(rest.rejected).toEqual(whole.rejected);
        expect(sent.every(({ rejected }) => rejected.length === 0)).toBe(true);
        for (const part of sent) expect(part).toMatchObject({ keyId: "k-test", trust: "server" });
        expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
      }),
      { numRuns: 60 },
    );
  });

  it("goes in few messages and few sends", () => {
    const kilobyte = "x".repeat(800);
    const whole = parcel(
      "p",
      Array.from({ length: 500 }, (_, index) => message(`m${index}`, { properties: { kilobyte } })),
    );
    const { parts, tooLong } = split(whole);
    expect(tooLong).toEqual([]);
    expect(parts.length).toBe(Math.ceil((bytesOf(whole.items) + 1_000) / queueLimits.messageBytes));
    expect(sends(parts).length).toBe(Math.ceil(parts.length / 2));
    const small = split(parcel("p", [message("m")])).parts;
    expect(sends(Array.from({ length: 250 }, () => small).flat()).map((send) => send.length)).toEqual([
      100, 100, 50,
    ]);
  });

  it("takes an item as long as a message may be on the wire, in any script", () => {
    for (const letter of ["x", "ü", "😀", '"']) {
      const long = message("m", { properties: { text: letter.repeat(32_000 / bytesOf(letter)) } });
      expect(split(parcel("p", [long])).tooLong).toEqual([]);
    }
  });

  it("says so where a send fails, so that its sender sends it again", async () => {
    const queue = recorder();
    let calls = 0;
    const failing = {
      sendBatch: (messages: Parameters<typeof queue.sendBatch>[0]) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error("Too many requests")) : queue.sendBatch(messages);
      },
    };
    const text = "x".repeat(30_000);
    const whole = parcel(
      "p",
      Array.from({ length: 40 }, (_, index) => message(`m${index}`, { properties: { text } })),
    );
    await expect(enqueue(failing, whole)).rejects.toThrow("Too many requests");
    expect(queue.sent).toHaveLength(1);
  });
});
