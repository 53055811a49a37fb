import { describe, expect, it } from "vitest";
import { ProblemError } from "../middleware/problems.ts";
import { readBody } from "./body.ts";
import { isLarger, trackingLimits } from "./limits.ts";

const encoder = new TextEncoder();
const gzip = async (content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );

const LIMIT = 1_000;
const read = (content: BodyInit, type = "application/json", limit = LIMIT) =>
  readBody(
    new Request("http://localhost", { method: "POST", body: content, headers: { "content-type": type } }),
    limit,
  );
const refusal = async (content: BodyInit, limit = LIMIT): Promise<string> => {
  try {
    await read(content, "application/json", limit);
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return "";
};

describe("a body is read by what it is", () => {
  const body = '{"event":"Größe & <b>"}';
  const value = { event: "Größe & <b>" };

  it.each([
    "application/json",
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "image/png",
    "",
  ])("whatever it is declared to be: %j", async (type) => {
    expect(await read(body, type)).toEqual(value);
    expect(await read(await gzip(body), type)).toEqual(value);
  });

  it("in a form: as it is, encoded whole, or in a field", async () => {
    const encoded = encodeURIComponent(body);
    for (const form of [
      body,
      encoded,
      `data=${encoded}`,
      `v=1&data=${encoded.replaceAll("%20", "+")}`,
      `${encoded}=`,
    ])
      expect(await read(form, "application/x-www-form-urlencoded")).toEqual(value);
  });

  it("with a byte order mark, and white space around it", async () => {
    expect(await read(`\ufeff ${body}\n`)).toEqual(value);
  });

  it("in pieces", async () => {
    const bytes = encoder.encode(body);
    const pieces = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await read(pieces)).toEqual(value);
  });
});

describe("a body that cannot be read", () => {
  const cut = async (at: number) => (await gzip('{"a":1}')).slice(0, at);

  it("is broken", async () => {
    const damaged = await gzip(JSON.stringify({ text: "x".repeat(500) }));
    damaged.fill(7, 12, 20);
    const broken = [
      "",
      " ",
      "{",
      '{"a":1',
      "nul",
      "\u0000",
      '{"a":1}garbage',
      '"',
      "a=b&c=d",
      "%7B%",
      "[".repeat(900),
    ];
    for (const content of [
      ...broken,
      await cut(2),
      await cut(10),
      await cut(20),
      damaged,
      await gzip("no JSON"),
    ])
      expect(await refusal(content)).toBe("broken_json");
    expect(await refusal(await gzip(await gzip('{"a":1}')))).toBe("broken_json");
    for (const label of [
      [0xff, 0xfe],
      [0xfe, 0xff],
    ])
      expect(
        await refusal(Uint8Array.from([...label, ...[...'{"a":1}'].flatMap((c) => [c.charCodeAt(0), 0])])),
      ).toBe("broken_json");
  });

  it("is no object", async () => {
    for (const content of ["1", "null", "true", '"text"', "[]", '[{"a":1}]', await gzip("[]")])
      expect(await refusal(content)).toMatch(/invalid_input|broken_json/);
    expect(await refusal("[]")).toBe("invalid_input");
  });

  it("is too large, as it was sent or unpacked", async () => {
    const fits = JSON.stringify({ a: "x".repeat(LIMIT - 8) });
    expect(fits).toHaveLength(LIMIT);
    expect(await refusal(fits)).toBe("");
    expect(await refusal(`${fits} `)).toBe("too_large");
    expect(await refusal(await gzip(fits))).toBe("");
    expect(await refusal(await gzip(`${fits} `))).toBe("too_large");
  });

  it("is a bomb: what it would unpack to is never all there", async () => {
    const bomb = await gzip(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    expect(await refusal(bomb, trackingLimits.batch)).toBe("too_large");
  });
});

describe("isLarger", () => {
  it("measures as JSON does, but for what is escaped", () => {
    for (const value of [{ a: 1, b: [true, null, "x"], c: { d: "ü€💥" } }, [], {}, "x", 1.5, null]) {
      const bytes = encoder.encode(JSON.stringify(value)).length;
      expect(isLarger(value, bytes + 8)).toBe(false);
      expect(isLarger(value, bytes - 8)).toBe(bytes > 0);
    }
    const long = { a: "x".repeat(trackingLimits.message - 100) };
    expect(isLarger(long, trackingLimits.message)).toBe(false);
    expect(isLarger({ ...long, b: "x".repeat(100) }, trackingLimits.message)).toBe(true);
  });

  it("however deep", () => {
    const deep: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    expect(isLarger(deep, 1_000_000)).toBe(false);
    expect(isLarger(deep, 100_000)).toBe(true);
  });
});
